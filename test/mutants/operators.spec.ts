import { describe, expect, it } from '@jest/globals';
import { mutantsOf, mutated } from './operators.js';

describe('mutantsOf', () => {
  it.each<[string, string[]]>([
    ['a < b;', [';', 'a <= b;']],
    ['if (a) b();', ['if (true) b();', 'if (false) b();', 'if (a) ;']],
    [
      'const x = a ? 7 : c;',
      ['const x = true ? 7 : c;', 'const x = false ? 7 : c;', 'const x = a ? 8 : c;'],
    ],
    ['const x = !a;', ['const x = a;']],
    ['await f();', [';', '(f());']],
    ['const x = a ?? b;', ['const x = (a);']],
    ['const x = a + b;', ['const x = a - b;']],
    ["const x = a + 'text';", []],
    ['const x = f(a, b, c);', ['const x = f(b, a, c);']],
    ['const x = a.some(f);', ['const x = a.every(f);']],
    ['const x = a * 1000;', ['const x = a / 1000;', 'const x = a * 1001;', 'const x = a * 1;']],
    ['const x = true;', ['const x = false;']],
    ['super(a);', []],
    ["this.logger.warn('text' + a);", []],
    ['type T = 1 | 2;', []],
    ['@Doc(1) class A {}', []],
  ])('%s', (source, expected) => {
    expect(mutantsOf(source).map((mutant) => mutated(source, mutant))).toEqual(expected);
  });

  it('gives the line that a mutant begins in', () => {
    expect(mutantsOf('const a = b;\nconst c = a < b;')).toMatchObject([{ line: 2 }]);
  });
});
