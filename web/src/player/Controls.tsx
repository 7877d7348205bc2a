import { Button } from './Button.js';
import type { ClipTimes } from './clip-times.js';
import { SPEEDS } from './frame-step.js';
import { fileTimeAt } from './timeline/playback-times.js';
import type { Playback } from './use-playback.js';

export interface ControlsProps {
  times: ClipTimes | null;
  playback: Playback;
}

/** How far before the event's start the button "before" seeks. */
const LEAD_SECONDS = 5;

/** The controls that the browser's video element lacks. */
export function Controls({ times, playback }: ControlsProps) {
  const plays = playback.time !== null;
  const jumps = plays && times?.isRealTime ? times : null;
  const go = (seconds: number) => jumps && playback.seek(fileTimeAt(jumps.footage, seconds));
  return (
    <div className="evp-controls">
      <div className="evp-group" role="group" aria-label="Frame by frame">
        <Button label="Previous frame" keys="," disabled={!plays} onClick={() => playback.step(-1)}>
          ‹
        </Button>
        <Button label="Next frame" keys="." disabled={!plays} onClick={() => playback.step(1)}>
          ›
        </Button>
      </div>
      <label className="evp-field">
        <span>Speed</span>
        <select
          value={playback.speed}
          disabled={!plays}
          aria-keyshortcuts="< >"
          onChange={({ target }) => playback.setSpeed(Number(target.value))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
      <div className="evp-group" role="group" aria-label="Go to">
        <Button disabled={!jumps} onClick={() => go(-LEAD_SECONDS)}>
          {LEAD_SECONDS} s before
        </Button>
        <Button disabled={!jumps} onClick={() => go(0)}>
          Event start
        </Button>
        <Button disabled={!jumps} onClick={() => jumps && go(jumps.event.end)}>
          Event end
        </Button>
      </div>
    </div>
  );
}
