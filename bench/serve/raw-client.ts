import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/**
 * Requests ranges over one connection, one after the other, and discards their bytes. It always reads into
 * the same buffer, so it costs little compared with the server that it measures.
 */
export class RawClient {
  private head = '';
  /** Bytes of the body that are still missing; null until the head has arrived. */
  private left: number | null = null;
  private length = 0;
  private done: (() => void) | null = null;
  private readonly socket: Socket;

  constructor(
    private readonly origin: URL,
    private readonly path: string,
  ) {
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const onread = { buffer, callback: (size: number) => this.read(buffer, size) };
    this.socket = connect({
      host: origin.hostname,
      port: Number(origin.port),
      onread,
      noDelay: true,
    });
  }

  async opened(): Promise<this> {
    await once(this.socket, 'connect');
    return this;
  }

  close(): void {
    this.socket.destroy();
  }

  get(start: number, length: number): Promise<void> {
    this.head = '';
    this.left = null;
    this.length = length;
    const range = `bytes=${start}-${start + length - 1}`;
    this.socket.write(
      `GET ${this.path} HTTP/1.1\r\nHost: ${this.origin.host}\r\nRange: ${range}${END_OF_HEAD}`,
    );
    return new Promise((resolve, reject) => {
      this.socket.once('close', reject);
      this.done = () => {
        this.socket.off('close', reject);
        resolve();
      };
    });
  }

  private read(buffer: Buffer, size: number): boolean {
    let bytes = size;
    if (this.left === null) {
      this.head += buffer.toString('latin1', 0, size);
      const end = this.head.indexOf(END_OF_HEAD);
      if (end === -1) return true;
      if (!this.head.startsWith('HTTP/1.1 206 ')) throw new Error(this.head);
      bytes = this.head.length - end - END_OF_HEAD.length;
      this.left = this.length;
    }
    this.left -= bytes;
    if (this.left === 0) this.done?.();
    return true;
  }
}
