import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { IsOptional, validateSync } from 'class-validator';
import { IsCameraId, IsFilePath, IsLabel, IsNotBefore, IsPageLimit, IsSummary } from './fields.js';

class Fields {
  @IsOptional() @IsCameraId() camera?: unknown;
  @IsOptional() @IsFilePath() path?: unknown;
  @IsOptional() @IsLabel() label?: unknown;
  @IsOptional() @IsSummary() summary?: unknown;
  @IsOptional() @IsPageLimit() limit?: unknown;
  start?: unknown;
  @IsOptional() @IsNotBefore('start') end?: unknown;
}

const problems = (fields: Fields) =>
  validateSync(plainToInstance(Fields, fields)).map(({ property }) => property);
const at = (ms: number) => new Date(ms);

describe('A field', () => {
  it.each<[keyof Fields, string, unknown, boolean]>([
    ['camera', 'of 1 character', 'a', true],
    ['camera', 'of 200 characters', 'a'.repeat(200), true],
    ['camera', 'of 201 characters', 'a'.repeat(201), false],
    ['camera', 'of none', '', false],
    ['camera', 'that is a number', 7, false],
    ['path', 'of 1 byte', '/', true],
    ['path', 'of 1,024 bytes', 'é'.repeat(512), true],
    ['path', 'of 1,025 bytes', 'é'.repeat(512) + 'a', false],
    ['path', 'of none', '', false],
    ['label', 'of none', '', true],
    ['label', 'of 200 characters', 'a'.repeat(200), true],
    ['label', 'of 201 characters', 'a'.repeat(201), false],
    ['summary', 'of 10,000 characters', 'a'.repeat(10_000), true],
    ['summary', 'of 10,001 characters', 'a'.repeat(10_001), false],
    ['limit', 'of 1', '1', true],
    ['limit', 'of 200', '200', true],
    ['limit', 'of 0', '0', false],
    ['limit', 'of 201', '201', false],
    ['limit', 'that is no number', 'ten', false],
    ['limit', 'that is not whole', '1.5', false],
    ['limit', 'that is empty', '', false],
  ])('%s %s: %p is valid: %p', (name, _, value, expected) => {
    expect(problems({ [name]: value })).toEqual(expected ? [] : [name]);
  });

  it('is described with its limits', () => {
    const described = Reflect.getMetadata(
      'swagger/apiModelProperties',
      Fields.prototype,
      'camera',
    ) as object;
    expect(described).toMatchObject({ minLength: 1, maxLength: 200 });
  });

  it('limit becomes a number', () => {
    expect(plainToInstance(Fields, { limit: '50' }).limit).toBe(50);
  });

  it.each<[string, unknown, unknown, boolean]>([
    ['after the start', at(1), at(2), true],
    ['at the start', at(1), at(1), true],
    ['before the start', at(2), at(1), false],
    ['of a start that is no instant', 'then', at(1), true],
    ['that is no instant itself', at(2), 'then', true],
  ])('end %s is valid: %p', (_, start, end, expected) => {
    expect(problems({ start, end })).toEqual(expected ? [] : ['end']);
  });
});
