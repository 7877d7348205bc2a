import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { Clip } from '../clips/records/clip.entity.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { sha256OfFile } from '../media/storage/sha256.js';

export interface AuditFinding {
  event_id: number;
  file_name: string;
  problem: 'missing' | 'size' | 'sha256';
}

export interface AuditedClip {
  bytes: number;
  /** Null where the file is as its row says. */
  finding: AuditFinding | null;
}

const BATCH = 500;

/** Compares every clip's file with its row: presence, size and SHA-256. Nothing is changed. */
@Injectable()
export class ClipAudit {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly storage: ClipStorage,
  ) {}

  count(): Promise<number> {
    return this.clips.count();
  }

  /** @throws ClipsFolderError when the clips folder is missing or may not be read */
  async *run(): AsyncGenerator<AuditedClip> {
    await this.storage.check({ write: false });
    for (let after = 0; ;) {
      const batch = await this.clips.find({
        where: { eventId: MoreThan(after) },
        order: { eventId: 'ASC' },
        take: BATCH,
      });
      const last = batch.at(-1);
      if (!last) return;
      for (const clip of batch) yield { bytes: clip.bytes, finding: await this.check(clip) };
      after = last.eventId;
    }
  }

  private async check(clip: Clip): Promise<AuditFinding | null> {
    const problem = await this.problemOf(clip);
    if (!problem) return null;
    // The disk may be gone since: then no file can be judged.
    if (problem === 'missing') await this.storage.check({ write: false });
    // The clip may have been replaced or removed since its row was read.
    const now = await this.clips.findOneBy({ eventId: clip.eventId });
    if (!now) return null;
    if (now.sha256 !== clip.sha256 || now.fileName !== clip.fileName) return this.check(now);
    return { event_id: clip.eventId, file_name: clip.fileName, problem };
  }

  private async problemOf(clip: Clip): Promise<AuditFinding['problem'] | null> {
    const stored = await this.storage.stat(clip.fileName);
    if (!stored) return 'missing';
    if (stored.bytes !== clip.bytes) return 'size';
    const sha256 = await sha256OfFile(this.storage, clip.fileName);
    if (sha256 === null) return 'missing';
    return sha256 === clip.sha256 ? null : 'sha256';
  }
}
