import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { clockOf } from '../common/clock.js';
import { featureModule } from '../common/feature-module.js';
import { AuditReader } from './audit-reader.js';
import { AuditRow } from './audit-row.entity.js';
import { AuditRule } from './audit-rule.js';
import { AuditWriter } from './audit-writer.js';
import { AuditController } from './audit.controller.js';
import {
  AUDIT_OPTIONS,
  type AuditModuleOptions,
  AuditOptions,
  withDefaults,
} from './audit.module-definition.js';

const ConfigurableAuditModule = featureModule<AuditModuleOptions>(AUDIT_OPTIONS, [AuditController]);

/** The audit trail: who did what, and when. Other modules report to it by `AuditTrail`, and work without it. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditRow])],
  providers: [
    { provide: AuditOptions, useFactory: withDefaults, inject: [AUDIT_OPTIONS] },
    AuditReader,
    AuditRule,
    AuditWriter,
    clockOf(AUDIT_OPTIONS),
  ],
  exports: [AuditRule],
})
export class AuditModule extends ConfigurableAuditModule {}
