import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Connection } from '../api/connection.js';
import type { ClipInfo, EventTimes } from '../api/types.js';
import { ClipFacts } from './ClipFacts.js';
import { ClipPicture } from './ClipPicture.js';
import { clipTimes } from './clip-times.js';
import { Controls } from './Controls.js';
import { Keeping } from './Keeping.js';
import { Placeholder } from './Placeholder.js';
import { playbackKey } from './playback-key.js';
import { StatusLine } from './StatusLine.js';
import { Timeline } from './timeline/Timeline.js';
import { useContinuation } from './use-continuation.js';
import { useEventClip } from './use-event-clip.js';
import { usePlayback } from './use-playback.js';
import { useRun } from './use-run.js';
import { useWindowDraft } from './use-window-draft.js';
import { WindowForm } from './WindowForm.js';

export interface PlayerProps {
  eventId: number;
  event: EventTimes | undefined;
  connection: Connection;
  onClipChange: ((info: ClipInfo) => void) | undefined;
  autoPlay: boolean;
  onEnded: (() => void) | undefined;
}

/** Every row exists in every state and keeps its height, so that nothing moves. */
export function Player({ eventId, event: given, connection, onClipChange, ...run }: PlayerProps) {
  const clip = useEventClip(eventId, given, connection);
  const { state } = clip;
  const info = 'info' in state ? state.info : null;
  const event = given ?? ('event' in state ? state.event : null);
  useEffect(() => {
    if (info) onClipChange?.(info);
  }, [info, onClipChange]);

  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const times = event && info ? clipTimes(event, info) : null;
  const onVideo = useContinuation(times, setVideo);
  const playback = usePlayback(video, info);
  useRun(video, run);
  const draft = useWindowDraft(times, info);
  const formId = useId();

  const generate = () => clip.generate(draft.request);
  const onKeyDown = (press: KeyboardEvent) => {
    const act = playbackKey(press);
    if (!act || !video) return;
    press.preventDefault();
    act(playback);
  };

  return (
    <div className="evp-rows" onKeyDown={onKeyDown} aria-busy={state.phase === 'checking'}>
      <div className="evp-stage">
        {info?.clip_available ? (
          <ClipPicture
            key={info.sha256 ?? info.generated_at}
            info={info}
            connection={connection}
            onVideo={onVideo}
            refresh={clip.refresh}
          />
        ) : (
          <Placeholder state={state} formId={formId} />
        )}
      </div>
      <StatusLine state={state} onRetry={info ? generate : clip.check} onCancel={clip.cancel} />
      <Timeline times={times} draft={draft} playback={playback} />
      <Controls times={times} playback={playback} />
      <WindowForm
        id={formId}
        draft={draft}
        replaces={info?.clip_available ?? false}
        disabled={state.phase !== 'idle' || state.info.protected}
        onSubmit={generate}
      />
      <div className="evp-foot">
        <ClipFacts info={info} />
        <Keeping
          info={info}
          connection={connection}
          disabled={state.phase !== 'idle'}
          onProtect={clip.protect}
        />
      </div>
    </div>
  );
}
