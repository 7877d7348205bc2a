import type { ValueTransformer } from 'typeorm';
import type { MediaFacts } from '../../formats/media-facts.js';

type StoredFacts = Omit<MediaFacts, 'creationTime'> & { creationTime: string | null };

/** Facts as JSON, which stores a date as text. */
export const factsTransformer: ValueTransformer = {
  to: (facts: MediaFacts) => facts,
  from: ({ creationTime, ...facts }: StoredFacts): MediaFacts => ({
    ...facts,
    creationTime: creationTime === null ? null : new Date(creationTime),
  }),
};
