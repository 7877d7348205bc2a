import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { clockOf } from '../common/clock.js';
import { MediaLinks } from '../media/serving/media-links.js';
import { ApiKeys } from './api-keys.js';
import { AuthGuard } from './auth.guard.js';
import { CameraLimits } from './camera-limits.js';
import { FailedKeys } from './failed-keys.js';
import { AUTH_OPTIONS, type AuthModuleOptions, ConfigurableModuleClass } from './auth.options.js';
import { signersAmong } from './link-signers.js';

const LINK_SECRET = 'media links';

/** API keys and signed links. A host application uses its own guard instead of this module. */
@Module({
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    ApiKeys,
    CameraLimits,
    FailedKeys,
    clockOf(AUTH_OPTIONS),
  ],
})
export class AuthModule extends ConfigurableModuleClass implements OnModuleInit {
  constructor(
    @Inject(AUTH_OPTIONS) private readonly options: AuthModuleOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly links: MediaLinks,
    private readonly keys: ApiKeys,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    if (!this.keys.areRequired) return;
    this.links.use({
      secret: await this.secret(),
      ttlSeconds: this.options.linkTtlSeconds,
      signers: signersAmong(() => this.keys.current()),
    });
  }

  /** Generated once and stored in the database, so that each node accepts the links of all nodes. */
  private async secret(): Promise<Buffer> {
    await this.dataSource.query(
      'INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [LINK_SECRET, randomBytes(32)],
    );
    const [row] = await this.dataSource.query<{ value: Buffer }[]>(
      'SELECT value FROM secrets WHERE name = $1',
      [LINK_SECRET],
    );
    if (!row) throw new Error('The secret for media links could not be stored.');
    return row.value;
  }
}
