/** The clip as the answers about its event show it. */
export class ClipSummary {
  /** Of the latest request; the other fields describe the file that is served. */
  status!: 'pending' | 'completed' | 'failed';
  clip_url!: string | null;
  poster_url!: string | null;
  protected!: boolean;
}
