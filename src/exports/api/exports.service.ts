import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { PendingDeletions } from '../../clips/records/pending-deletions.js';
import type { AuditFacts } from '../../common/audit/audit-entry.js';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { currentCaller, keyHashOf } from '../../common/http/caller.js';
import { BY_START, type Page, readPage } from '../../events/records/keyset.js';
import { MediaLinks } from '../../media/serving/media-links.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { ExportsOptions } from '../exports.module-definition.js';
import {
  ExportNotFoundError,
  ExportProtectedError,
  ExportTooLargeError,
  TooManyExportsError,
} from '../model/export-errors.js';
import { estimatedExportBytes } from '../model/estimated-bytes.js';
import { Export } from '../records/export.entity.js';
import { ExportJobs } from '../records/export-jobs.js';
import { Exports, type NewItem } from '../records/exports.js';
import { ExportWaiter } from '../records/export-waiter.js';
import { type CheckedItem, CheckedItems } from './checked-items.js';
import type { ExportRequest } from './dto/export-request.dto.js';
import type { ExportDto, ExportProgress, ExportSummaryDto } from './dto/export.dto.js';
import type { ListExportsDto } from './dto/list-exports.dto.js';
import { exportAnswer, exportSummary } from './export-answers.js';

/** Each may need gigabytes. */
const MAX_PENDING = 100;

/** What the export endpoints do; a host application may call it too. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly options: ExportsOptions,
    private readonly items: CheckedItems,
    private readonly exports: Exports,
    private readonly waiter: ExportWaiter,
    private readonly jobs: ExportJobs,
    private readonly storage: ClipStorage,
    private readonly deletions: PendingDeletions,
    private readonly links: MediaLinks,
    private readonly trail: AuditTrail,
    @InjectRepository(Export) private readonly rows: Repository<Export>,
  ) {}

  /**
   * Queues the making of an export.
   *
   * @param user the person who requests it, where no API key is used
   * @throws ExportItemError, ExportTooLargeError, TooManyExportsError
   */
  async request(dto: ExportRequest, user: string | null = null): Promise<ExportDto> {
    const videoCodec = dto.video_codec ?? null;
    const items = await this.items.of(dto.items, videoCodec);
    const estimatedBytes = estimatedExportBytes(items.map(({ bytes }) => bytes));
    await this.checkSpace(estimatedBytes, items);
    const caller = currentCaller();
    const row = {
      ...{ name: dto.name ?? null, videoCodec, allOrNothing: dto.all_or_nothing ?? false },
      time: dto.time ?? 'subtitles',
      ...{ requestedBy: caller && keyHashOf(caller), requester: caller?.name ?? null },
      requesterUser: caller ? caller.user : user,
      estimatedBytes,
    };
    const id = await this.rows.manager.transaction(async (manager) => {
      if ((await this.exports.countPending(manager)) >= MAX_PENDING)
        throw new TooManyExportsError();
      const startJob = (exportId: number) => this.jobs.send(exportId, manager);
      const rows = items.map((item) => item.row);
      const exportId = await this.exports.begin(row, rows, startJob, manager);
      await this.trail.record(
        rows.map((item) => requestedItem(exportId, item)),
        manager,
      );
      return exportId;
    });
    return this.get(id);
  }

  /** @throws InvalidCursorError */
  async list({ limit, cursor }: ListExportsDto): Promise<Page<ExportSummaryDto>> {
    const query = this.rows.createQueryBuilder('export');
    const { rows, nextCursor } = await readPage(query, { limit, cursor }, BY_START);
    return { rows: rows.map((row) => this.summaryOf(row)), nextCursor };
  }

  /** @throws ExportNotFoundError */
  async get(id: number): Promise<ExportDto> {
    const row = await this.row(id);
    return exportAnswer(this.summaryOf(row), await this.exports.items(id));
  }

  /** @throws ExportNotFoundError */
  async row(id: number): Promise<Export> {
    const row = await this.exports.get(id);
    if (!row) throw new ExportNotFoundError();
    return row;
  }

  /**
   * Protects an export, or lifts the protection.
   *
   * @throws ExportNotFoundError
   */
  async protect(id: number, isProtected: boolean): Promise<ExportDto> {
    await this.rows.manager.transaction(async (manager) => {
      const { affected } = await manager.update(Export, { id }, { protected: isProtected });
      if (!affected) throw new ExportNotFoundError();
      const action = isProtected ? 'export.protected' : 'export.unprotected';
      await this.trail.record({ action, exportIds: [id] }, manager);
    });
    return this.get(id);
  }

  /**
   * Cancels an export that is being made, or removes it with its file.
   *
   * @throws ExportNotFoundError, ExportProtectedError
   */
  async remove(id: number): Promise<void> {
    const files = await this.rows.manager.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const row = await manager.findOne(Export, { where: { id }, lock });
      if (!row) throw new ExportNotFoundError();
      if (row.protected) throw new ExportProtectedError();
      const isPending = row.state === 'pending';
      if (isPending) await this.jobs.cancel(row, manager);
      const action = isPending ? 'export.cancelled' : 'export.deleted';
      await this.trail.record({ action, exportIds: [id] }, manager);
      return this.exports.remove([id], 'deleted', manager);
    });
    await this.deletions.executeIfPossible(files);
  }

  /**
   * Yields the current state and then each new one, until it is made, fails or is removed; null keeps a connection open.
   *
   * @throws ExportNotFoundError before the first state
   */
  async *follow(id: number, signal: AbortSignal): AsyncGenerator<ExportProgress | null> {
    await this.row(id);
    const current = async (): Promise<ExportProgress> => {
      const row = await this.exports.get(id);
      return row ? { status: row.state, progress: row.progress, message: row.message } : REMOVED;
    };
    yield* this.waiter.follow(id, current, ({ status }) => status !== 'pending', signal);
  }

  private summaryOf(row: Export): ExportSummaryDto {
    return exportSummary(row, this.options.retentionDays, this.links);
  }

  /** @throws ExportTooLargeError */
  private async checkSpace(estimatedBytes: number, items: readonly CheckedItem[]): Promise<void> {
    const free = await this.storage.freeBytes();
    if (free === null) return;
    const toMake = items.filter((item) => item.isToBeMade);
    const neededBytes = estimatedBytes + toMake.reduce((sum, { bytes }) => sum + bytes, 0);
    const usableBytes = Math.max(0, free - (this.options.minFreeBytes ?? 0));
    if (neededBytes > usableBytes) throw new ExportTooLargeError({ neededBytes, usableBytes });
  }
}

/** One entry for each item, so that the trail shows what was exported after the export is removed. */
function requestedItem(
  exportId: number,
  { eventId, cameraId, startsAt, endsAt }: NewItem,
): AuditFacts {
  return {
    ...{ action: 'export.requested', exportIds: [exportId], startsAt, endsAt },
    ...(eventId !== null && { eventIds: [eventId] }),
    ...(cameraId !== null && { cameraIds: [cameraId] }),
  };
}

const REMOVED: ExportProgress = {
  ...{ status: 'failed', progress: 0, message: 'The export was cancelled or removed.' },
};
