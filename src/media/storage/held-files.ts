import type { OpenClipFile } from './clip-storage.js';

/** So that what others do to a file is noticed within a second. */
const HELD_MS = 900;
/** Files that are held while nothing reads from them. */
const MAX_HELD = 32;

type Open = (name: string) => Promise<OpenClipFile | null>;

/** A file that is open for several readers. */
interface Held {
  readonly opening: Promise<OpenClipFile | null>;
  readonly timer: NodeJS.Timeout;
  readers: number;
  /** No other reader gets it. It is closed after its last reader. */
  isOver: boolean;
}

/**
 * Keeps files open for a moment, for readers that open the same one again and again. A bounded number is held, and each
 * for less than a second after it was opened.
 */
export class HeldFiles {
  private readonly held = new Map<string, Held>();

  constructor(private readonly openFile: Open) {}

  /** Null where there is no such file. The caller closes it. */
  async open(name: string): Promise<OpenClipFile | null> {
    const held = this.held.get(name) ?? this.hold(name);
    held.readers++;
    const file = await held.opening.catch(async (error: unknown) => {
      await this.leave(name, held, { end: true });
      throw error;
    });
    if (file) return { ...file, close: () => this.leave(name, held) };
    await this.leave(name, held, { end: true });
    return null;
  }

  /** Whoever opens the file from now on gets what is there now. Resolves when it is closed, unless it is being read. */
  async release(name: string): Promise<void> {
    const held = this.held.get(name);
    if (held) await this.end(name, held);
  }

  private hold(name: string): Held {
    const timer = setTimeout(() => void this.end(name, held), HELD_MS).unref();
    const held: Held = { opening: this.openFile(name), timer, readers: 0, isOver: false };
    this.held.set(name, held);
    for (const [oldest, each] of this.held) {
      if (this.held.size <= MAX_HELD) break;
      void this.end(oldest, each);
    }
    return held;
  }

  private async leave(name: string, held: Held, { end = false } = {}): Promise<void> {
    held.readers--;
    if (end) await this.end(name, held);
    else if (held.isOver) await close(held);
  }

  private async end(name: string, held: Held): Promise<void> {
    if (held.isOver) return;
    held.isOver = true;
    clearTimeout(held.timer);
    this.held.delete(name);
    await close(held);
  }
}

/** An error changes nothing: of a file that was only read from, nothing is lost. */
async function close({ readers, opening }: Held): Promise<void> {
  if (readers > 0) return;
  await opening.then((file) => file?.close()).catch(() => undefined);
}
