import { Injectable } from '@nestjs/common';
import { ChangeWaiter } from '../../clips/requests/change-waiter.js';
import { Notifications } from '../../jobs/notifications.js';
import { EXPORT_CHANNEL, type ExportNotice, readExportNotice } from './export-channel.js';

/** Waits for changes of an export, by its id. */
@Injectable()
export class ExportWaiter extends ChangeWaiter<ExportNotice> {
  constructor(notifications: Notifications) {
    super(notifications, {
      ...{ channel: EXPORT_CHANNEL, read: readExportNotice },
      idOf: ({ id }) => id,
    });
  }
}
