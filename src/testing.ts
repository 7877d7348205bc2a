/* Doubles for a host's tests, which then need neither FFmpeg nor PostgreSQL nor timers. */
export {
  type FakeCall,
  FakeFfmpegRunner,
  type FakeOutcome,
} from './ffmpeg/testing/fake-ffmpeg-runner.js';
export { MemoryJobQueue } from './jobs/testing/memory-job-queue.js';
export { MemoryNotifications } from './jobs/testing/memory-notifications.js';
export { MemoryClipStorage } from './media/storage/testing/memory-clip-storage.js';
