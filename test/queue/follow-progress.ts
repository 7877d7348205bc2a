import type { ClipProgress } from '../../src/clips/api/dto/clip-answers.dto.js';

/** A reader of a clip's progress stream. */
export interface Following {
  readonly states: ClipProgress[];
  /** They keep the connection open. */
  readonly comments: string[];
  readonly headers: Headers;
  /** Resolves when the service ends the stream. */
  readonly ended: Promise<void>;
}

/** Reads server-sent events as WHATWG HTML describes them, over a real connection. */
export async function followProgress(origin: string, eventId: number): Promise<Following> {
  const response = await fetch(`${origin}/api/events/${eventId}/clip/progress`);
  if (!response.ok || !response.body) throw new Error(`${response.status} instead of a stream`);
  const [states, comments]: [ClipProgress[], string[]] = [[], []];
  const read = async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith('data: ')) states.push(JSON.parse(block.slice(6)) as ClipProgress);
        else comments.push(block);
      }
    }
  };
  return { states, comments, headers: response.headers, ended: read() };
}
