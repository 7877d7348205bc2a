import { openSource, type OpenSource } from './open-source.js';
import { VideoStream } from './video-stream.js';

/** The files of one task, each opened once, until all are closed together. */
export class Sources {
  private readonly opened = new Map<string, OpenSource>();

  async open(path: string): Promise<OpenSource> {
    const source = this.opened.get(path) ?? (await openSource(path));
    this.opened.set(path, source);
    return source;
  }

  async video(path: string): Promise<VideoStream> {
    return VideoStream.of(await this.open(path));
  }

  close(): void {
    for (const source of this.opened.values()) source.close();
    this.opened.clear();
  }
}
