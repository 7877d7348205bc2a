import type { Api } from '../../test/support/api.js';

const CLIENTS = 8;

/** Asks for the state of clips, by a few clients at once, for as long as `busy` lasts. */
export async function askForClips(api: Api, ids: readonly number[], busy: Promise<unknown>) {
  const latencies: number[] = [];
  let done = false;
  const end = busy.finally(() => (done = true));
  const client = async (index: number) => {
    for (let i = index; !done; i += CLIENTS) {
      const began = performance.now();
      // Plainly: to check the answer by the contract takes longer than to give it.
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
