import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';
import type { Clip } from './clip.entity.js';

/** What has become of an event's clip. */
export type ClipEvent =
  | {
      readonly type: 'completed';
      readonly eventId: number;
      readonly clip: Clip;
      /** Time that its making took; null where another process made it and died. */
      readonly seconds: number | null;
    }
  | {
      readonly type: 'failed';
      readonly eventId: number;
      readonly code: ClipGenerationErrorCode;
      /** Safe to show. */
      readonly message: string;
    }
  /** Its file has been removed; the event may be gone with it. */
  | { readonly type: 'deleted'; readonly eventId: number };

/** Writes down what happens, in the transaction in which it does, so that no crash can lose it. */
export type ClipEventRecorder = (
  events: readonly ClipEvent[],
  manager: EntityManager,
) => Promise<void>;

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

  private recorder: ClipEventRecorder = () => Promise.resolve();

  /** Has what happens recorded from now on. */
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
