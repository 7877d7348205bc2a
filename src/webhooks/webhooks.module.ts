import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clip } from '../clips/records/clip.entity.js';
import { clockOf } from '../common/clock.js';
import { featureModule } from '../common/feature-module.js';
import { Webhooks } from './webhooks.js';
import { WEBHOOKS_OPTIONS, type WebhooksModuleOptions } from './webhooks.options.js';

const ConfigurableWebhooksModule = featureModule<WebhooksModuleOptions>(WEBHOOKS_OPTIONS, []);

/** Notifies other services by HTTP when clips are completed, fail or are deleted, and when cameras fall silent. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip])],
  providers: [Webhooks, clockOf(WEBHOOKS_OPTIONS)],
})
export class WebhooksModule extends ConfigurableWebhooksModule {}
