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
  disposition?: { attached_pic?: number };
  side_data_list?: { rotation?: number }[];
}

/** The facts in ffprobe's JSON output, of the first stream of each kind. */
export function readFacts(json: string, demuxer: string, sizeBytes: number): MediaFacts {
  const { format = {}, streams = [] } = JSON.parse(json) as ProbeOutput;
  const video = streams.find((stream) => stream.codec_type === 'video' && !isCoverArt(stream));
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  return {
    demuxer,
    sizeBytes,
    durationSeconds: numberOf(format.duration),
    startTimeSeconds: numberOf(format.start_time) ?? 0,
    creationTime: dateOf(format.tags?.creation_time),
    video: video ? videoFacts(video) : null,
    audio: audio ? audioFacts(audio) : null,
  };
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

function isCoverArt(stream: ProbeStream): boolean {
  return stream.disposition?.attached_pic === 1;
}

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

function dateOf(text: string | undefined): Date | null {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
