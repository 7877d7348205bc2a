/** Keeps the last bytes of a stream of any length. */
export class Tail {
  private bytes = Buffer.alloc(0);

  constructor(private readonly limit = 8192) {}

  push(chunk: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, chunk]).subarray(-this.limit);
  }

  toString(): string {
    return this.bytes.toString('utf8').trim();
  }
}
