import { useState } from 'react';
import type { ClipInfo } from '../api/types.js';
import type { ClipPictureProps } from './clip-picture-props.js';
import { ConvertedClip } from './ConvertedClip.js';
import { LoadedClip } from './LoadedClip.js';
import { playsHere } from './plays-here.js';

const urlIn = ({ clip_url }: ClipInfo) => clip_url;

/** The clip itself, or its conversion where this browser does not play it. */
export function ClipPicture(props: ClipPictureProps) {
  const { info } = props;
  const [plays] = useState(() => playsHere(info));
  const canConvert = info.rendition_urls?.h264 !== undefined;
  return plays || !canConvert ? (
    <LoadedClip {...props} urlIn={urlIn} />
  ) : (
    <ConvertedClip {...props} />
  );
}
