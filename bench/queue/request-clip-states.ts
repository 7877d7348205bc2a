import type { Api } from '../../test/support/api.js';

const CLIENTS = 8;

/** A few clients request the state of clips at once, until `busy` settles. */
export async function requestClipStates(api: Api, ids: readonly number[], busy: Promise<unknown>) {
  const latencies: number[] = [];
  let done = false;
  const end = busy.finally(() => (done = true));
  const client = async (index: number) => {
    for (let i = index; !done; i += CLIENTS) {
      const began = performance.now();
      // With plain fetch: checking the answer by the contract would take longer than the answer itself.
      const response = await fetch(`${api.origin}/api/events/${ids[i % ids.length]}/clip`);
      await response.text();
      if (!response.ok) throw new Error(`${response.status} while the queue was busy`);
      latencies.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  await end;
  const seconds = (performance.now() - began) / 1000;
  return { latencies, rate: Math.round(latencies.length / seconds) };
}
