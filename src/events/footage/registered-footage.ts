import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Detection } from '../records/detection.entity.js';
import type { Event } from '../records/event.entity.js';
import { FootageSource } from './footage-source.js';
import { overlapping } from '../records/overlap.js';
import { Recording } from '../records/recording.entity.js';

/** The footage that was registered with this service, of events and of cameras. */
@Injectable()
export class RegisteredFootage extends FootageSource {
  constructor(
    @InjectRepository(Detection) private readonly detectionRows: Repository<Detection>,
    @InjectRepository(Recording) private readonly recordingRows: Repository<Recording>,
  ) {
    super();
  }

  override detections({ id: eventId }: Event, from: Date, to: Date): Promise<Detection[]> {
    const end = from.getTime() === to.getTime() ? '<=' : '<';
    return this.detectionRows
      .createQueryBuilder('detection')
      .where('detection.eventId = :eventId', { eventId })
      .andWhere('detection.detectedAt >= :from', { from })
      .andWhere(`detection.detectedAt ${end} :to`, { to })
      .orderBy('detection.detectedAt')
      .addOrderBy('detection.id')
      .getMany();
  }

  override async lastDetectionAt({ id: eventId }: Event): Promise<Date | null> {
    const last = await this.detectionRows.findOne({
      where: { eventId },
      order: { detectedAt: 'DESC', id: 'DESC' },
    });
    return last?.detectedAt ?? null;
  }

  recordings(cameraId: string, from: Date, to: Date): Promise<Recording[]> {
    const query = this.recordingRows
      .createQueryBuilder('recording')
      .where('recording.cameraId = :cameraId', { cameraId });
    return overlapping(query, from, to)
      .orderBy('recording.startedAt')
      .addOrderBy('recording.id')
      .getMany();
  }

  override hasRecordings(cameraId: string): Promise<boolean> {
    return this.recordingRows.existsBy({ cameraId });
  }
}
