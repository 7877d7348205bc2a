import { getEventClipUrl } from '../api/clips.js';
import type { Connection } from '../api/connection.js';
import type { ClipInfo } from '../api/types.js';
import { Button } from './Button.js';

export interface KeepingProps {
  info: ClipInfo | null;
  connection: Connection;
  disabled: boolean;
  onProtect: (isProtected: boolean) => void;
}

/** Buttons to protect the clip from cleanup, and to save it. */
export function Keeping({ info, connection, disabled, onProtect }: KeepingProps) {
  return (
    <div className="evp-group evp-keeping">
      <Button
        disabled={disabled || !info?.clip_available}
        onClick={() => onProtect(!info?.protected)}
      >
        {info?.protected ? 'Unprotect' : 'Protect'}
      </Button>
      <Download info={info} connection={connection} />
    </div>
  );
}

function Download({ info, connection }: Pick<KeepingProps, 'info' | 'connection'>) {
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
