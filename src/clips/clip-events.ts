import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { ClipGenerationErrorCode } from './clip-generation-error.js';
import type { Clip } from './clip.entity.js';

/** What has become of an event's clip. */
export type ClipEvent =
  | { readonly type: 'completed'; readonly eventId: number; readonly clip: Clip }
  | {
      readonly type: 'failed';
      readonly eventId: number;
      readonly code: ClipGenerationErrorCode;
      /** Safe to show. */
      readonly message: string;
    }
  /** Its file has been removed; the event may be gone with it. */
  | { readonly type: 'deleted'; readonly eventId: number };

/**
 * Tells a host application what happens to clips, after it is recorded. Only in the process where it
 * happens: a clip made by a worker elsewhere is told there. Best effort: a process that is killed tells
 * nothing more.
 */
@Injectable()
export class ClipEvents {
  private readonly subject = new Subject<ClipEvent>();
  /** A subscriber must not throw. */
  readonly changes: Observable<ClipEvent> = this.subject.asObservable();

  emit(event: ClipEvent): void {
    this.subject.next(event);
  }
}
