import type { MigrationInterface } from 'typeorm';

export declare const migrations: (new () => MigrationInterface)[];
