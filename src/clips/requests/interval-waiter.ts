import { Injectable } from '@nestjs/common';
import { Notifications } from '../../jobs/notifications.js';
import {
  INTERVAL_CHANNEL,
  type IntervalNotice,
  readIntervalNotice,
} from '../records/interval-channel.js';
import { ChangeWaiter } from './change-waiter.js';

/** Waits for changes of a clip of a camera alone, by its id. */
@Injectable()
export class IntervalWaiter extends ChangeWaiter<IntervalNotice> {
  constructor(notifications: Notifications) {
    super(notifications, {
      ...{ channel: INTERVAL_CHANNEL, read: readIntervalNotice },
      idOf: ({ id }) => id,
    });
  }
}
