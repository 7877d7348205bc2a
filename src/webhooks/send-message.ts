/** After this time without an answer, the delivery has failed. */
const TIMEOUT_MS = 10_000;

/**
 * Posts a message. Redirects are not followed, since one could lead into a network that only this service
 * can reach.
 *
 * @throws Error unless the receiver answers with a status of 2xx
 */
export async function sendMessage(
  receiver: URL,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(receiver, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'event-clips' },
    body,
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  // The body is not read, and it may never end.
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The receiver answered ${response.status}`);
}
