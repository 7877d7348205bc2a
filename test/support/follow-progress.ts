import type { ClipProgress } from '../../src/clips/api/dto/clip-answers.dto.js';

/** A reader of a progress stream. */
export interface Following<State = ClipProgress> {
  readonly states: State[];
  /** They keep the connection open. */
  readonly comments: string[];
  readonly headers: Headers;
  /** Resolves when the service ends the stream. */
  readonly ended: Promise<void>;
}

/** Reads server-sent events as WHATWG HTML describes them, over a real connection. */
export async function follow<State>(url: string): Promise<Following<State>> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${response.status} instead of a stream`);
  const [states, comments]: [State[], string[]] = [[], []];
  const read = async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith('data: ')) states.push(JSON.parse(block.slice(6)) as State);
        else comments.push(block);
      }
    }
  };
  return { states, comments, headers: response.headers, ended: read() };
}

/** Of the clip of an event. */
export function followProgress(origin: string, eventId: number): Promise<Following> {
  return follow(`${origin}/api/events/${eventId}/clip/progress`);
}
