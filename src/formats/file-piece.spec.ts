import { describe, expect, it } from '@jest/globals';
import { readerOf } from './byte-reader.js';
import { type FilePiece, readerOfPiece, slowReaderOfPiece } from './file-piece.js';
import { Unusual } from './unusual.js';

const FILE = readerOf(Buffer.from('abcdefghijklmnopqrstuvwxyz'));
const range = (fromByte: number, toByte: number) => ({ fromByte, toByte });
/** It reads `bcd`, `f` and then `klmnop`. */
const PIECE: FilePiece = { ...range(10, 16), before: [range(1, 4), range(5, 6)] };

describe('A piece of a file', () => {
  it.each([
    [0, 10, 'bcdfklmnop'],
    [0, 3, 'bcd'],
    [2, 2, 'df'],
    [2, 4, 'dfkl'],
    [4, 1, 'k'],
    [9, 1, 'p'],
    [10, 0, ''],
  ])('has from byte %d on, %d long, %p', async (start, length, expected) => {
    expect(readerOfPiece(FILE, PIECE).bytes(start, length).toString()).toBe(expected);
    expect((await slowReaderOfPiece(FILE, PIECE).bytes(start, length)).toString()).toBe(expected);
  });

  it('is as long as all of that', () => {
    expect(readerOfPiece(FILE, PIECE).size).toBe(10);
    expect(slowReaderOfPiece(FILE, PIECE).size).toBe(10);
  });

  it.each([
    [9, 2],
    [11, 0],
    [-1, 1],
    [0, -1],
  ])('has no bytes from %d on, %d long', async (start, length) => {
    expect(() => readerOfPiece(FILE, PIECE).bytes(start, length)).toThrow(Unusual);
    await expect(slowReaderOfPiece(FILE, PIECE).bytes(start, length)).rejects.toThrow(Unusual);
  });
});
