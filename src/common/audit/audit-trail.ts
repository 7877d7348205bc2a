import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import type { AuditActorKind, AuditEntry, AuditFacts } from './audit-entry.js';
import { currentActor } from './current-actor.js';

/** Keeps the entries of the trail. */
export interface AuditRecorder {
  /** Who acts where no request is being answered. */
  readonly otherwise: AuditActorKind;
  /** Stores entries in the transaction of the manager. */
  store(entries: readonly AuditEntry[], manager: EntityManager): Promise<void>;
  /** Stores an entry soon. */
  note(entry: AuditEntry): void;
  /** Stores an entry soon, unless the same actor has done the same a short while ago. */
  noteOnce(entry: AuditEntry): void;
}

/**
 * The port to the audit trail: who did what, and when. The module that keeps the trail sets how by {@link use}; until
 * then nothing is recorded.
 */
@Injectable()
export class AuditTrail {
  private recorder: AuditRecorder | null = null;
  private readonly lost = new Subject<number>();
  /** How many entries could not be stored, whenever there are some. A subscriber must not throw. */
  readonly losses: Observable<number> = this.lost.asObservable();

  /** Records from now on. */
  use(recorder: AuditRecorder): void {
    this.recorder = recorder;
  }

  /** Called by the recorder when it has to give entries up. */
  reportLoss(entries: number): void {
    this.lost.next(entries);
  }

  /** Whether the service acts by itself: neither a caller nor an operator has asked for what is done just now. */
  get isByService(): boolean {
    return currentActor(this.recorder?.otherwise ?? 'service').kind === 'service';
  }

  /** Records what is done in the transaction of the manager: both happen, or neither. Costs one statement. */
  async record(facts: AuditFacts | readonly AuditFacts[], manager: EntityManager): Promise<void> {
    const { recorder } = this;
    const all = [facts].flat() as readonly AuditFacts[];
    if (!recorder || all.length === 0) return;
    await recorder.store(
      all.map((each) => entryOf(each, recorder)),
      manager,
    );
  }

  /** Records what changes no row. It costs the caller no statement, and a crash may lose the last second. */
  note(facts: AuditFacts): void {
    if (this.recorder) this.recorder.note(entryOf(facts, this.recorder));
  }

  /** Records a view or a download once for the many requests that players make for it. */
  noteOnce(facts: AuditFacts): void {
    if (this.recorder) this.recorder.noteOnce(entryOf(facts, this.recorder));
  }
}

function entryOf(facts: AuditFacts, { otherwise }: AuditRecorder): AuditEntry {
  return { actor: currentActor(otherwise), facts };
}
