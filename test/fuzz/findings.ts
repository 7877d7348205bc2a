/** What became of the inputs of a run: how many had which outcome, by what they were made of, and the failures. */
export class Findings {
  readonly failures: { input: number; text: string }[] = [];
  private readonly counts = new Map<string, Map<string, number>>();

  count(name: string, outcome: string): void {
    const row = this.counts.get(name) ?? new Map<string, number>();
    this.counts.set(name, row.set(outcome, (row.get(outcome) ?? 0) + 1));
  }

  fail(input: number, name: string, text: string): void {
    this.count(name, 'FAILED');
    this.failures.push({ input, text: `${name}: ${text}` });
  }

  of(outcome: string): number {
    return [...this.counts.values()].reduce((sum, row) => sum + (row.get(outcome) ?? 0), 0);
  }

  /** A row for each name, for `console.table`. */
  rows(): Record<string, Record<string, number>> {
    return Object.fromEntries(
      [...this.counts].map(([name, row]) => [name, Object.fromEntries(row)]),
    );
  }
}
