import { Injectable } from '@nestjs/common';
import { Notifications } from '../../jobs/notifications.js';
import { CLIP_CHANNEL, type ClipNotice, readClipNotice } from '../records/clip-channel.js';
import { ChangeWaiter } from './change-waiter.js';

/** Waits for changes of an event's clip, by the event's id. */
@Injectable()
export class ClipWaiter extends ChangeWaiter<ClipNotice> {
  constructor(notifications: Notifications) {
    super(notifications, {
      ...{ channel: CLIP_CHANNEL, read: readClipNotice },
      idOf: ({ event_id }) => event_id,
    });
  }
}
