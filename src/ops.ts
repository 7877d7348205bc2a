#!/usr/bin/env node
import { program } from 'commander';
import { loadDotEnv } from './config/dot-env.js';
import { cleanupCommand } from './ops/cleanup-command.js';
import { configCommand } from './ops/config-command.js';
import { cutCommand } from './ops/cut-command.js';
import { exportCommand } from './ops/export-command.js';
import { importCommand } from './ops/import-command.js';
import { keyCommand } from './ops/key-command.js';
import { listCommand } from './ops/list-command.js';
import { migrateCommand } from './ops/migrate-command.js';
import { reportOutcome } from './ops/report-outcome.js';
import { retryCommand } from './ops/retry-command.js';
import { verifyCommand } from './ops/verify-command.js';
import { verifyExportCommand } from './ops/verify-export-command.js';
import { killIfHung } from './server/end-process.js';

program
  .name('event-clips')
  .description('Operates the event-clips service.')
  .addCommand(migrateCommand())
  .addCommand(importCommand())
  .addCommand(listCommand())
  .addCommand(retryCommand())
  .addCommand(cleanupCommand())
  .addCommand(verifyCommand())
  .addCommand(exportCommand())
  .addCommand(verifyExportCommand())
  .addCommand(keyCommand())
  .addCommand(cutCommand())
  .addCommand(configCommand());

loadDotEnv();
await reportOutcome(() => program.parseAsync());
await killIfHung();
