import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Detection } from './detection.entity.js';
import { overlapping } from './overlap.js';
import { Recording } from './recording.entity.js';

/**
 * What is known of the footage of an event and of its camera. Windows are `from` ≤ t < `to`; an empty
 * one stands for its one instant.
 */
@Injectable()
export class Footage {
  constructor(
    @InjectRepository(Detection) private readonly detections: Repository<Detection>,
    @InjectRepository(Recording) private readonly recordings: Repository<Recording>,
  ) {}

  /** The event's detections inside the window, in the order of their time. */
  detectionsWithin(eventId: number, from: Date, to: Date): Promise<Detection[]> {
    const end = from.getTime() === to.getTime() ? '<=' : '<';
    return this.detections
      .createQueryBuilder('detection')
      .where('detection.eventId = :eventId', { eventId })
      .andWhere('detection.detectedAt >= :from', { from })
      .andWhere(`detection.detectedAt ${end} :to`, { to })
      .orderBy('detection.detectedAt')
      .addOrderBy('detection.id')
      .getMany();
  }

  async lastDetectionAt(eventId: number): Promise<Date | null> {
    const last = await this.detections.findOne({
      where: { eventId },
      order: { detectedAt: 'DESC', id: 'DESC' },
    });
    return last?.detectedAt ?? null;
  }

  /** The camera's recordings that share an instant with the window, the earliest first. */
  recordingsOverlapping(cameraId: string, from: Date, to: Date): Promise<Recording[]> {
    const query = this.recordings
      .createQueryBuilder('recording')
      .where('recording.cameraId = :cameraId', { cameraId });
    return overlapping(query, from, to)
      .orderBy('recording.startedAt')
      .addOrderBy('recording.id')
      .getMany();
  }

  hasRecordings(cameraId: string): Promise<boolean> {
    return this.recordings.existsBy({ cameraId });
  }
}
