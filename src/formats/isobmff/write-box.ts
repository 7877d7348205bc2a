/** A box of ISO/IEC 14496-12 (4.2): its length, its type, and its content. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, { length }) => sum + length, 8);
  return Buffer.concat([u32(length), Buffer.from(type, 'latin1'), ...content], length);
}

/** A box that begins with a version and flags. */
export function fullBox(
  type: string,
  version: number,
  flags: number,
  ...content: readonly Uint8Array[]
): Buffer {
  return box(type, u32(version * 0x1000000 + flags), ...content);
}

export function u8(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}

export function u16(...values: readonly number[]): Buffer {
  return each(values, 2, (bytes, value, at) => bytes.writeUInt16BE(value, at));
}

/** Negative values in two's complement. */
export function u32(...values: readonly number[]): Buffer {
  return u32s(values);
}

/** For long lists: the number of arguments of a function is limited. */
export function u32s(values: ArrayLike<number>): Buffer {
  return each(values, 4, (bytes, value, at) => bytes.writeUInt32BE(value >>> 0, at));
}

export function u64s(values: ArrayLike<number>): Buffer {
  return each(values, 8, (bytes, value, at) => bytes.writeBigUInt64BE(BigInt(value), at));
}

function each(
  values: ArrayLike<number>,
  size: number,
  write: (bytes: Buffer, value: number, at: number) => void,
): Buffer {
  const bytes = Buffer.alloc(values.length * size);
  for (let i = 0; i < values.length; i++) write(bytes, values[i]!, i * size);
  return bytes;
}
