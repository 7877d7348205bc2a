import { useEffect } from 'react';

export interface Run {
  readonly autoPlay: boolean;
  readonly onEnded: (() => void) | undefined;
}

/** Starts a video by itself, and reports its end. */
export function useRun(video: HTMLVideoElement | null, { autoPlay, onEnded }: Run): void {
  useEffect(() => {
    // A browser may refuse to start a video with sound by itself. It then waits for the reader.
    if (autoPlay) video?.play().catch(() => undefined);
  }, [video, autoPlay]);

  useEffect(() => {
    if (!video || !onEnded) return;
    video.addEventListener('ended', onEnded);
    return () => video.removeEventListener('ended', onEnded);
  }, [video, onEnded]);
}
