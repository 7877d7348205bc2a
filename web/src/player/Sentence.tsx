import { formatInstant } from './format.js';

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))/;

/** A message of the service, with instants in the reader's time zone. */
export function Sentence({ text }: { text: string }) {
  return text.split(INSTANT).map((part, index) =>
    // The pattern has a group, so every second part is an instant.
    index % 2 === 0 ? (
      part
    ) : (
      <time key={index} dateTime={part}>
        {formatInstant(part)}
      </time>
    ),
  );
}
