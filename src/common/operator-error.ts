/** Something that only the operator can mend. `message` tells them how and may name the server's own paths. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
