import { number, object } from '../../common/stored/stored-json.js';

/** Notifies all nodes that the state of an export has changed. */
export const EXPORT_CHANNEL = 'exports';

export interface ExportNotice {
  id: number;
}

export const readExportNotice = object<ExportNotice>({ id: number });
