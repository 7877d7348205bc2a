import type { AuditEntry } from '../common/audit/audit-entry.js';

/** An entry that is not stored yet. */
export interface NotedEntry extends AuditEntry {
  /** When it was noted, in milliseconds of a clock that never goes back. */
  readonly notedAtMs: number;
}

/** Entries that wait to be stored, in the order in which they were noted. Above its bound the oldest are dropped. */
export class NotedEntries {
  private entries: NotedEntry[] = [];
  private dropped = 0;

  /** @param bound the most entries that wait */
  constructor(private readonly bound: number) {}

  get count(): number {
    return this.entries.length;
  }

  add(entry: NotedEntry): void {
    this.entries.push(entry);
    this.trim();
  }

  /** Takes the oldest entries, `most` at most. */
  take(most: number): NotedEntry[] {
    return this.entries.splice(0, most);
  }

  /** Puts back entries that were taken and could not be stored. */
  putBack(entries: readonly NotedEntry[]): void {
    this.entries = [...entries, ...this.entries];
    this.trim();
  }

  /** How many were dropped since the last call. */
  takeDropped(): number {
    const { dropped } = this;
    this.dropped = 0;
    return dropped;
  }

  private trim(): void {
    const excess = this.entries.length - this.bound;
    if (excess <= 0) return;
    this.entries.splice(0, excess);
    this.dropped += excess;
  }
}
