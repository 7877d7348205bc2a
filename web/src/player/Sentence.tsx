import { formatInstant } from './format.js';

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))/;

/** The service's words, with instants in the reader's own time. */
export function Sentence({ text }: { text: string }) {
  return text.split(INSTANT).map((part, index) =>
    // The pattern's group makes every second part an instant.
    index % 2 === 0 ? (
      part
    ) : (
      <time key={index} dateTime={part}>
        {formatInstant(part)}
      </time>
    ),
  );
}
