import type { AudioFacts, MediaFacts, VideoFacts } from '../formats/media-facts.js';

/** The output of ffprobe with `-of json -show_format -show_streams`. Nearly all fields may be missing. */
interface ProbeOutput {
  format?: { duration?: string; start_time?: string; tags?: Record<string, string> };
  streams?: ProbeStream[];
}

interface ProbeStream {
  index: number;
  codec_type?: string;
  codec_name?: string;
  pix_fmt?: string;
  width?: number;
  height?: number;
  field_order?: string;
  avg_frame_rate?: string;
  time_base?: string;
  start_time?: string;
  start_pts?: number;
  sample_rate?: string;
  channels?: number;
  nb_frames?: string;
  disposition?: { attached_pic?: number; default?: number };
  side_data_list?: { rotation?: number }[];
}

/** The facts in ffprobe's JSON output, but for the end of the video. Of audio, the first stream counts. */
export function readFacts(json: string, demuxer: string, sizeBytes: number): MediaFacts {
  const { format = {}, streams = [] } = JSON.parse(json) as ProbeOutput;
  const video = shownOf(streams);
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  return {
    demuxer,
    sizeBytes,
    startTimeSeconds: numberOf(format.start_time) ?? 0,
    creationTime: dateOf(format.tags?.creation_time),
    video: video ? videoFacts(video) : null,
    audio: audio ? audioFacts(audio) : null,
  };
}

/** What the container says of its duration, or FFmpeg guesses, in seconds; of any track. */
export function readDuration(json: string): number | null {
  return numberOf((JSON.parse(json) as ProbeOutput).format?.duration);
}

/** Null for a stream without a decodable picture. */
function videoFacts(stream: ProbeStream): VideoFacts | null {
  if (!stream.codec_name || !stream.width || !stream.height) return null;
  return {
    index: stream.index,
    codec: stream.codec_name,
    pixelFormat: known(stream.pix_fmt),
    width: stream.width,
    height: stream.height,
    rotation: clockwise(stream.side_data_list?.find(({ rotation }) => rotation)?.rotation ?? 0),
    fieldOrder: known(stream.field_order),
    frameRate: quotientOf(stream.avg_frame_rate),
    timeBase: stream.time_base ?? '1/1000',
    startTimeSeconds: startOf(stream),
    endTimeSeconds: null,
  };
}

/** In ticks, since frames are selected by it: ffprobe rounds seconds, perhaps to after the first frame. */
function startOf({ start_pts: ticks, start_time, time_base }: ProbeStream): number {
  const unit = quotientOf(time_base);
  return ticks !== undefined && unit !== null ? ticks * unit : (numberOf(start_time) ?? 0);
}

/** Null for a stream without decodable audio. */
function audioFacts(stream: ProbeStream): AudioFacts | null {
  if (!stream.codec_name || !numberOf(stream.sample_rate) || !stream.channels) return null;
  return { index: stream.index, codec: stream.codec_name };
}

/**
 * The stream that a player shows: of those that are video and no still picture, the default one, else the
 * first. Where there are only still pictures, the first of them.
 */
function shownOf(streams: readonly ProbeStream[]): ProbeStream | undefined {
  const video = streams.filter(
    ({ codec_type, disposition }) => codec_type === 'video' && disposition?.attached_pic !== 1,
  );
  const moving = video.filter(({ nb_frames }) => nb_frames !== '1');
  const chosen = moving.filter(({ disposition }) => disposition?.default === 1);
  // Some containers do not count their frames.
  const isPicture = ({ codec_name }: ProbeStream) => PICTURES.includes(codec_name ?? '');
  return chosen[0] ?? moving.find((stream) => !isPicture(stream)) ?? moving[0] ?? video[0];
}

/** Codecs of still pictures; Motion JPEG is video too. */
const PICTURES: readonly string[] = ['mjpeg', 'png', 'bmp', 'gif', 'webp', 'tiff'];

function known(text: string | undefined): string | null {
  return text === undefined || text === 'unknown' ? null : text;
}

function numberOf(text: string | undefined): number | null {
  const number = Number.parseFloat(text ?? '');
  return Number.isFinite(number) ? number : null;
}

/** `30000/1001` → 29.97. ffprobe writes `0/0` if the rate is unknown. */
function quotientOf(fraction: string | undefined): number | null {
  const [numerator = NaN, denominator = NaN] = (fraction ?? '').split('/').map(Number);
  const quotient = numerator / denominator;
  return Number.isFinite(quotient) && quotient > 0 ? quotient : null;
}

/** ffprobe counts the display matrix counter-clockwise, from -180 to 180. */
function clockwise(rotation: number): number {
  return ((-rotation % 360) + 360) % 360;
}

/** ffprobe writes years of five digits as they are; `Date` reads them with a sign and six digits. */
function dateOf(text = ''): Date | null {
  const date = new Date(text.replace(/^\d{5,6}(?=-)/, (year) => `+${year.padStart(6, '0')}`));
  return Number.isNaN(date.getTime()) ? null : date;
}
