import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { ConfigurableModuleClass } from './health.module-definition.js';
import { Readiness } from './readiness.js';
import { ReadinessChecks } from './readiness-checks.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [Readiness, ReadinessChecks],
})
export class HealthModule extends ConfigurableModuleClass {}
