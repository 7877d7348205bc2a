import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IntervalCache } from '../clips/requests/interval-cache.js';
import { featureModule } from '../common/feature-module.js';
import { idOfExportFile } from '../media/storage/clip-files.js';
import { ClipRecords } from '../media/storage/clip-records.js';
import { CheckedItems } from './api/checked-items.js';
import { ExportFiles } from './api/export-files.js';
import { ExportFilesController } from './api/export-files.controller.js';
import { ExportsController } from './api/exports.controller.js';
import { ExportsService } from './api/exports.service.js';
import { ExportRule } from './export-rule.js';
import {
  EXPORTS_OPTIONS,
  type ExportsModuleOptions,
  ExportsOptions,
  withDefaults,
} from './exports.module-definition.js';
import { ExportMaker } from './make/export-maker.js';
import { ExportParts } from './make/export-parts.js';
import { ExportWorker } from './make/export-worker.js';
import { ShownClips } from './make/shown-clips.js';
import { ExportItem } from './records/export-item.entity.js';
import { ExportWaiter } from './records/export-waiter.js';
import { Export } from './records/export.entity.js';
import { ExportJobs } from './records/export-jobs.js';
import { Exports } from './records/exports.js';
import { SigningKey } from './records/signing-key.entity.js';
import { SigningKeys } from './records/signing-keys.js';

const ConfigurableExportsModule = featureModule<ExportsModuleOptions>(EXPORTS_OPTIONS, [
  ExportsController,
  ExportFilesController,
]);

/** Exports: several clips in one file, with what is known of each. */
@Module({
  imports: [TypeOrmModule.forFeature([Export, ExportItem, SigningKey])],
  providers: [
    { provide: ExportsOptions, useFactory: withDefaults, inject: [EXPORTS_OPTIONS] },
    CheckedItems,
    ExportFiles,
    ExportJobs,
    ExportMaker,
    ExportParts,
    ExportRule,
    Exports,
    ExportsService,
    ExportWaiter,
    ExportWorker,
    ShownClips,
    SigningKeys,
  ],
  exports: [ExportRule, ExportsService, SigningKeys],
})
export class ExportsModule extends ConfigurableExportsModule implements OnModuleInit {
  constructor(
    private readonly exports: Exports,
    private readonly cache: IntervalCache,
    private readonly clipRecords: ClipRecords,
  ) {
    super();
  }

  onModuleInit(): void {
    this.cache.use((manager) => this.exports.heldIntervals(manager));
    this.clipRecords.use(async (fileName) => {
      const id = idOfExportFile(fileName);
      const row = id === null ? null : await this.exports.get(id);
      if (row?.state !== 'completed') return null;
      return { sha256: row.sha256!, bytes: row.bytes!, generatedAt: row.endedAt! };
    });
  }
}
