import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Page, readPage } from '../events/records/keyset.js';
import { AuditRow } from './audit-row.entity.js';
import type { ListAuditDto } from './dto/list-audit.dto.js';

const BY_TIME = { time: 'at', maxId: Number.MAX_SAFE_INTEGER } as const;

/** Lists entries of the trail. */
@Injectable()
export class AuditReader {
  constructor(@InjectRepository(AuditRow) private readonly rows: Repository<AuditRow>) {}

  /** @throws InvalidCursorError */
  list(filter: ListAuditDto): Promise<Page<AuditRow>> {
    const { from, to, key, action, event_id, camera_id, ...page } = filter;
    const query = this.rows.createQueryBuilder('entry');
    if (from) query.andWhere('entry.at >= :from', { from });
    if (to) query.andWhere('entry.at < :to', { to });
    if (key !== undefined) query.andWhere('entry.key = :key', { key });
    if (action !== undefined) query.andWhere('entry.action = :action', { action });
    if (event_id !== undefined) {
      query.andWhere('entry.eventIds @> ARRAY[:event_id]::integer[]', { event_id });
    }
    if (camera_id !== undefined) {
      query.andWhere('entry.cameraIds @> ARRAY[:camera_id]::text[]', { camera_id });
    }
    return readPage(query, page, BY_TIME);
  }
}
