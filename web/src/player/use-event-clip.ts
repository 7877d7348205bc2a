import { useEffect, useMemo, useReducer } from 'react';
import { ApiError } from '../api/api-error.js';
import { followClipProgress } from '../api/clip-progress.js';
import {
  cancelEventClip,
  fetchEventClipInfo,
  generateEventClip,
  protectEventClip,
} from '../api/clips.js';
import type { Connection } from '../api/connection.js';
import { fetchEvent } from '../api/events.js';
import { pause } from '../api/pause.js';
import type { ClipInfo, EventTimes, GenerateOptions } from '../api/types.js';
import {
  CHECKING,
  clipState,
  problemFrom,
  type ClipAction,
  type ClipState,
  type Phase,
} from './clip-state.js';
import { untilLookedAt } from './until-looked-at.js';

/** Time between two checks for a clip that was requested elsewhere, in milliseconds. */
const CHECK_MS = 10_000;
const FOLLOW_AGAIN_MS = 1000;

export interface EventClip {
  readonly state: ClipState;
  /** Checks again after the first check has failed. */
  check: () => void;
  generate: (request: GenerateOptions) => void;
  cancel: () => void;
  protect: (isProtected: boolean) => void;
  /** Fetches the state of the clip again, since a signed URL may have expired. */
  refresh: (signal: AbortSignal) => Promise<ClipInfo>;
}

/**
 * The state of an event's clip, and its actions. Running requests are aborted when the phase ends or the
 * component unmounts. Use another `key` for another event.
 */
export function useEventClip(
  eventId: number,
  given: EventTimes | undefined,
  { baseUrl, apiKey, fetch }: Connection,
): EventClip {
  const [state, dispatch] = useReducer(clipState, CHECKING);
  const connection = useMemo(() => ({ baseUrl, apiKey, fetch }), [baseUrl, apiKey, fetch]);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const report = (action: ClipAction) => {
      if (!signal.aborted) dispatch(action);
    };
    TASKS[state.phase]({ eventId, given, state, report, options: { ...connection, signal } }).catch(
      (error: unknown) => report({ type: 'failed', problem: problemFrom(error) }),
    );
    return () => leaving.abort();
    // The task of a phase starts with the phase, and its input does not change within it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state.phase, eventId, connection]);

  return useMemo(
    () => ({
      state,
      check: () => dispatch({ type: 'check' }),
      generate: (request) => dispatch({ type: 'generate', request }),
      cancel: () => dispatch({ type: 'cancel' }),
      protect: (isProtected) => dispatch({ type: 'protect', isProtected }),
      refresh: async (signal) => {
        const info = await fetchEventClipInfo(eventId, { ...connection, signal });
        if (!signal.aborted) dispatch({ type: 'checked', info });
        return info;
      },
    }),
    [state, eventId, connection],
  );
}

interface Task {
  readonly eventId: number;
  readonly given: EventTimes | undefined;
  readonly state: ClipState;
  readonly options: Connection & { readonly signal: AbortSignal };
  report: (action: ClipAction) => void;
}

const TASKS: Record<Phase, (task: Task) => Promise<void>> = {
  async checking({ eventId, given, options, report }) {
    const [event, info] = await Promise.all([
      given ?? fetchEvent(eventId, options),
      fetchEventClipInfo(eventId, options),
    ]);
    report({ type: 'checked', event, info });
  },

  async unknown() {},

  /** Shows a clip that was requested elsewhere. */
  async idle(task) {
    for (;;) {
      await untilLookedAt(CHECK_MS, task.options.signal);
      await look(task).catch(() => undefined);
    }
  },

  async requesting(task) {
    const { state, eventId, options, report } = task;
    if (state.phase !== 'requesting') return;
    const answer = await generateEventClip(eventId, state.request, { ...options, waitSeconds: 0 });
    // Some failures do not appear in the state of the clip.
    if (answer.status === 'failed') {
      const { message, error_code: code } = answer;
      report({ type: 'failed', problem: { message, code } });
    } else {
      await look(task);
    }
  },

  async making(task) {
    const { eventId, options, report } = task;
    for (;;) {
      for await (const progress of followClipProgress(eventId, options)) {
        if (progress.status === 'pending') report({ type: 'progressed', progress });
      }
      // If another request followed at once, this phase continues.
      if ((await look(task)).status !== 'pending') return;
      await pause(FOLLOW_AGAIN_MS, options.signal);
    }
  },

  async cancelling(task) {
    // The clip may have been finished in the meantime; then it is shown.
    await cancelEventClip(task.eventId, task.options).catch((error: unknown) => {
      if (!(error instanceof ApiError && error.code === 'NOTHING_PENDING')) throw error;
    });
    await look(task);
  },

  async protecting(task) {
    const { state, eventId, options } = task;
    if (state.phase !== 'protecting') return;
    await protectEventClip(eventId, state.isProtected, options);
    await look(task);
  },
};

async function look({ eventId, options, report }: Task): Promise<ClipInfo> {
  const info = await fetchEventClipInfo(eventId, options);
  report({ type: 'checked', info });
  return info;
}
