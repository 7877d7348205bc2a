import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';
import type { Clip } from './clip.entity.js';

/** What happened to the clip of an event. */
export type ClipEvent =
  | {
      readonly type: 'completed';
      readonly eventId: number;
      readonly clip: Clip;
      /** How long it took to make; null where another process made it and died. */
      readonly seconds: number | null;
    }
  | {
      readonly type: 'failed';
      readonly eventId: number;
      readonly code: ClipGenerationErrorCode;
      /** Safe to show. */
      readonly message: string;
    }
  /** The event or its footage has changed since the clip was made, and the clip is not made again by itself. */
  | { readonly type: 'stale'; readonly eventId: number; readonly clip: Clip }
  /** The file of the clip was deleted; the event may have been deleted with it. */
  | { readonly type: 'deleted'; readonly eventId: number };

/** Stores what happens, in the same transaction, so that no crash can lose it. */
export type ClipEventRecorder = (
  events: readonly ClipEvent[],
  manager: EntityManager,
) => Promise<void>;

/**
 * Reports to a host application what happens to clips, after it is recorded, and only in the process
 * where it happens: a clip that a worker makes is reported in that worker's process. A process that is
 * killed may not report the last events.
 */
@Injectable()
export class ClipEvents {
  private readonly subject = new Subject<ClipEvent>();
  /** A subscriber must not throw. */
  readonly changes: Observable<ClipEvent> = this.subject.asObservable();

  private recorder: ClipEventRecorder = () => Promise.resolve();

  /** Sets what stores the events from now on. */
  use(recorder: ClipEventRecorder): void {
    this.recorder = recorder;
  }

  record(events: readonly ClipEvent[], manager: EntityManager): Promise<void> {
    return this.recorder(events, manager);
  }

  emit(event: ClipEvent): void {
    this.subject.next(event);
  }
}
