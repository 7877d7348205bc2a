import { OperatorError } from '../common/operator-error.js';

/** A sentence for the operator about why the service cannot start; null for a bug, which needs its stack. */
export function startProblem(error: unknown): string | null {
  if (error instanceof OperatorError) return error.message;
  const { code, syscall, message } = innermost(error) as NodeJS.ErrnoException;
  if (syscall === 'listen') return `${LISTENING[code ?? ''] ?? message} Set HOST and PORT.`;
  if (syscall === 'getaddrinfo' || syscall === 'connect' || REFUSED.test(code ?? '')) {
    return `The database cannot be reached: ${message}. Check DATABASE_URL and its server.`;
  }
  return null;
}

const LISTENING: Record<string, string> = {
  EADDRINUSE: 'Another program already listens on this address and port.',
  EADDRNOTAVAIL: 'This machine does not have this address.',
  EACCES: 'Only root may listen on this port.',
};

/** SQLSTATE classes 28 (authorization) and 3D (no such database), and 57P03 (still starting). */
const REFUSED = /^(28...|3D...|57P03)$/;

/** A connection that was tried on several addresses fails with an AggregateError. */
function innermost(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}
