/** Reads a NAL unit's payload bit by bit (ITU-T H.264 and HEVC, 7.2 and 9.1). Past the end it reads zeros. */
export class BitReader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** How many bits were read. */
  get bitsRead(): number {
    return this.position;
  }

  skip(bits: number): void {
    this.position += bits;
  }

  /** At most 32 bits. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.bytes[this.position >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
      this.position++;
    }
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** ue(v), an unsigned Exp-Golomb number. */
  unsigned(): number {
    let zeros = 0;
    while (zeros < 32 && this.position < this.bytes.length * 8 && !this.flag()) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** se(v), a signed one. */
  signed(): number {
    const value = this.unsigned();
    return value % 2 ? (value + 1) / 2 : -value / 2;
  }
}
