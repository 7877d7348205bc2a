import { checkCount, checkDepth } from './json-limits.js';

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN, CLOSE] = [
  [0x5b, 0x7b],
  [0x5d, 0x7d],
];

/**
 * Refuses JSON that is too deep or has too many values before it is parsed, since parsing a megabyte of empty lists
 * takes longer than validating any body of the contract. Whatever is not JSON is left to the parser.
 *
 * @throws EventClipsError with the code `VALIDATION_FAILED`
 */
export function checkJsonText(bytes: Uint8Array): void {
  let [depth, values] = [0, 1];
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) checkCount(++values);
    else if (OPEN.includes(byte)) checkDepth(++depth);
    else if (CLOSE.includes(byte)) depth--;
  }
}
