import type { ReactNode } from 'react';
import { getEventClipUrl } from '../api/clips';
import type { Connection } from '../api/connection';
import type { ClipInfo } from '../api/types';
import type { ClipTimes } from './clip-times';
import { SPEEDS } from './frame-step';
import { fileTimeAt } from './timeline/playback-times';
import type { Playback } from './use-playback';

export interface ControlsProps {
  info: ClipInfo | null;
  times: ClipTimes | null;
  playback: Playback;
  connection: Connection;
  holdable: boolean;
  onHold(hold: boolean): void;
}

/** Seconds that "before" goes back from the event's start. */
const LEAD_SECONDS = 5;

export function Controls({ info, times, playback, connection, holdable, onHold }: ControlsProps) {
  const plays = playback.time !== null;
  const jumps = plays && times?.isRealTime ? times : null;
  const go = (seconds: number) => jumps && playback.seek(fileTimeAt(jumps.footage, seconds));
  return (
    <div className="evp-controls">
      <div className="evp-group" role="group" aria-label="Frame by frame">
        <Button label="Frame before" keys="," disabled={!plays} onClick={() => playback.step(-1)}>
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
      <div className="evp-group evp-keeping">
        <Button
          disabled={!holdable || !info?.clip_available}
          onClick={() => onHold(!info?.protected)}
        >
          {info?.protected ? 'Release' : 'Hold'}
        </Button>
        <Download info={info} connection={connection} />
      </div>
    </div>
  );
}

function Download({ info, connection }: Pick<ControlsProps, 'info' | 'connection'>) {
  const url = info?.clip_available ? info.clip_url : null;
  return url ? (
    <a
      className="evp-button"
      href={getEventClipUrl(url, { ...connection, download: true })}
      download
    >
      Download
    </a>
  ) : (
    <a className="evp-button" role="link" aria-disabled="true">
      Download
    </a>
  );
}

interface ButtonProps {
  /** Where the button's own text does not say it. */
  label?: string;
  keys?: string;
  disabled: boolean;
  onClick(): void;
  children: ReactNode;
}

function Button({ label, keys, disabled, onClick, children }: ButtonProps) {
  return (
    <button
      className="evp-button"
      type="button"
      disabled={disabled}
      onClick={onClick}
      {...(label && { 'aria-label': label, title: keys ? `${label} (${keys})` : label })}
      {...(keys && { 'aria-keyshortcuts': keys })}
    >
      {children}
    </button>
  );
}
