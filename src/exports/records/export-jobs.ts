import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { requestId } from '../../common/http/request-id.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { EXPORT_QUEUE, type ExportJob } from '../model/export-job.js';
import { Export } from './export.entity.js';

/** The jobs that make exports, in the queue. */
@Injectable()
export class ExportJobs {
  constructor(
    private readonly queue: JobQueue,
    @InjectRepository(Export) private readonly exports: Repository<Export>,
  ) {}

  /** Queues the job of an export in the transaction of the manager. Returns its id. */
  send(exportId: number, manager: EntityManager): Promise<string> {
    const job: ExportJob = {
      ...{ export_id: exportId, failures: 0, kills: 0 },
      request_id: requestId() ?? null,
    };
    return this.queue.send(EXPORT_QUEUE, job, {}, manager);
  }

  cancel({ jobId }: Pick<Export, 'jobId'>, manager: EntityManager): Promise<void> {
    return this.queue.cancel(EXPORT_QUEUE, jobId, manager);
  }

  /** Gives pending exports whose job is gone, as after a restored backup, a new one. Returns how many. */
  async recover(): Promise<number> {
    const pending = await this.exports.find({ select: { id: true }, where: { state: 'pending' } });
    let recovered = 0;
    for (const { id } of pending) {
      await this.exports.manager.transaction(async (manager) => {
        const lock = { mode: 'pessimistic_write' } as const;
        const row = await manager.findOne(Export, { where: { id, state: 'pending' }, lock });
        if (!row || (await this.queue.exists(EXPORT_QUEUE, row.jobId, manager))) return;
        await manager.update(Export, { id }, { jobId: await this.send(id, manager) });
        recovered++;
      });
    }
    return recovered;
  }
}
