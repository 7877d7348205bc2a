import { Injectable } from '@nestjs/common';

/** What the making of clips needs of whoever keeps the clips folder within its limits. */
export interface RoomMaker {
  /**
   * Removes the clips that are due by space; tells whether there were any.
   *
   * @throws NoSpaceError when the limits cannot be kept even so
   */
  makeRoom(): Promise<boolean>;
}

/**
 * Room for another clip. Retention imports clips and not the other way round, so it hands itself in by
 * {@link use} when it starts; without it the disk is the only limit.
 */
@Injectable()
export class ClipRoom {
  private maker: RoomMaker = { makeRoom: () => Promise.resolve(false) };

  use(maker: RoomMaker): void {
    this.maker = maker;
  }

  make(): Promise<boolean> {
    return this.maker.makeRoom();
  }
}
