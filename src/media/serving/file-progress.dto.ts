import { Example } from '../../common/http/example.js';

const FILE_PENDING = {
  status: 'pending',
  progress: 40,
  message: 'The clip is being made.',
} as const;

/** A file that is being made. */
@Example(FILE_PENDING)
export class FileProgress {
  status!: 'pending';
  /** 0 to 100. */
  progress!: number;
  message!: string;
}
