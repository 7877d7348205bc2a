/** A tag of an FLV file and its length, which `length` replaces with a wrong one. */
export function flvTag(type: number, timeMs: number, content: Buffer, length?: number): Buffer {
  const header = Buffer.alloc(11);
  header.writeUInt8(type);
  header.writeUIntBE(content.length, 1, 3);
  header.writeUIntBE(timeMs & 0xffffff, 4, 3);
  header.writeUInt8(timeMs >>> 24, 7);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(length ?? header.length + content.length);
  return Buffer.concat([header, content, end]);
}

export function flvFile(...tags: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0', 'latin1'), ...tags]);
}

/** A picture of H.264, shown `offsetMs` after it is decoded. */
export function picture(timeMs: number, isKey: boolean, data = '65', offsetMs = 0): Buffer {
  const head = Buffer.from([isKey ? 0x17 : 0x27, 1, 0, 0, 0]);
  head.writeIntBE(offsetMs, 2, 3);
  return flvTag(9, timeMs, Buffer.concat([head, Buffer.from(data, 'hex')]));
}

/** The decoder configuration of the pictures that follow. */
export function pictureConfiguration(avcc: Uint8Array, timeMs = 0): Buffer {
  return flvTag(9, timeMs, Buffer.concat([Buffer.from('1700000000', 'hex'), avcc]));
}

export function aacConfiguration(description = '1190'): Buffer {
  return flvTag(8, 0, Buffer.from(`af00${description}`, 'hex'));
}

export function aac(timeMs: number, data = 'dead'): Buffer {
  return flvTag(8, timeMs, Buffer.from(`af01${data}`, 'hex'));
}
