/** A receiver that has not answered by then is taken for away. */
const TIMEOUT_MS = 10_000;

/**
 * Posts a message. Whatever is no 2xx is a refusal: a redirect is not followed, since it could lead into
 * the network that only this service reaches.
 *
 * @throws Error where the receiver does not take it
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
  // Nobody reads it, and it may never end.
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The receiver answered ${response.status}`);
}
