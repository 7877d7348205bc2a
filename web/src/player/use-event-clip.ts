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

/** Between two looks for a clip that someone else had made, in milliseconds. */
const LOOK_AGAIN_MS = 10_000;
const FOLLOW_AGAIN_MS = 1000;

export interface EventClip {
  readonly state: ClipState;
  /** Looks anew after nothing could be learnt. */
  check: () => void;
  generate: (request: GenerateOptions) => void;
  cancel: () => void;
  hold: (hold: boolean) => void;
  /** Asks for the clip's answer once more: a signed address may have expired. */
  refresh: (signal: AbortSignal) => Promise<ClipInfo>;
}

/**
 * An event's clip as it is now and what can be done about it. Whatever is under way is aborted when
 * the phase ends or the component goes. Mount it anew (`key`) for another event.
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
    // A phase's task starts with the phase, and what it needs does not change within it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state.phase, eventId, connection]);

  return useMemo(
    () => ({
      state,
      check: () => dispatch({ type: 'check' }),
      generate: (request) => dispatch({ type: 'generate', request }),
      cancel: () => dispatch({ type: 'cancel' }),
      hold: (hold) => dispatch({ type: 'hold', hold }),
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

  /** A clip that someone else has made simply appears. */
  async idle(task) {
    for (;;) {
      await untilLookedAt(LOOK_AGAIN_MS, task.options.signal);
      await look(task).catch(() => undefined);
    }
  },

  async requesting(task) {
    const { state, eventId, options, report } = task;
    if (state.phase !== 'requesting') return;
    const answer = await generateEventClip(eventId, state.request, { ...options, waitSeconds: 0 });
    // Some failures leave no trace in the clip's own answer.
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
      // Another request may have followed at once; then this phase has not ended.
      if ((await look(task)).status !== 'pending') return;
      await pause(FOLLOW_AGAIN_MS, options.signal);
    }
  },

  async cancelling(task) {
    // It may have been finished in the meantime: then there is a clip to be shown.
    await cancelEventClip(task.eventId, task.options).catch((error: unknown) => {
      if (!(error instanceof ApiError && error.code === 'NOTHING_PENDING')) throw error;
    });
    await look(task);
  },

  async holding(task) {
    const { state, eventId, options } = task;
    if (state.phase !== 'holding') return;
    await protectEventClip(eventId, state.hold, options);
    await look(task);
  },
};

async function look({ eventId, options, report }: Task): Promise<ClipInfo> {
  const info = await fetchEventClipInfo(eventId, options);
  report({ type: 'checked', info });
  return info;
}
