import { useEffect, useMemo, useState } from 'react';
import type { ClipInfo } from '../api/types.js';
import { frameTime, nextSpeed } from './frame-step.js';

export interface Playback {
  /** The time in the file, in seconds; null without a video. */
  readonly time: number | null;
  readonly speed: number;
  seek: (fileTime: number) => void;
  /** Pauses, and shows the frame that is so many frames away. */
  step: (frames: number) => void;
  setSpeed: (speed: number) => void;
  changeSpeed: (direction: -1 | 1) => void;
}

const EVENTS = ['timeupdate', 'seeking', 'loadedmetadata', 'ratechange'] as const;

export function usePlayback(video: HTMLVideoElement | null, info: ClipInfo | null): Playback {
  const [{ time, speed }, setNow] = useState({ time: 0, speed: 1 });
  const { frames, duration_seconds: seconds } = info ?? {};

  useEffect(() => {
    if (!video) return;
    const update = () => setNow({ time: video.currentTime, speed: video.playbackRate });
    update();
    for (const name of EVENTS) video.addEventListener(name, update);
    return () => {
      for (const name of EVENTS) video.removeEventListener(name, update);
    };
  }, [video]);

  return useMemo(() => {
    const setSpeed = (wanted: number) => video && play(video, wanted);
    return {
      time: video && time,
      speed: video ? speed : 1,
      seek: (fileTime) => video && show(video, fileTime),
      step: (count) => {
        if (!video || !frames || !seconds) return;
        video.pause();
        show(video, frameTime(video.currentTime, count, { frames, seconds }));
      },
      setSpeed,
      changeSpeed: (direction) => setSpeed(nextSpeed(speed, direction)),
    };
  }, [video, time, speed, frames, seconds]);
}

function show(video: HTMLVideoElement, fileTime: number): void {
  video.currentTime = fileTime;
}

function play(video: HTMLVideoElement, speed: number): void {
  video.playbackRate = speed;
}
