import type { ClipInfo } from '../api/types.js';
import { type ClipPictureProps, posterOf } from './clip-picture-props.js';
import { LoadedClip } from './LoadedClip.js';
import { useRendition } from './use-rendition.js';

const urlIn = (info: ClipInfo) => info.rendition_urls?.h264 ?? info.clip_url;

/** A clip that this browser cannot play, as H.264: the progress of its conversion, and then the video. */
export function ConvertedClip(props: ClipPictureProps) {
  const { info, connection } = props;
  const { state, retry } = useRendition(urlIn(info) ?? '', connection);
  if (state.phase === 'ready') return <LoadedClip {...props} urlIn={urlIn} />;
  const poster = posterOf(info, connection);
  return (
    <>
      {poster && <img className="evp-picture" src={poster} alt="The event" />}
      {state.phase === 'making' ? (
        <p className="evp-note evp-converting" role="status">
          Converting for this browser…
          <progress
            className="evp-progress"
            aria-label="Converting the clip"
            max={100}
            // Zero means that it waits in the queue, so the bar has no value yet.
            {...(state.progress > 0 ? { value: state.progress } : {})}
          />
          <span className="evp-percent" aria-hidden="true">
            {state.progress > 0 ? `${Math.round(state.progress)} %` : ''}
          </span>
        </p>
      ) : (
        <p className="evp-note evp-converting" role="alert">
          This browser cannot show the clip, and it could not be converted: {state.problem.message}{' '}
          It can still be downloaded.
          <button className="evp-button" type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}
