export const CUTS = ['smart', 'keyframe', 'transcode'] as const;
export type Cut = (typeof CUTS)[number];

/** From the first to the last, both included; or from one second to another. */
export type Range = readonly [number, number];

/** What a clip has to show. Seconds count from the first frame of the first file. */
export interface Shown {
  /** Numbers of the frames that lie inside the window. */
  readonly frames: readonly Range[];
  /** None by default. */
  readonly gaps?: readonly Range[];
}

/** Files of numbered frames, 15 a second with a keyframe every 45, and the clip of a window of them. */
export interface NumberedCase extends Shown {
  readonly files: readonly { readonly name: string; readonly at: number }[];
  readonly window: Range;
  /** Another right answer. */
  readonly or?: Shown;
  /** Whether the footage has no sound. */
  readonly silent?: boolean;
  /** Whether only half of the file is there when it is registered. */
  readonly grows?: boolean;
}

const B12 = { name: 'B12.mp4', at: 12 };
const alone = (name: string) => [{ name, at: 0 }];
const SEGMENTS = [
  { name: '01_s00.mp4', at: 0 },
  { name: '01_s01.mp4', at: 3 },
  { name: '01_s02.mp4', at: 6 },
  { name: '01_s03.mp4', at: 9 },
];

export const NUMBERED_CASES: readonly NumberedCase[] = [
  { files: SEGMENTS, window: [3.5, 5.5], frames: [[53, 82]] },
  {
    files: SEGMENTS,
    window: [1.5, 10.5],
    frames: [[23, 157]],
  },
  {
    files: [...alone('01_wallclock.mp4'), B12],
    window: [14.5, 18.5],
    frames: [[1038, 1097]],
  },
  {
    files: [...alone('02_lastframe_8520s.mp4'), B12],
    window: [14.5, 18.5],
    frames: [[1038, 1097]],
  },
  {
    files: [...alone('02_lastframe_8520s.mp4'), B12],
    window: [9.5, 14.5],
    frames: [
      [143, 179],
      [1000, 1037],
    ],
  },
  {
    files: alone('04_two_edits.mp4'),
    window: [4.5, 7.5],
    frames: [[113, 157]],
  },
  {
    files: alone('05_jump300.mp4'),
    window: [3.5, 7.5],
    frames: [[53, 75]],
    gaps: [[76 / 15, 7.5]],
    silent: true,
  },
  {
    files: alone('06_restart.ts'),
    window: [9.5, 14.5],
    frames: [
      [143, 179],
      [1000, 1037],
    ],
    or: { frames: [[143, 179]], gaps: [[12, 14.5]] },
  },
  {
    files: alone('07_latm.ts'),
    window: [3.5, 7.5],
    frames: [[53, 112]],
  },
  {
    files: alone('07_aac.m2ts'),
    window: [3.5, 7.5],
    frames: [[53, 112]],
  },
  {
    files: alone('08_hikvision.mp4'),
    window: [3.5, 7.5],
    frames: [[53, 112]],
  },
  {
    files: alone('09_thumbnail_first.mp4'),
    window: [3.5, 7.5],
    frames: [[53, 112]],
  },
  {
    files: alone('10_growing_whole.mp4'),
    window: [8.5, 11.5],
    frames: [[128, 172]],
    grows: true,
  },
  {
    files: alone('11_no_tfdt_b.mp4'),
    window: [7.5, 11.5],
    frames: [[113, 172]],
  },
  { files: alone('13_mvhd0.mp4'), window: [3.5, 7.5], frames: [[53, 112]] },
  {
    files: [...alone('14_audio_plus500.mp4'), B12],
    window: [14.5, 18.5],
    frames: [[1038, 1097]],
  },
  { files: alone('plain12.mp4'), window: [3.5, 7.5], frames: [[53, 112]] },
];

/** How long the pictures of a file last. */
export interface ExtentCase {
  readonly name: string;
  readonly seconds: number;
}

export const NUMBERED_EXTENTS: readonly ExtentCase[] = [
  ...SEGMENTS.map(({ name }) => ({
    name,
    seconds: 3,
  })),
  { name: '01_wallclock.mp4', seconds: 12 },
  {
    name: '02_lastframe_8520s.mp4',
    seconds: 12,
  },
  { name: '04_two_edits.mp4', seconds: 9 },
  { name: '06_restart.ts', seconds: 24 },
  { name: '07_latm.ts', seconds: 12 },
  { name: '07_aac.m2ts', seconds: 12 },
  { name: '08_hikvision.mp4', seconds: 12 },
  { name: '09_thumbnail_first.mp4', seconds: 12 },
  { name: '10_growing_whole.mp4', seconds: 12 },
  { name: '11_no_tfdt_b.mp4', seconds: 12 },
  { name: '13_mvhd0.mp4', seconds: 12 },
  { name: '14_audio_plus500.mp4', seconds: 12 },
  { name: 'plain12.mp4', seconds: 12 },
];
