import { escapedText } from '../../common/escaped-text.js';
import { LocalClock } from '../../clips/model/local-clock.js';
import type { Contents, ManifestClip, ManifestFailure } from './manifest.js';

/** A clip on the page, with what lies beside it. */
export interface ShownClip {
  readonly clip: ManifestClip;
  /** IANA, of its camera. */
  readonly timeZone: string;
  /** A file of the export; null: it has none. */
  readonly poster: string | null;
  /** WebVTT; null: it has none. */
  readonly subtitles: string | null;
}

export const INDEX = 'index.html';

/**
 * A page that shows the clips of an unpacked export without a network. The subtitles are part of it, as browsers load
 * none from other files.
 */
export function indexPage(contents: Contents, clips: readonly ShownClip[]): string {
  const { name, id, requested_by } = contents.export;
  const title = name ?? `Export ${id}`;
  const by = requested_by === null ? '' : `, requested by ${escaped(requested_by)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>Made on ${escaped(contents.created_at)}${by}. What each clip shows and how it was made is in
<a href="manifest.json">manifest.json</a>, which is signed. Check the export with
<code>event-clips verify-export</code>, or as <code>docs/evidence.md</code> of event-clips describes.</p>
${clips.map(clipSection).join('\n')}
${contents.failed.map(failedSection).join('\n')}
</body>
</html>
`;
}

function clipSection({ clip, timeZone, poster, subtitles }: ShownClip): string {
  const clock = new LocalClock(timeZone);
  const at = (instant: string) => clock.at(Date.parse(instant));
  const facts = [
    ...(clip.event_id === null ? [] : [fact('Event', String(clip.event_id))]),
    fact('From', at(clip.starts_at)),
    fact('To', at(clip.ends_at)),
    ...clip.gaps.map((gap) => fact('No footage', `${at(gap.starts_at)} to ${at(gap.ends_at)}`)),
    ...(clip.message === null ? [] : [fact('Note', clip.message)]),
    fact('SHA-256', clip.sha256),
  ];
  return `<section>
<h2>${clip.position + 1}. ${escaped(clip.camera_id)}</h2>
${picture(clip, poster, subtitles)}
<dl>${facts.join('')}</dl>
</section>`;
}

function fact(name: string, value: string): string {
  return `<dt>${name}</dt><dd>${escaped(value)}</dd>`;
}

function picture(clip: ManifestClip, poster: string | null, subtitles: string | null): string {
  const source = addressOf(clip.file);
  const label = `Clip ${clip.position + 1}`;
  if (clip.file.endsWith('.gif')) return `<img src="${source}" alt="${label}">`;
  const preview =
    poster === null ? 'preload="metadata"' : `preload="none" poster="${addressOf(poster)}"`;
  const track =
    subtitles === null
      ? ''
      : `<track kind="subtitles" label="Time of day" srclang="zxx" default src="data:text/vtt;base64,${Buffer.from(subtitles, 'utf8').toString('base64')}">`;
  return `<video controls playsinline width="${clip.width}" height="${clip.height}" ${preview} src="${source}" aria-label="${label}">${track}</video>`;
}

function failedSection({ position, camera_id, event_id, message }: ManifestFailure): string {
  const what = camera_id ?? `Event ${event_id}`;
  return `<section>
<h2>${position + 1}. ${escaped(what)}</h2>
<p>There is no clip: ${escaped(message)}</p>
</section>`;
}

function addressOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

function escaped(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; }
video, img { display: block; width: 100%; height: auto; background: #000; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
`;
