/**
 * Files that are being written, until they have not changed for some time: the system reports that a file
 * changed, but not that its writer closed it.
 */
export class SettlingFiles {
  private readonly settlesAtMs = new Map<string, number>();

  constructor(private readonly settledAfterMs: number) {}

  /** A modification time in the future counts as now. */
  changed(path: string, modifiedAtMs: number, nowMs: number): void {
    this.settlesAtMs.set(path, Math.min(modifiedAtMs, nowMs) + this.settledAfterMs);
  }

  /** Returns each settled file once, until it changes again. */
  takeSettled(nowMs: number): string[] {
    const settled = [...this.settlesAtMs].flatMap(([path, atMs]) => (atMs <= nowMs ? [path] : []));
    for (const path of settled) this.settlesAtMs.delete(path);
    return settled;
  }
}
