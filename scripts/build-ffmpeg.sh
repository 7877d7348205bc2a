#!/bin/sh
# build-ffmpeg.sh PREFIX: builds FFmpeg with only the parts that event-clips needs, into PREFIX/bin.
#
# A distribution's FFmpeg loads two hundred libraries each time it starts, and reads hundreds of formats. This
# one is a single file of 28 MB that starts in a few milliseconds. It has only the demuxers and decoders for what
# cameras record, so hostile files have less to attack.
#
# Needs Debian or Ubuntu. The source is the distribution's, with its security fixes: build it again when the
# distribution updates its package ffmpeg, x264 or x265. Takes a few minutes.
set -eu

prefix=${1:?'Where to? Say for example: scripts/build-ffmpeg.sh /opt/event-clips-ffmpeg'}
mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

tools='build-essential dpkg-dev nasm pkg-config libx264-dev libx265-dev libnuma-dev zlib1g-dev'
# shellcheck disable=SC2086 # a list of words
if ! dpkg-query --show --showformat '${Status}\n' $tools 2>/dev/null | grep -cx 'install ok installed' | grep -qx 8; then
  as_root apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $tools
fi

# Lists the distribution's sources for this script only; the system's lists are not changed.
mkdir -p "$work/parts" "$work/lists/partial"
for file in /etc/apt/sources.list.d/*.sources; do
  [ -e "$file" ] && sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/parts/${file##*/}"
done
[ -e /etc/apt/sources.list ] && sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$work/parts/sources.list"
apt() {
  apt-get -qq -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$work/parts" \
    -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=root "$@"
}
cd "$work"
apt update
apt source ffmpeg
cd ffmpeg-*/

# For the files that the service opens (src/formats/demuxers.ts and still-demuxer.ts) and those that it writes.
demuxers=mov,matroska,mpegts,flv,avi,mpegps,asf,dhav,h264,hevc,image_jpeg_pipe,image_png_pipe,image_webp_pipe,image2,concat,gif,aac
# For cameras, recorders and phones.
video=h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,h263,flv,vp8,vp9,msmpeg4v1,msmpeg4v2,msmpeg4v3,wmv1,wmv2,wmv3,vc1,ffv1,png,webp,gif,rawvideo,dvvideo
pcm=pcm_alaw,pcm_mulaw,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_u8,pcm_s8,pcm_f32le,pcm_f32be
audio=aac,aac_latm,mp1,mp2,mp3,ac3,eac3,wmav1,wmav2,wmapro,opus,vorbis,flac,alac,amrnb,amrwb,adpcm_g726,adpcm_g726le,adpcm_g722,adpcm_ima_wav,adpcm_ima_qt,adpcm_ms,adpcm_swf
encoders=libx264,libx265,aac,mjpeg,gif,wrapped_avframe,pcm_s16le
muxers=mp4,mpegts,h264,hevc,adts,gif,mjpeg,null,framecrc
# The filters that src/clips uses, and those that FFmpeg inserts by itself.
filters=select,trim,yadif,setpts,settb,fps,metadata,interleave,scale,pad,crop,setsar,format,transpose,hflip,vflip,rotate,palettegen,paletteuse,split,premultiply,aresample,aformat,atrim,asetpts,amix,null,anull,copy,acopy

# x265 is written in C++. A static program cannot have gcc_s, which is a shared library; gcc_eh, which is listed too,
# has the same functions.
mkdir "$work/pkgconfig"
sed 's/-lgcc_s//g' "$(pkg-config --variable=pcfiledir x265)/x265.pc" >"$work/pkgconfig/x265.pc"
export PKG_CONFIG_PATH="$work/pkgconfig"

./configure --prefix="$prefix" --disable-autodetect --enable-gpl --enable-libx264 --enable-libx265 --enable-zlib \
  --pkg-config-flags=--static --extra-ldexeflags=-static --disable-debug --disable-doc --disable-network \
  --disable-everything --disable-ffplay --disable-avdevice --enable-protocol=file,pipe,subfile \
  --enable-demuxer="$demuxers" --enable-decoder="$video,$pcm,$audio" --enable-parsers --enable-bsfs \
  --enable-encoder="$encoders" --enable-muxer="$muxers" --enable-filter="$filters" >"$work/configured" ||
  { tail -n 20 "$work/configured" >&2 && exit 1; }
make -s -j"$(nproc)" >"$work/made" 2>&1 || { tail -n 20 "$work/made" >&2 && exit 1; }
mkdir -p "$prefix/bin"
install -s ffmpeg ffprobe "$prefix/bin"

echo "FFMPEG_PATH=$prefix/bin/ffmpeg"
echo "FFPROBE_PATH=$prefix/bin/ffprobe"
