/*
 * What a video shows, read in the page: these run in the browser, so each is complete in itself.
 */

/** Waits until the video can show the frame at its present time, and has. */
export function settled(video: HTMLVideoElement): Promise<void> {
  const isSettled = () => video.readyState >= 2 && !video.seeking;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (video.error) reject(new Error(video.error.message));
      else if (!isSettled()) requestAnimationFrame(look);
      // The frame is shown with the next picture that is drawn.
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    };
    look();
  });
}

/** Reads the blocks along the top of `test/support/footage`: 16 bits, the lowest at the left. */
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
    // Chromium draws nothing while the poster is on show; seeking to the same place ends that.
    video.currentTime += 0;
    await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    await new Promise(requestAnimationFrame);
    context.drawImage(video, 0, 0);
  }
  return Array.from({ length: 16 }, (_, bit) => (block(bit)[0]! > 128 ? 2 ** bit : 0)).reduce(
    (sum, value) => sum + value,
  );
}
