import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { parseClipFileName, parseRenditionFileName } from '../../media/storage/clip-file.js';
import { idOfIntervalFile } from '../../media/storage/clip-files.js';
import type { ClipFileRecord } from '../../media/storage/clip-records.js';
import { ClipRendition } from './clip-rendition.entity.js';
import { Clip } from './clip.entity.js';
import { IntervalClip } from './interval-clip.entity.js';

/** What the rows of clips, renditions and clips of a camera alone say of their files. */
@Injectable()
export class RecordedFiles {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    @InjectRepository(ClipRendition) private readonly renditions: Repository<ClipRendition>,
    @InjectRepository(IntervalClip) private readonly intervals: Repository<IntervalClip>,
  ) {}

  async find(fileName: string): Promise<ClipFileRecord | null> {
    const clip = parseClipFileName(fileName);
    if (clip) {
      return this.clips.findOne({
        select: { sha256: true, bytes: true, generatedAt: true },
        where: clip,
      });
    }
    const id = idOfIntervalFile(fileName);
    if (id !== null) {
      const row = await this.intervals.findOneBy({ id, state: 'completed' });
      return row?.made ? { ...row.made, generatedAt: row.endedAt! } : null;
    }
    const eventId = parseRenditionFileName(fileName);
    if (eventId === null) return null;
    const row = await this.renditions.findOneBy({ eventId, fileName, state: 'completed' });
    return row && { sha256: row.sha256!, bytes: row.bytes!, generatedAt: row.endedAt! };
  }
}
