import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { RenditionName } from '../../media/storage/clip-file.js';
import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';

export type RenditionEvent =
  | { readonly type: 'completed'; readonly name: RenditionName; readonly seconds: number }
  | {
      readonly type: 'failed';
      readonly name: RenditionName;
      readonly code: ClipGenerationErrorCode;
    };

/** What happens to renditions, after it is recorded, in the process where it happens. */
@Injectable()
export class RenditionEvents {
  private readonly subject = new Subject<RenditionEvent>();
  /** A subscriber must not throw. */
  readonly changes: Observable<RenditionEvent> = this.subject.asObservable();

  emit(event: RenditionEvent): void {
    this.subject.next(event);
  }
}
