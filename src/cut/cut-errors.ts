import { EventClipsError } from '../common/event-clips-error.js';

const OBSTACLES = {
  container: 'its container cannot be read in process',
  no_video: 'there is no video track',
  codec: 'its video codec cannot be cut without encoding',
  profile: 'browsers do not play its profile',
  pixel_format: 'browsers do not play its pixel format',
  field_coded: 'its pictures are coded as single fields',
  no_keyframe: 'there is no keyframe nearby where decoding can begin (open GOP, intra refresh)',
  gop_too_long: 'the next keyframe is too far away',
  codec_change: 'the codec or its configuration changes inside the file',
  parameter_sets: 'the parameter sets change inside the file',
  set_ids: 'the recordings have different parameter sets with the same id',
  edit_list: 'its edit list leaves out or moves parts of a track',
  fragments:
    'its fragments do not say when they begin, or follow samples in another way than usual',
  no_times:
    'its frames have an order only, which is not certain to be that in which they are shown',
  tracks: 'which of its video tracks is shown is not certain when it is read in process',
  span: 'its frames have other times when it is read in process',
  audio_track: 'its audio track cannot be read in process',
  timestamps: 'the timestamps jump back',
  damaged: 'packets are damaged or missing',
  reordering: 'the frames at the end depend on too many later ones',
  head_frames: 'decoding gave another number of frames than the file has',
  no_frames: 'there is no frame in the interval',
  sources_differ: 'the recordings differ in size, rotation or bits of a sample',
  audio_codec: 'the audio codec cannot be read in process',
  reading: 'the file could not be read in process',
} as const;

/** Why footage cannot be cut by `smart` or `copy`. */
export type CutObstacle = keyof typeof OBSTACLES;

/** The obstacle in words, for the log. */
export function describeObstacle(obstacle: CutObstacle): string {
  return OBSTACLES[obstacle];
}

/** The footage may be fine, but cannot be cut without encoding all of it: transcode instead. */
export class SmartCutNotPossible extends EventClipsError {
  constructor(
    readonly obstacle: CutObstacle,
    options?: ErrorOptions,
  ) {
    const why = describeObstacle(obstacle);
    super('SMART_CUT_NOT_POSSIBLE', 422, `It has to be encoded: ${why}.`, options);
  }
}

/** The written clip is not what the recordings show. `message` says where and how, for the log. */
export class ClipDiffers extends Error {
  override readonly name = 'ClipDiffers';
}
