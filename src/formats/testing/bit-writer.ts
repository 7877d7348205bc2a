import { withEmulationPrevention } from '../nal-units.js';

/** Writes the payload of a NAL unit (ITU-T H.264 and HEVC, 7.2 and 9). */
export class BitWriter {
  private text = '';

  u(bits: number, value: number): this {
    this.text += value.toString(2).padStart(bits, '0').slice(-bits);
    return this;
  }

  flag(value: boolean): this {
    return this.u(1, Number(value));
  }

  ue(value: number): this {
    const code = (value + 1).toString(2);
    this.text += '0'.repeat(code.length - 1) + code;
    return this;
  }

  se(value: number): this {
    return this.ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** With the stop bit, and with the bytes that keep start codes out of it. */
  nal(...header: readonly number[]): Uint8Array {
    const padded = `${this.text}1`.padEnd(Math.ceil((this.text.length + 1) / 8) * 8, '0');
    const bytes = [...padded.matchAll(/.{8}/g)].map(([octet]) => Number.parseInt(octet, 2));
    return Uint8Array.of(...header, ...withEmulationPrevention(Uint8Array.from(bytes)));
  }
}
