/** The finished file is not what was planned. `message` says how, for the log. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}
