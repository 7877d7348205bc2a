import { useEffect, useRef, useState } from 'react';
import { getEventClipUrl } from '../api/clips.js';
import type { ClipInfo } from '../api/types.js';
import { type ClipPictureProps, posterOf, subtitlesOf, versioned } from './clip-picture-props.js';

export interface LoadedClipProps extends ClipPictureProps {
  /** The URL of the file to show, in an answer about the clip. */
  urlIn: (info: ClipInfo) => string | null;
}

/** A file of the clip: a video, or an image if it is a GIF. */
export function LoadedClip(props: LoadedClipProps) {
  const { info, connection, onVideo } = props;
  const url = useLastingUrl(props);
  const poster = posterOf(info, connection);
  const subtitles = subtitlesOf(info, connection);
  const shared = { className: 'evp-picture', src: url.address, onError: url.onError };
  return (
    <>
      {info.format === 'gif' ? (
        <img key={url.attempt} {...shared} alt="Still frames of the event, one after the other" />
      ) : (
        <video
          key={url.attempt}
          {...shared}
          {...(poster && { poster })}
          ref={onVideo}
          // Some browsers do not make videos focusable, and keys need a focused element.
          tabIndex={0}
          controls
          playsInline
          preload="metadata"
          aria-label="Video of the event"
        >
          {subtitles && (
            <track kind="subtitles" label="Time of day" srcLang="zxx" src={subtitles} />
          )}
        </video>
      )}
      {url.hasFailed && (
        <p className="evp-note" role="alert">
          This browser cannot show the clip. It can still be downloaded.
        </p>
      )}
    </>
  );
}

/**
 * The first URL of the clip. A new signature must not restart the video, so a new URL is used only, once, if
 * the first does not load.
 */
function useLastingUrl({ info, connection, refresh, urlIn }: LoadedClipProps) {
  const addressOf = (from: ClipInfo) =>
    getEventClipUrl(urlIn(from) ?? '', versioned(info, connection));
  const [url, setUrl] = useState({ address: addressOf(info), attempt: 1, hasFailed: false });
  const leaving = useRef<AbortController>(null);
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);

  const onError = () => {
    const fail = () => setUrl((last) => ({ ...last, hasFailed: true }));
    const signal = leaving.current?.signal;
    if (url.attempt > 1 || !signal) return fail();
    refresh(signal).then(
      (renewed) => setUrl({ address: addressOf(renewed), attempt: 2, hasFailed: false }),
      fail,
    );
  };
  return { ...url, onError };
}
