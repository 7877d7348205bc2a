import { Example } from '../../common/http/example.js';

const RENDITION_PENDING = {
  status: 'pending',
  progress: 40,
  message: 'The rendition is being made.',
} as const;

/** A rendition that is being made. */
@Example(RENDITION_PENDING)
export class RenditionProgress {
  status!: 'pending';
  /** 0 to 100. */
  progress!: number;
  message!: string;
}
