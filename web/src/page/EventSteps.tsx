import { useEffect } from 'react';
import type { Address } from './address.js';
import type { Neighbours } from './neighbours.js';
import { Link } from './Link.js';
import type { Go } from './use-address.js';

export interface EventStepsProps extends Pick<Neighbours, 'previous' | 'next'> {
  address: Address;
  go: Go;
  /** Whether the next event follows by itself when a clip was played to its end. */
  isContinuous: boolean;
  onContinuous: (isContinuous: boolean) => void;
}

const PREVIOUS_KEY = 'p';
const NEXT_KEY = 'n';

/** Links to the events beside the selected one, which keys follow, too. */
export function EventSteps(props: EventStepsProps) {
  const { previous, next, address, go, isContinuous, onContinuous } = props;
  useEffect(() => {
    const step = (press: KeyboardEvent) => {
      if (press.ctrlKey || press.metaKey || press.altKey || isTyped(press.target)) return;
      const event = { [PREVIOUS_KEY]: previous, [NEXT_KEY]: next }[press.key];
      if (event == null) return;
      press.preventDefault();
      go({ ...address, event }, { replace: true });
    };
    document.addEventListener('keydown', step);
    return () => document.removeEventListener('keydown', step);
  }, [previous, next, address, go]);

  return (
    <nav className="page-steps" aria-label="Beside this event">
      <Step event={previous} keys={PREVIOUS_KEY} {...{ address, go }}>
        Previous event
      </Step>
      <label>
        <input
          type="checkbox"
          checked={isContinuous}
          onChange={({ target }) => onContinuous(target.checked)}
        />{' '}
        Play one after the other
      </label>
      <Step event={next} keys={NEXT_KEY} {...{ address, go }}>
        Next event
      </Step>
    </nav>
  );
}

interface StepProps {
  event: number | null;
  keys: string;
  address: Address;
  go: Go;
  children: string;
}

/** At an end of the list it stays where it is, but leads nowhere. */
function Step({ event, keys, address, go, children }: StepProps) {
  if (event === null) {
    return (
      <a className="page-step" role="link" aria-disabled="true">
        {children}
      </a>
    );
  }
  return (
    <Link className="page-step" to={{ ...address, event }} go={go} keys={keys}>
      {children}
    </Link>
  );
}

const FIELDS = 'input:not([type=range], [type=checkbox]), select';

/** Whether a key is typed into a field, which has its own use for letters. */
function isTyped(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(FIELDS);
}
