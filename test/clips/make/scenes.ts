const NOISE = 'noise=c0s=40:c0f=t+u';
/** What is hard to tell apart, or to encode: names, and sources of FFmpeg. */
export const SCENES: [string, string][] = [
  ['night', `gradients=c0=0x101010:c1=0x303030:speed=0.00001:s=320x180:r=15:d=8,${NOISE}`],
  [
    'a person at night',
    `color=0x181818:s=320x180:r=15:d=8,drawbox=x=20:y=60:w=20:h=50:c=gray:t=fill,${NOISE}`,
  ],
  ['black', 'color=black:s=320x180:r=15:d=8'],
  ['white', 'color=white:s=320x180:r=15:d=8'],
  ['a still picture', 'testsrc2=s=320x180:r=15:d=8,loop=-1:1:30,trim=duration=8'],
  ['a slow change of light', 'color=gray:s=320x180:r=15:d=8,fade=in:st=0:d=8'],
  ['light that flickers', 'color=gray:s=320x180:r=15:d=8,eq=brightness=0.3*sin(n):eval=frame'],
];
