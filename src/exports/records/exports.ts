import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, Not, Repository } from 'typeorm';
import { PendingDeletions } from '../../clips/records/pending-deletions.js';
import { Notifications } from '../../jobs/notifications.js';
import { exportFile } from '../../media/storage/clip-files.js';
import { EXPORT_CHANNEL, type ExportNotice } from './export-channel.js';
import { ExportItem } from './export-item.entity.js';
import { Export } from './export.entity.js';

/** The export no longer belongs to the job, or was removed. */
export class ExportGoneError extends Error {
  override readonly name = 'ExportGoneError';
}

export type NewExport = Pick<
  Export,
  | 'name'
  | 'videoCodec'
  | 'time'
  | 'allOrNothing'
  | 'requestedBy'
  | 'requester'
  | 'requesterUser'
  | 'estimatedBytes'
>;
export type NewItem = Pick<ExportItem, 'eventId' | 'cameraId' | 'startsAt' | 'endsAt'>;

interface Failure {
  readonly code: string;
  readonly message: string;
}

/** The rows of exports. What a job writes, it writes only while the export belongs to it. */
@Injectable()
export class Exports {
  constructor(
    @InjectRepository(Export) private readonly exports: Repository<Export>,
    private readonly notifications: Notifications,
    private readonly deletions: PendingDeletions,
  ) {}

  get(id: number): Promise<Export | null> {
    return this.exports.findOneBy({ id });
  }

  items(exportId: number): Promise<ExportItem[]> {
    const order = { position: 'ASC' } as const;
    return this.exports.manager.find(ExportItem, { where: { exportId }, order });
  }

  countPending(manager: EntityManager): Promise<number> {
    return manager.countBy(Export, { state: 'pending' });
  }

  /** The ids of the clips of cameras that pending exports are made of. */
  async heldIntervals(manager: EntityManager): Promise<ReadonlySet<number>> {
    const rows = await manager.query<{ id: number }[]>(
      `SELECT DISTINCT clip.id FROM exports
         JOIN export_items item ON item.export_id = exports.id
         JOIN interval_clips clip USING (camera_id, starts_at, ends_at)
        WHERE exports.state = 'pending'`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Those that ended before an instant and are not protected. */
  endedBefore(cutoff: Date, manager: EntityManager): Promise<Pick<Export, 'id'>[]> {
    const where = { state: Not('pending' as const), protected: false, endedAt: LessThan(cutoff) };
    return manager.find(Export, { select: { id: true }, where, order: { id: 'ASC' } });
  }

  /** @param startJob queues its job, in the transaction of the manager */
  async begin(
    row: NewExport,
    items: readonly NewItem[],
    startJob: (id: number) => Promise<string>,
    manager: EntityManager,
  ): Promise<number> {
    const pending = { state: 'pending', progress: 0, jobId: '' } as const;
    const inserted = await manager.insert(Export, {
      ...{ ...row, ...pending },
      startedAt: () => 'now()',
    });
    const [{ id }] = inserted.identifiers as [{ id: number }];
    await manager.insert(
      ExportItem,
      items.map((item, position) => ({
        ...item,
        exportId: id,
        position,
        state: 'pending' as const,
      })),
    );
    await manager.update(Export, { id }, { jobId: await startJob(id) });
    return id;
  }

  /** Never goes back. @throws ExportGoneError */
  async progress({ id, jobId }: Export, percent: number): Promise<void> {
    const own = { id, jobId, state: 'pending' } as const;
    const { affected } = await this.exports.update(
      { ...own, progress: LessThan(percent) },
      { progress: percent },
    );
    if (affected) await this.notify(id);
    else if (!(await this.exports.existsBy(own))) throw new ExportGoneError();
  }

  /** Records why it cannot go on just now. */
  async explain({ id, jobId }: Export, message: string | null): Promise<void> {
    await this.exports.update({ id, jobId, state: 'pending' }, { message });
    await this.notify(id);
  }

  async itemMade({ exportId, position }: ExportItem, fileName: string): Promise<void> {
    const made = { state: 'completed', fileName, errorCode: null, message: null } as const;
    await this.exports.manager.update(ExportItem, { exportId, position }, made);
  }

  async itemFailed({ exportId, position }: ExportItem, { code, message }: Failure): Promise<void> {
    const failed = { state: 'failed', errorCode: code, message, fileName: null } as const;
    await this.exports.manager.update(ExportItem, { exportId, position }, failed);
  }

  async fail({ id, jobId }: Export, { code, message }: Failure): Promise<void> {
    await this.exports.update(
      { id, jobId, state: 'pending' },
      { state: 'failed', errorCode: code, message, endedAt: () => 'now()' },
    );
    await this.notify(id);
  }

  /**
   * Publishes the file and records it, or does neither. If the process dies in between, the job makes the file again,
   * under the same name.
   *
   * @throws ExportGoneError
   */
  async complete(
    { id, jobId }: Export,
    made: Pick<Export, 'bytes' | 'sha256' | 'message'>,
    publish: (fileName: string) => Promise<unknown>,
  ): Promise<void> {
    await this.exports.manager.transaction(async (manager) => {
      const { affected } = await manager.update(
        Export,
        { id, jobId, state: 'pending' },
        { ...made, state: 'completed', progress: 100, endedAt: () => 'now()' },
      );
      if (!affected) throw new ExportGoneError();
      const fileName = exportFile(id);
      await this.deletions.withdraw([fileName], manager);
      await publish(fileName);
      await this.notify(id, manager);
    });
  }

  /** Removes rows. Returns the names of their files, which have a pending deletion then. */
  async remove(ids: readonly number[], reason: string, manager: EntityManager): Promise<string[]> {
    const files = ids.map(exportFile);
    // The job may have published a file that it could not record.
    await this.deletions.add(files, reason, manager);
    await manager.query('DELETE FROM exports WHERE id = ANY($1)', [ids]);
    for (const id of ids) await this.notify(id, manager);
    return files;
  }

  private notify(id: number, manager?: EntityManager): Promise<void> {
    const notice: ExportNotice = { id };
    return this.notifications.publish(EXPORT_CHANNEL, notice, manager);
  }
}
