import { useCallback, useEffect, useRef } from 'react';
import type { ClipTimes } from './clip-times.js';
import { timeInClip, type Place, placeOf } from './place.js';

/**
 * Goes on from the same place when the video is replaced by another one: by the same clip under a new link, or by a new
 * version of the clip. Returns what is to be called with each video, and with null before it goes.
 */
export function useContinuation(
  times: ClipTimes | null,
  onVideo: (video: HTMLVideoElement | null) => void,
): (video: HTMLVideoElement | null) => void {
  const shown = useRef(times);
  const current = useRef<HTMLVideoElement | null>(null);
  const left = useRef<Place | null>(null);
  useEffect(() => {
    shown.current = times;
  }, [times]);

  return useCallback(
    (video: HTMLVideoElement | null) => {
      // Until it is removed from the page, it says whether it plays.
      if (!video && current.current) left.current = placeOf(current.current, shown.current);
      current.current = video;
      onVideo(video);
      const place = left.current;
      if (!video || !place) return;
      left.current = null;
      const goOn = () => {
        const time = timeInClip(place, shown.current);
        if (time === null) return;
        video.currentTime = time;
        video.playbackRate = place.speed;
        // A browser may refuse to start a video with sound by itself. It then stays paused there.
        if (place.isPlaying) video.play().catch(() => undefined);
      };
      video.addEventListener('loadedmetadata', goOn, { once: true });
    },
    [onVideo],
  );
}
