import { Inject, Injectable } from '@nestjs/common';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from '../../common/error-code.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

/** `silent`: the system does not answer, as when a network share is away. */
export type RootProblem = 'missing' | 'no_folder' | 'unreadable' | 'silent';

export interface RootState {
  readonly path: string;
  /** Null: footage can be read from it. */
  problem: RootProblem | null;
}

/** How long one root may take to answer, and how long all of them are waited for. */
const SILENT_AFTER_MS = 2_000;
const PATIENCE_MS = 3_000;

/**
 * Whether footage can be read from each root now. One root is looked at after another: a look that hangs
 * in the kernel holds one of the few threads that all file access shares, so that there is never a second
 * one. Those after a silent root keep the state that they had.
 */
@Injectable()
export class RootStates {
  private readonly states: RootState[];
  private looking: Promise<void> | null = null;
  private current: { state: RootState; since: number } | null = null;

  constructor(@Inject(MEDIA_OPTIONS) options: MediaModuleOptions) {
    this.states = options.mediaRoots.map((root) => ({ path: resolve(root), problem: null }));
  }

  /** In the order of the setting, within a few seconds. */
  async get(): Promise<readonly Readonly<RootState>[]> {
    this.looking ??= this.lookAtAll().finally(() => (this.looking = null));
    // Nothing is waited for twice.
    if (this.current?.state.problem !== 'silent') await this.waitFor(this.looking);
    return this.states;
  }

  private async waitFor(looking: Promise<void>): Promise<void> {
    const stop = new AbortController();
    const patience = setTimeout(PATIENCE_MS, undefined, { signal: stop.signal });
    await Promise.race([looking, patience]);
    stop.abort();
    const { current } = this;
    if (current && performance.now() - current.since >= SILENT_AFTER_MS) {
      current.state.problem = 'silent';
    }
  }

  private async lookAtAll(): Promise<void> {
    for (const state of this.states) {
      this.current = { state, since: performance.now() };
      state.problem = await this.look(state.path);
      this.current = null;
    }
  }

  protected async look(path: string): Promise<RootProblem | null> {
    try {
      if (!(await stat(path)).isDirectory()) return 'no_folder';
      await access(path, constants.R_OK | constants.X_OK);
      return null;
    } catch (error) {
      return PROBLEMS[errorCode(error)] ?? 'unreadable';
    }
  }
}

const PROBLEMS: Record<string, RootProblem> = { ENOENT: 'missing', ENOTDIR: 'no_folder' };
