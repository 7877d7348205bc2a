import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clip } from '../clips/records/clip.entity.js';
import { Clock, SystemClock } from '../common/clock.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

/** Metrics of this process for Prometheus, at `/metrics`. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip])],
  controllers: [MetricsController],
  providers: [Metrics, { provide: Clock, useClass: SystemClock }],
})
export class MetricsModule {}
