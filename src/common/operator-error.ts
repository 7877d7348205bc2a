/** Something that only the operator can repair. `message` says how and may contain paths of the server. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
