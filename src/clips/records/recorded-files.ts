import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ClipFile } from '../../media/storage/clip-file.js';
import type { ClipFileRecord } from '../../media/storage/clip-records.js';
import { Clip } from './clip.entity.js';

/** What the rows of clips say of their files. */
@Injectable()
export class RecordedFiles {
  constructor(@InjectRepository(Clip) private readonly clips: Repository<Clip>) {}

  find({ eventId, format }: ClipFile): Promise<ClipFileRecord | null> {
    return this.clips.findOne({
      select: { sha256: true, bytes: true, generatedAt: true },
      where: { eventId, format },
    });
  }
}
