import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, Repository } from 'typeorm';
import { ClipRendition } from '../clips/records/clip-rendition.entity.js';
import { Clip } from '../clips/records/clip.entity.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { sha256OfFile } from '../media/storage/sha256.js';

export interface AuditFinding {
  event_id: number;
  file_name: string;
  problem: 'missing' | 'size' | 'sha256';
}

export interface AuditedFile {
  readonly kind: 'clip' | 'rendition';
  readonly bytes: number;
  /** Null where the file is as its row says. */
  readonly finding: AuditFinding | null;
}

/** What a row says of a file. */
interface Recorded {
  readonly kind: AuditedFile['kind'];
  readonly eventId: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

const BATCH = 500;

/** Compares the files of all clips and their renditions with their rows: presence, size and SHA-256. Nothing is changed. */
@Injectable()
export class ClipAudit {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    @InjectRepository(ClipRendition) private readonly renditions: Repository<ClipRendition>,
    private readonly storage: ClipStorage,
  ) {}

  /** Of all files. */
  async count(): Promise<number> {
    return (await this.clips.count()) + (await this.renditions.countBy({ state: 'completed' }));
  }

  /** @throws ClipsFolderError when the clips folder is missing or may not be read */
  async *run(): AsyncGenerator<AuditedFile> {
    await this.storage.check({ write: false });
    for (let after = 0; ;) {
      const batch = await this.clips.find({
        where: { eventId: MoreThan(after) },
        order: { eventId: 'ASC' },
        take: BATCH,
      });
      const last = batch.at(-1);
      if (!last) return;
      for (const file of [...batch.map(ofClip), ...(await this.renditionsOf(batch))]) {
        yield { kind: file.kind, bytes: file.bytes, finding: await this.check(file) };
      }
      after = last.eventId;
    }
  }

  private async renditionsOf(clips: readonly Clip[]): Promise<Recorded[]> {
    const rows = await this.renditions.find({
      where: { eventId: In(clips.map(({ eventId }) => eventId)), state: 'completed' },
      order: { eventId: 'ASC', name: 'ASC' },
    });
    return rows.map(ofRendition);
  }

  private async check(file: Recorded): Promise<AuditFinding | null> {
    const problem = await this.problemOf(file);
    if (!problem) return null;
    // The disk may be gone since: then no file can be judged.
    if (problem === 'missing') await this.storage.check({ write: false });
    // It may have been replaced or removed since its row was read.
    const now = await this.recordedNow(file);
    if (!now) return null;
    if (now.sha256 !== file.sha256 || now.fileName !== file.fileName) return this.check(now);
    return { event_id: file.eventId, file_name: file.fileName, problem };
  }

  private async recordedNow({ kind, eventId, fileName }: Recorded): Promise<Recorded | null> {
    if (kind === 'clip') {
      const clip = await this.clips.findOneBy({ eventId });
      return clip && ofClip(clip);
    }
    const row = await this.renditions.findOneBy({ eventId, fileName, state: 'completed' });
    return row && ofRendition(row);
  }

  private async problemOf({
    fileName,
    bytes,
    sha256,
  }: Recorded): Promise<AuditFinding['problem'] | null> {
    const stored = await this.storage.stat(fileName);
    if (!stored) return 'missing';
    if (stored.bytes !== bytes) return 'size';
    const found = await sha256OfFile(this.storage, fileName);
    if (found === null) return 'missing';
    return found === sha256 ? null : 'sha256';
  }
}

function ofClip({ eventId, fileName, bytes, sha256 }: Clip): Recorded {
  return { kind: 'clip', eventId, fileName, bytes, sha256 };
}

/** Of a completed one. */
function ofRendition({ eventId, fileName, bytes, sha256 }: ClipRendition): Recorded {
  return { kind: 'rendition', eventId, fileName, bytes: bytes!, sha256: sha256! };
}
