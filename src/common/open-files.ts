/** How many files this process may have open: Node.js has raised its `soft` limit as far as `hard` allows. */
export function openFilesLimit(kind: 'soft' | 'hard'): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft?: number | string; hard?: number | string } };
  };
  const limit = Number(userLimits?.open_files?.[kind]);
  return Number.isFinite(limit) ? limit : Infinity;
}
