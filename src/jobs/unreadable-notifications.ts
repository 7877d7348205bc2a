import { Logger } from '@nestjs/common';

/** Logs notifications that cannot be read: the first as a warning, further ones, which may be many, for debugging. */
export class UnreadableNotifications {
  private readonly logger = new Logger('Notifications');
  private isReported = false;

  ignore(channel: string): void {
    const level = this.isReported ? 'debug' : 'warn';
    this.isReported = true;
    this.logger[level]({
      msg: 'Ignored a notification that cannot be read. Another version or another program may have sent it.',
      channel,
    });
  }
}
