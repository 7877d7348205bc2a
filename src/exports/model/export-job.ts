import type { Tries } from '../../clips/model/clip-job.js';
import { nullOr, number, object, text, withDefault } from '../../common/stored/stored-json.js';

/** The queue of the jobs that make exports. */
export const EXPORT_QUEUE = 'exports';

export interface ExportJob extends Tries {
  export_id: number;
  /** Of the HTTP call that requested it, for the log. */
  request_id: string | null;
}

/** A job's data, as it was stored. */
export const readExportJob = object<ExportJob>({
  export_id: number,
  failures: withDefault(number, 0),
  kills: withDefault(number, 0),
  request_id: withDefault(nullOr(text), null),
});

/** The prefix of the names of the job's temporary files. */
export function exportJobName(id: number, jobId: string): string {
  return `e${id}-${jobId}`;
}
