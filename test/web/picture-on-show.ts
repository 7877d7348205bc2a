/*
 * Reads what a video shows. These functions run in the browser, so each must be self-contained.
 */

/** Replaces the content of the page with a video, which is loaded. */
export function showVideo(address: string): HTMLVideoElement {
  const video = document.createElement('video');
  video.src = address;
  video.preload = 'auto';
  video.muted = true;
  document.body.replaceChildren(video);
  return video;
}

/** Waits until the video shows the frame at its current time. */
export function settled(video: HTMLVideoElement): Promise<void> {
  const isSettled = () => video.readyState >= 2 && !video.seeking;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (video.error) reject(new Error(video.error.message));
      else if (!isSettled()) requestAnimationFrame(look);
      // The frame is shown with the next repaint.
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    };
    look();
  });
}

/** Reads the blocks at the top of the footage of `test/support/footage`: 16 bits, the lowest at the left. */
export async function numberOnShow(video: HTMLVideoElement): Promise<number> {
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const block = (bit: number) =>
    context.getImageData(((bit + 0.5) * width) / 16, height / 10, 1, 1).data;
  context.drawImage(video, 0, 0);
  while (block(0)[3] === 0) {
    // Chromium draws nothing while it shows the poster. Seeking to the same place removes the poster.
    video.currentTime += 0;
    await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    await new Promise(requestAnimationFrame);
    context.drawImage(video, 0, 0);
  }
  return Array.from({ length: 16 }, (_, bit) => (block(bit)[0]! > 128 ? 2 ** bit : 0)).reduce(
    (sum, value) => sum + value,
  );
}
