import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cleanup, CleanupResult } from '../api/cleanup.js';
import type { CameraEvent } from '../api/types.js';
import { CLIP, EVENT, FakeService, refusal } from '../testing/fake-service.js';
import { App } from './App.js';

const clip = {
  status: 'completed',
  clip_url: CLIP.clip_url,
  rendition_urls: CLIP.rendition_urls,
  poster_url: CLIP.poster_url,
  protected: false,
  duration_seconds: CLIP.duration_seconds,
  progress: 100,
  message: null,
  error_code: null,
} as const;
const person: CameraEvent = { ...EVENT, clip };
const car: CameraEvent = {
  ...EVENT,
  id: 6,
  camera_id: 'driveway',
  label: 'car',
  started_at: '2026-01-03T09:00:00.000Z',
  ended_at: null,
};

let service: FakeService;
let inSight: (() => void) | null;
/** Whether the window has space for the list beside an event. */
let isWide: boolean;

beforeEach(() => {
  history.replaceState(null, '', '/');
  sessionStorage.clear();
  service = new FakeService()
    .on('GET /api/cameras', {
      cameras: [person, car].map((event) => ({ camera_id: event.camera_id, newest_event: event })),
    })
    .on('GET /api/events', { events: [person, car], next_cursor: null })
    .on('GET /api/events/7', person)
    .on('GET /api/events/7/clip', CLIP);
  vi.stubGlobal('fetch', service.fetch);
  inSight = null;
  isWide = false;
  vi.stubGlobal('matchMedia', () => ({ matches: isWide }));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private readonly report: (entries: { isIntersecting: boolean }[]) => void) {}
      observe = () => (inSight = () => this.report([{ isIntersecting: true }]));
      disconnect = () => undefined;
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const entries = async () =>
  (await screen.findAllByRole('listitem')).map((item) => within(item).getByRole('link'));

describe('The list', () => {
  it('shows every event, with its poster if there is one', async () => {
    render(<App />);
    const [first, second] = await entries();
    expect(first).toHaveTextContent(/^0:22person.*front-door$/);
    expect(first!.querySelector('time')).toHaveAttribute('datetime', EVENT.started_at);
    expect(first!.querySelector('img')).toHaveAttribute('src', CLIP.poster_url);
    expect(second!.querySelector('img')).toBeNull();
    expect(second).toHaveTextContent('No clip yet');
  });

  it('has a part for each day, with the date as its heading', async () => {
    const earlier = { ...car, id: 5, started_at: '2025-12-30T12:00:00.000Z' };
    service.on('GET /api/events', { events: [person, car, earlier], next_cursor: null });
    render(<App />);
    await entries();
    const day = (instant: string) =>
      screen.getByRole('region', {
        name: new Date(instant).toLocaleDateString(undefined, { dateStyle: 'full' }),
      });
    expect(within(day(person.started_at)).getAllByRole('listitem')).toHaveLength(2);
    expect(within(day(earlier.started_at)).getAllByRole('listitem')).toHaveLength(1);
  });

  it('says why a clip could not be made', async () => {
    const failed = { ...clip, clip_url: null, poster_url: null, status: 'failed' } as const;
    const error_code = 'WINDOW_OUTSIDE_FOOTAGE';
    const event = { ...person, clip: { ...failed, error_code } };
    service.on('GET /api/events', { events: [event], next_cursor: null });
    render(<App />);
    expect((await entries())[0]).toHaveTextContent('No footage');
  });

  it('filters by text and by the clip', async () => {
    render(<App />);
    await entries();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Text' }), 'van');
    await userEvent.selectOptions(screen.getByLabelText('Clip'), 'Failed');
    expect(location.search).toBe('?text=van&clip=failed');
    await waitFor(() =>
      expect(service.received.at(-1)!.path).toBe('/api/events?text=van&clip_status=failed'),
    );
  });

  it('loads the next page once when its end is scrolled into view', async () => {
    service.on('GET /api/events', ({ path }: { path: string }) =>
      path.includes('cursor=older')
        ? { events: [car], next_cursor: null }
        : { events: [person], next_cursor: 'older' },
    );
    render(<App />);
    expect(await entries()).toHaveLength(1);
    // An effect starts watching, which runs after the list is shown.
    await waitFor(() => expect(inSight).toBeTypeOf('function'));
    act(() => {
      inSight!();
      inSight!();
    });
    await waitFor(async () => expect(await entries()).toHaveLength(2));
    expect(screen.queryByRole('button', { name: 'Show older events' })).toBeNull();
    expect(service.requests('GET /api/events')).toHaveLength(2);
  });

  it('adds new events as they appear', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    service.on('GET /api/events', { events: [car], next_cursor: null });
    render(<App />);
    expect(await entries()).toHaveLength(1);
    service.on('GET /api/events', { events: [person, car], next_cursor: null });
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect((await entries())[0]).toHaveTextContent('person');
  });

  it('filters by camera and day, and keeps the filter in the URL', async () => {
    render(<App />);
    await entries();
    await userEvent.selectOptions(screen.getByLabelText('Camera'), 'driveway');
    expect(location.search).toBe('?camera=driveway');
    await waitFor(() =>
      expect(service.received.at(-1)!.path).toBe('/api/events?camera_id=driveway'),
    );
    await userEvent.type(screen.getByLabelText('From'), '2026-01-03');
    expect(location.search).toBe('?camera=driveway&from=2026-01-03');
    await waitFor(() => expect(service.received.at(-1)!.path).toContain('from='));
  });

  it('starts with the filter that the URL names', async () => {
    history.replaceState(null, '', '/?camera=garage');
    service.on('GET /api/events', { events: [], next_cursor: null });
    render(<App />);
    expect(await screen.findByText('No events match')).toBeInTheDocument();
    expect(screen.getByLabelText('Camera')).toHaveValue('garage');
    service.on('GET /api/events', { events: [car], next_cursor: null });
    await userEvent.click(screen.getByRole('link', { name: 'Show all events' }));
    expect(await entries()).toHaveLength(1);
  });

  it('shows how to register an event if there is none', async () => {
    service.on('GET /api/events', { events: [], next_cursor: null });
    render(<App />);
    const command = await screen.findByLabelText('Command that registers an event');
    expect(command).toHaveTextContent(`curl ${location.origin}/api/events`);
    const [, body] = /-d '(.*)'$/.exec(command.textContent) ?? [];
    expect(JSON.parse(body ?? '')).toMatchObject({ camera_id: 'front-door' });
  });

  it('shows the problem, and tries again', async () => {
    service.on('GET /api/events', () =>
      refusal(503, 'DATABASE_UNAVAILABLE', 'The database is away.'),
    );
    render(<App />);
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.');
    service.on('GET /api/events', { events: [car], next_cursor: null });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await entries()).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('The selected event', () => {
  it('is opened by a link, and closed by the back button', async () => {
    render(<App />);
    const [first] = await entries();
    expect(first).toHaveAttribute('href', '?event=7');
    await userEvent.click(first!);
    expect(location.search).toBe('?event=7');
    expect(first).toHaveAttribute('aria-current', 'true');
    expect(screen.getByRole('heading', { name: 'person at front-door' })).toBeInTheDocument();
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();

    act(() => history.back());
    expect(await screen.findByText('Choose an event to see its clip.')).toBeInTheDocument();
  });

  it('is the newest one at first, where the list stays visible', async () => {
    isWide = true;
    render(<App />);
    expect(
      await screen.findByRole('heading', { name: 'person at front-door' }),
    ).toBeInTheDocument();
    expect(location.search).toBe('?event=7');
    // A new event does not take the place of the one that is looked at.
    vi.useFakeTimers({ shouldAdvanceTime: true });
    service.on('GET /api/events', { events: [{ ...car, id: 9 }, person], next_cursor: null });
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(location.search).toBe('?event=7');
  });

  it('is left for the next or the previous one by links and by keys', async () => {
    history.replaceState(null, '', '/?event=7');
    render(<App />);
    await entries();
    const previous = () => screen.getByRole('link', { name: 'Previous event' });
    const next = () => screen.getByRole('link', { name: 'Next event' });
    expect(previous()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(next());
    expect(location.search).toBe('?event=6');
    expect(screen.getByRole('heading', { name: 'car at driveway' })).toBeInTheDocument();
    expect(next()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('n');
    expect(location.search).toBe('?event=6');
    await userEvent.keyboard('p');
    expect(location.search).toBe('?event=7');
    await userEvent.keyboard('n');
    expect(location.search).toBe('?event=6');
  });

  it('is followed by the next one at its end, where that was chosen', async () => {
    history.replaceState(null, '', '/?event=7');
    service.on('GET /api/events', { events: [person, { ...person, id: 6 }], next_cursor: null });
    service.on('GET /api/events/6/clip', { ...CLIP, event_id: 6 });
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
    render(<App />);
    await entries();
    fireEvent.ended(await screen.findByLabelText('Video of the event'));
    expect(location.search).toBe('?event=7');
    expect(play).not.toHaveBeenCalled();

    await userEvent.click(screen.getByLabelText('Play one after the other'));
    expect(play).toHaveBeenCalledOnce();
    fireEvent.ended(screen.getByLabelText('Video of the event'));
    expect(location.search).toBe('?event=6');
    await waitFor(() => expect(play).toHaveBeenCalledTimes(2));
    // It is the last one.
    fireEvent.ended(screen.getByLabelText('Video of the event'));
    expect(location.search).toBe('?event=6');
  });

  it('stays when letters are typed into a field', async () => {
    history.replaceState(null, '', '/?event=7');
    render(<App />);
    await entries();
    await userEvent.type(screen.getByLabelText('Text'), 'n');
    expect(location.search).toBe('?text=n&event=7');
  });

  it('lets the next page load once it is the last one of the list', async () => {
    history.replaceState(null, '', '/?event=7');
    service.on('GET /api/events', ({ path }: { path: string }) =>
      path.includes('cursor=older')
        ? { events: [car], next_cursor: null }
        : { events: [person], next_cursor: 'older' },
    );
    render(<App />);
    await waitFor(async () => expect(await entries()).toHaveLength(2));
    await userEvent.keyboard('n');
    expect(location.search).toBe('?event=6');
  });

  it.each([
    ['', /requires no key/],
    ['?expires=1770000000&signature=x', /can open this version of the clip until .*2026/],
  ])('is shared by a link with the query "%s"', async (query, validity) => {
    history.replaceState(null, '', '/?event=7');
    const SHARE = 'POST /api/events/7/clip/share';
    const clip_url = `${CLIP.clip_url}${query}`;
    service.on(SHARE, { event_id: 7, clip_url, rendition_urls: null });
    render(<App />);
    await userEvent.click(await screen.findByText('Share the clip'));
    await userEvent.selectOptions(screen.getByLabelText('Valid for'), '7 days');
    await userEvent.click(screen.getByRole('button', { name: 'Create link' }));
    const link = await screen.findByLabelText('Link to the clip');
    expect(link).toHaveValue(`${location.origin}${clip_url}`);
    expect(screen.getByText(validity)).toBeInTheDocument();
    expect(service.requests(SHARE)[0]!.body).toEqual({ ttl_seconds: 604_800 });
  });

  it('is not shared where the key may not do that, and says so', async () => {
    history.replaceState(null, '', '/?event=7');
    service.on('POST /api/events/7/clip/share', () =>
      refusal(403, 'FORBIDDEN', 'The key may not do this.'),
    );
    render(<App />);
    await userEvent.click(await screen.findByText('Share the clip'));
    await userEvent.click(screen.getByRole('button', { name: 'Create link' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The key may not do this.');
  });

  it('updates its clip in the list at once', async () => {
    history.replaceState(null, '', '/?event=7');
    service.on('GET /api/events', { events: [{ ...person, clip: null }], next_cursor: null });
    render(<App />);
    await waitFor(async () => expect((await entries())[0]!.querySelector('img')).not.toBeNull());
  });

  it('is shown for its URL, even if the list does not contain it', async () => {
    history.replaceState(null, '', '/?event=7');
    service.on('GET /api/events', { events: [car], next_cursor: null });
    render(<App />);
    expect(
      await screen.findByRole('heading', { name: 'person at front-door' }),
    ).toBeInTheDocument();
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });

  it('leaves a click that opens a new tab to the browser', async () => {
    render(<App />);
    const [first] = await entries();
    const wasPrevented = new Promise((resolve) => {
      const listen = (click: MouseEvent) => {
        resolve(click.defaultPrevented);
        click.preventDefault();
      };
      window.addEventListener('click', listen, { once: true });
    });
    const user = userEvent.setup();
    await user.keyboard('{Control>}');
    await user.click(first!);
    await expect(wasPrevented).resolves.toBe(false);
    expect(location.search).toBe('');
  });
});

describe('The key prompt', () => {
  beforeEach(() => {
    const guarded =
      (answer: unknown) =>
      ({ headers }: { headers: Headers }) =>
        headers.get('authorization') === 'Bearer right'
          ? answer
          : refusal(401, 'UNAUTHORIZED', 'A key is needed.');
    service.on('GET /api/cameras', guarded({ cameras: [] }));
    service.on('GET /api/events', guarded({ events: [car], next_cursor: null }));
  });

  it('appears if a key is required, says when it is refused, and keeps it for the tab', async () => {
    render(<App />);
    const field = await screen.findByLabelText('API key');
    expect(field).toHaveFocus();
    await userEvent.type(field, 'wrong{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('did not accept that key');
    await userEvent.type(screen.getByLabelText('API key'), ' right {Enter}');
    expect(await entries()).toHaveLength(1);
    expect(sessionStorage.getItem('event-clips-key')).toBe('right');
    expect(location.href).not.toContain('right');
  });
});

describe('The cleanup view', () => {
  const counts = { events: 0, detections: 0, clips: 0, recordings: 0, files: 0, bytes: 0 };
  const result: CleanupResult = {
    dry_run: true,
    started_at: '2026-01-03T03:00:00.000Z',
    finished_at: '2026-01-03T03:00:01.000Z',
    stopped: null,
    to_confirm: null,
    reasons: {
      interrupted: counts,
      age: { ...counts, events: 12, clips: 3, files: 6, bytes: 4_200_000 },
      expired: counts,
      missing: counts,
      orphan: counts,
      temporary: counts,
      space: counts,
    },
    held: { clips: 2, bytes: 1000, events: 1, late_events: 0 },
    cameras: [],
    errors: 0,
    warnings: ['Protected clips keep the folder over its limit.'],
  };
  const cleanup: Cleanup = {
    policy: {
      retention_days: 30,
      cameras: [],
      clips_max_bytes: null,
      clips_min_free_bytes: 5e9,
      max_fraction: 0.5,
      cron: '0 3 * * *',
      timezone: 'UTC',
    },
    last_run: null,
    last_completed_at: null,
    overdue: false,
    next_run_at: '2026-01-04T03:00:00.000Z',
  };

  it('shows the policy and the next run, and previews without deleting', async () => {
    service.on('GET /api/cleanup', cleanup).on('POST /api/cleanup/run', result);
    render(<App />);
    await userEvent.click(screen.getByRole('link', { name: 'Cleanup' }));
    expect(location.search).toBe('?view=cleanup');
    expect(await screen.findByText('30 days')).toBeInTheDocument();
    expect(screen.getByText('5.0 GB')).toBeInTheDocument();
    expect(screen.getByText('No run yet.')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Preview the next run' }));
    const table = await screen.findByRole('table', { name: 'Would be deleted now' });
    const row = within(table).getByRole('row', { name: /too old/ });
    expect(row).toHaveTextContent('12364.2 MB');
    expect(screen.getByText('Protected clips keep the folder over its limit.')).toBeInTheDocument();
    expect(service.requests('POST /api/cleanup/run')[0]!.body).toEqual({ dry_run: true });
  });

  it('deletes what has to be confirmed only once it was previewed', async () => {
    history.replaceState(null, '', '/?view=cleanup');
    const to_confirm = { code: 'CLOCK_STEPPED', message: 'Check the clock.' } as const;
    service.on('GET /api/cleanup', cleanup).on('POST /api/cleanup/run', { ...result, to_confirm });
    render(<App />);
    await screen.findByText('30 days');
    const confirm = { name: 'Confirm, and delete what is listed' };
    expect(screen.queryByRole('button', confirm)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Preview the next run' }));
    expect(await screen.findByText('Check the clock.')).toBeInTheDocument();
    service.on('POST /api/cleanup/run', { ...result, dry_run: false });
    await userEvent.click(screen.getByRole('button', confirm));
    expect(
      await screen.findByRole('table', { name: /^Deleted by the last run/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', confirm)).not.toBeInTheDocument();
    const bodies = service.requests('POST /api/cleanup/run').map(({ body }) => body);
    expect(bodies).toEqual([{ dry_run: true }, { confirm: true }]);
  });

  it('shows the last run, and why it stopped', async () => {
    history.replaceState(null, '', '/?view=cleanup');
    const stopped = { code: 'CLIPS_MISSING', message: 'Most clips are missing.' };
    service.on('GET /api/cleanup', { ...cleanup, last_run: { ...result, stopped } });
    render(<App />);
    expect(
      await screen.findByRole('table', { name: /^Deleted by the last run/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('Stopped: Most clips are missing.')).toBeInTheDocument();
  });

  it('lists all reasons in the answer, whatever the version of the service', async () => {
    history.replaceState(null, '', '/?view=cleanup');
    const { age } = result.reasons;
    const reasons = { age, mirrored: { ...counts, files: 9 } };
    service.on('GET /api/cleanup', { ...cleanup, last_run: { ...result, reasons } });
    render(<App />);
    const table = await screen.findByRole('table', { name: /^Deleted by the last run/ });
    const names = within(table).getAllByRole('rowheader');
    expect(names.map(({ textContent }) => textContent)).toEqual(['too old', 'mirrored']);
    expect(within(table).getByRole('row', { name: /mirrored/ })).toHaveTextContent('mirrored0090');
  });

  it.each([
    ['another run is in progress', 409, 'CLEANUP_RUNNING', 'A cleanup runs already.'],
    ['the key lacks the scope', 403, 'FORBIDDEN', 'The key may not do this.'],
  ])('shows a refusal if %s', async (_, status, code, message) => {
    history.replaceState(null, '', '/?view=cleanup');
    service
      .on('GET /api/cleanup', cleanup)
      .on('POST /api/cleanup/run', () => refusal(status, code, message));
    render(<App />);
    await screen.findByText('30 days');
    await userEvent.click(screen.getByRole('button', { name: 'Preview the next run' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
    expect(screen.getByRole('button', { name: 'Preview the next run' })).toBeEnabled();
  });
});
