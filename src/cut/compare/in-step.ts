/**
 * Runs pieces of work that say how far they are, always the one that is behind. So a file in which the packets
 * of several tracks alternate is read once, from the beginning to the end.
 */
export async function inStep(all: readonly AsyncIterator<number>[]): Promise<void> {
  const works = all.map((work) => ({ work, at: -Infinity }));
  while (works.length > 0) {
    const behind = works.reduce((a, b) => (b.at < a.at ? b : a));
    const result = await behind.work.next();
    if (result.done) works.splice(works.indexOf(behind), 1);
    else behind.at = result.value;
  }
}
