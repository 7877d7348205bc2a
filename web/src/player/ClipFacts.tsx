import type { ReactNode } from 'react';
import type { ClipInfo } from '../api/types.js';
import { formatBytes, formatDuration, formatInstant } from './format.js';

export function ClipFacts({ info }: { info: ClipInfo | null }) {
  const clip = info?.clip_available ? info : null;
  const { duration_seconds, file_size_bytes, generated_at } = clip ?? {};
  return (
    <dl className="evp-facts">
      <Fact name="Length">{duration_seconds != null && formatDuration(duration_seconds)}</Fact>
      <Fact name="Size">{file_size_bytes != null && formatBytes(file_size_bytes)}</Fact>
      <Fact name="Generated">
        {generated_at != null && <time dateTime={generated_at}>{formatInstant(generated_at)}</time>}
      </Fact>
      <Fact name="Protected">{clip && (clip.protected ? 'yes' : 'no')}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || '–'}</dd>
    </div>
  );
}
