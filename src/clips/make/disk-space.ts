import { Injectable } from '@nestjs/common';

/** Keeps the storage of clips within its limits. */
export interface DiskSpaceManager {
  /**
   * Removes clips until there is space for another one. Returns whether it removed any.
   *
   * @throws NoSpaceError when the limits are still exceeded
   */
  freeSpace(): Promise<boolean>;
}

/**
 * Space for another clip. The cleanup module, which imports this one, registers its manager by
 * {@link use} when it starts; without it the disk is the only limit.
 */
@Injectable()
export class DiskSpace {
  private manager: DiskSpaceManager = { freeSpace: () => Promise.resolve(false) };

  use(manager: DiskSpaceManager): void {
    this.manager = manager;
  }

  free(): Promise<boolean> {
    return this.manager.freeSpace();
  }
}
