/** What an event's answer shows of its clip. */
export class ClipSummary {
  /** The latest request's; the rest describes the file that is served. */
  status!: 'pending' | 'completed' | 'failed';
  clip_url!: string | null;
  poster_url!: string | null;
  protected!: boolean;
}
