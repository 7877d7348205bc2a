import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipInfo, ClipProgress } from '../api/types.js';
import {
  CLIP,
  EVENT,
  eventStream,
  FAILED,
  FakeService,
  HEVC,
  later,
  NO_CLIP,
  PENDING,
  refusal,
} from '../testing/fake-service.js';
import { EventVideoPlayer, type EventVideoPlayerProps } from './EventVideoPlayer.js';

const EVENT_ROUTE = 'GET /api/events/7';
const INFO = 'GET /api/events/7/clip';
const GENERATE = 'POST /api/events/7/clip/generate';
const PROGRESS = 'GET /api/events/7/clip/progress';
const REMOVE = 'DELETE /api/events/7/clip';
const UPDATE = 'PATCH /api/events/7/clip';

const accepted = { event_id: 7, status: 'pending', message: 'The clip is being made.' };
const pending = (progress: number, message: string | null = null): ClipProgress => ({
  status: 'pending',
  progress,
  message,
});
const done: ClipProgress = { status: 'completed', progress: null, message: null };

let service: FakeService;
beforeEach(() => {
  service = new FakeService().on(EVENT_ROUTE, EVENT);
});

function show(props: Partial<EventVideoPlayerProps> = {}) {
  const element = (changed: Partial<EventVideoPlayerProps> = {}) => (
    <EventVideoPlayer eventId={7} fetch={service.fetch} {...props} {...changed} />
  );
  const { rerender, unmount, container } = render(element());
  return {
    change: (changed: Partial<EventVideoPlayerProps>) => rerender(element(changed)),
    unmount,
    container,
  };
}

/** Lets pending promises and their effects run. */
const settle = (change: () => void) =>
  act(() => {
    change();
    return Promise.resolve();
  });

const status = () => screen.getByRole('status');
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const video = () => screen.getByLabelText<HTMLVideoElement>('Video of the event');

describe('The player on mount', () => {
  it('looks for the clip', async () => {
    const info = later<ClipInfo>();
    service.on(INFO, info.promise);
    show();
    expect(status()).toHaveTextContent('Looking for the clip…');
    expect(screen.queryByRole('button', { name: 'Generate clip' })).toBeNull();
    act(() => info.resolve(NO_CLIP));
    await waitFor(() => expect(status()).toHaveTextContent('There is no clip of this event yet.'));
    expect(button('Generate clip')).toBeEnabled();
  });

  it('aborts its first check if React mounts twice to find defects', async () => {
    service.on(INFO, CLIP);
    render(
      <StrictMode>
        <EventVideoPlayer eventId={7} fetch={service.fetch} />
      </StrictMode>,
    );
    await screen.findByLabelText('Video of the event');
    expect(service.requests(INFO)).toHaveLength(2);
    expect(service.requests(INFO)[0]!.signal?.aborted).toBe(true);
  });

  it('does not fetch the event if the host gives it', async () => {
    service.on(INFO, NO_CLIP);
    show({ event: EVENT });
    await screen.findByRole('button', { name: 'Generate clip' });
    expect(service.requests(EVENT_ROUTE)).toHaveLength(0);
  });

  it('gives the host the state of the clip', async () => {
    service.on(INFO, CLIP);
    const onClipChange = vi.fn();
    show({ onClipChange });
    await screen.findByLabelText('Video of the event');
    expect(onClipChange.mock.calls).toEqual([[CLIP]]);
  });

  it('sends the key to the base URL', async () => {
    service.on(INFO, CLIP);
    show({ apiKey: 'secret', baseUrl: 'https://clips.example' });
    await screen.findByLabelText('Video of the event');
    expect(service.fetch.mock.calls.map(([url]) => url)).toEqual([
      'https://clips.example/api/events/7',
      'https://clips.example/api/events/7/clip',
    ]);
    for (const { headers } of service.received) {
      expect(headers.get('authorization')).toBe('Bearer secret');
    }
    expect(video().src).toMatch(/^https:\/\/clips\.example\/api\/media\/clips\//);
    expect(video().src).not.toContain('secret');
  });

  it('shows the problem, and checks again on request', async () => {
    service.on(INFO, () => refusal(404, 'EVENT_NOT_FOUND', 'There is no such event.'));
    show();
    await waitFor(() => expect(status()).toHaveTextContent('There is no such event.'));
    service.on(INFO, CLIP);
    await userEvent.click(button('Try again'));
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });
});

describe('The player without a clip', () => {
  it('requests a clip, shows its progress, and then the clip', async () => {
    const stream = eventStream();
    service.on(INFO, NO_CLIP).on(GENERATE, accepted).on(PROGRESS, stream.response);
    show();
    const generate = await screen.findByRole('button', { name: 'Generate clip' });
    service.on(INFO, PENDING);
    await userEvent.click(generate);

    const bar = await screen.findByRole('progressbar', { name: 'Making the clip' });
    expect(bar).not.toHaveAttribute('value');
    await settle(() => void stream.send(pending(42.4)));
    await waitFor(() => expect(bar).toHaveAttribute('value', '42.4'));
    expect(screen.getByText('42 %')).toBeInTheDocument();

    service.on(INFO, CLIP);
    await settle(() => void stream.send(done));
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
    expect(status()).toHaveTextContent('The clip is ready.');
    expect(screen.queryByRole('progressbar')).toBeNull();

    const [{ body, headers }] = service.requests(GENERATE) as [never];
    expect(body).toEqual({});
    expect((headers as Headers).get('prefer')).toBe('wait=0');
  });

  it('shows the progress of a clip that is being made already', async () => {
    service.on(INFO, { ...PENDING, progress: 70 }).on(PROGRESS, eventStream().response);
    show();
    expect(await screen.findByRole('progressbar')).toHaveAttribute('value', '70');
    expect(service.requests(GENERATE)).toHaveLength(0);
  });

  it('says how long the service waits for footage, in the reader’s time zone', async () => {
    const message = 'Waiting for footage until 2026-01-03T10:30:17.000Z.';
    service.on(INFO, { ...PENDING, message }).on(PROGRESS, eventStream().response);
    show();
    const until = new Date('2026-01-03T10:30:17.000Z');
    await waitFor(() => expect(status()).toHaveTextContent('Waiting for footage until'));
    const time = within(status()).getByText((_, element) => element?.tagName === 'TIME');
    expect(time).toHaveAttribute('datetime', until.toISOString());
    expect(time).toHaveTextContent(
      until.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' }),
    );
  });

  it('polls if the stream is cut off', async () => {
    service.on(INFO, PENDING).on(PROGRESS, () => refusal(404, 'NOT_FOUND', 'No.'));
    show();
    await screen.findByRole('progressbar');
    service.on(INFO, CLIP);
    expect(
      await screen.findByLabelText('Video of the event', undefined, { timeout: 4000 }),
    ).toBeInTheDocument();
  });

  it('cancels the request', async () => {
    service
      .on(INFO, PENDING)
      .on(PROGRESS, eventStream().response)
      .on(REMOVE, () => new Response(null, { status: 204 }));
    show();
    const cancel = await screen.findByRole('button', { name: 'Cancel' });
    service.on(INFO, NO_CLIP);
    await userEvent.click(cancel);
    expect(await screen.findByRole('button', { name: 'Generate clip' })).toBeInTheDocument();
    expect(service.requests(REMOVE).map(({ path }) => path)).toEqual([
      '/api/events/7/clip?pending_only=true',
    ]);
    // The stream is no longer read.
    expect(service.requests(PROGRESS)[0]!.signal?.aborted).toBe(true);
  });

  it('shows a clip that was finished just before it was cancelled', async () => {
    service
      .on(INFO, PENDING)
      .on(PROGRESS, eventStream().response)
      .on(REMOVE, () => refusal(404, 'NOTHING_PENDING', 'There is nothing to cancel.'));
    show();
    const cancel = await screen.findByRole('button', { name: 'Cancel' });
    service.on(INFO, CLIP);
    await userEvent.click(cancel);
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
    expect(status()).toHaveTextContent('The clip is ready.');
  });

  it('shows why the clip failed, and tries again', async () => {
    service.on(INFO, FAILED).on(GENERATE, accepted).on(PROGRESS, eventStream().response);
    show();
    await waitFor(() => expect(status()).toHaveTextContent('No footage covers the interval.'));
    service.on(INFO, PENDING);
    await userEvent.click(button('Try again'));
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('shows a failure in the answer of the call', async () => {
    const failure = {
      ...accepted,
      status: 'failed',
      message: 'The disk is full.',
      error_code: 'NO_SPACE',
    };
    service.on(INFO, NO_CLIP).on(GENERATE, failure);
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Generate clip' }));
    await waitFor(() => expect(status()).toHaveTextContent('The disk is full.'));
  });

  it('shows a refusal', async () => {
    service
      .on(INFO, NO_CLIP)
      .on(GENERATE, () =>
        refusal(503, 'CLIP_GENERATION_DISABLED', 'Making clips is switched off.'),
      );
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Generate clip' }));
    await waitFor(() => expect(status()).toHaveTextContent('Making clips is switched off.'));
    expect(button('Generate clip')).toBeEnabled();
  });

  it('shows a clip that was requested elsewhere', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    service.on(INFO, NO_CLIP);
    show();
    await screen.findByRole('button', { name: 'Generate clip' });
    service.on(INFO, CLIP);
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(video()).toBeInTheDocument();
  });

  it('does not check while the page is hidden', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    service.on(INFO, NO_CLIP);
    show();
    await screen.findByRole('button', { name: 'Generate clip' });
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    service.on(INFO, CLIP);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(service.requests(INFO)).toHaveLength(1);
    hidden.mockReturnValue(false);
    await settle(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });
  afterEach(() => vi.useRealTimers());
});

describe('The player with a clip', () => {
  it('shows it with its poster, length, size and when it was made', async () => {
    service.on(INFO, CLIP);
    show();
    await screen.findByLabelText('Video of the event');
    expect(video()).toHaveAttribute('src', '/api/media/clips/7_clip.mp4?v=e60d2d6dbf4f');
    expect(video()).toHaveAttribute('poster', '/api/media/posters/7.jpg?v=e60d2d6dbf4f');
    expect(video()).toHaveAttribute('controls');
    for (const fact of ['0:22', '3.5 MB']) expect(screen.getAllByText(fact)[0]).toBeInTheDocument();
    expect(document.querySelector('dl time')).toHaveAttribute('datetime', CLIP.generated_at);
  });

  it.each([
    [CLIP.subtitles_url, undefined, ['/api/media/clips/7.vtt?v=e60d2d6dbf4f']],
    [null, undefined, []],
    // Browsers take none from there without CORS.
    [CLIP.subtitles_url, 'https://clips.example', []],
  ])('offers the time of day %s at %s as subtitles', async (subtitles_url, baseUrl, expected) => {
    service.on(INFO, { ...CLIP, subtitles_url });
    show(baseUrl === undefined ? {} : { baseUrl });
    await screen.findByLabelText('Video of the event');
    const tracks = [...video().querySelectorAll('track')];
    expect(tracks.map((track) => track.getAttribute('src'))).toEqual(expected);
    for (const { kind, label } of tracks) {
      expect([kind, label]).toEqual(['subtitles', 'Time of day']);
    }
  });

  it('saves it', async () => {
    service.on(INFO, CLIP);
    show();
    await screen.findByLabelText('Video of the event');
    const download = screen.getByRole('link', { name: 'Download' });
    expect(download).toHaveAttribute('href', '/api/media/clips/7_clip.mp4?download=1');
    expect(download).toHaveAttribute('download');
  });

  it('shows a GIF as an image', async () => {
    service.on(INFO, {
      ...CLIP,
      format: 'gif',
      clip_url: '/api/media/clips/7_clip.gif',
      method: 'images',
    });
    show();
    const picture = await screen.findByRole('img', { name: /^Still frames of the event/ });
    expect(picture).toHaveAttribute('src', expect.stringContaining('7_clip.gif'));
    expect(button('Event start')).toBeDisabled();
  });

  it('says that the clip is stale', async () => {
    service.on(INFO, { ...CLIP, stale: true });
    show();
    await waitFor(() => expect(status()).toHaveTextContent('has changed since'));
  });

  it('keeps the clip while another is made, and if that fails', async () => {
    const stream = eventStream();
    service.on(INFO, CLIP).on(GENERATE, accepted).on(PROGRESS, stream.response);
    show();
    await screen.findByLabelText('Video of the event');
    const before = video();
    service.on(INFO, { ...CLIP, status: 'pending', progress: 0 });
    await userEvent.click(button('Generate again'));
    await screen.findByRole('progressbar');
    expect(video()).toBe(before);
    expect(button('Generate again')).toBeDisabled();

    service.on(INFO, {
      ...CLIP,
      status: 'failed',
      message: 'FFmpeg failed.',
      error_code: 'FFMPEG_FAILED',
    });
    await settle(() => void stream.send({ ...done, status: 'failed' }));
    await waitFor(() => expect(status()).toHaveTextContent('FFmpeg failed.'));
    expect(video()).toBe(before);
  });

  it('shows the new clip instead', async () => {
    service.on(INFO, CLIP).on(GENERATE, accepted).on(PROGRESS, eventStream().response);
    show();
    await screen.findByLabelText('Video of the event');
    const before = video();
    service.on(INFO, { ...CLIP, sha256: 'f'.repeat(64), generated_at: '2026-01-03T11:00:00.000Z' });
    await userEvent.click(button('Generate again'));
    await waitFor(() => expect(video()).not.toBe(before));
    expect(video().src).toContain('v=ffffffffffff');
  });

  it('does not restart the video if only the signature of the link is new', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const signed = (signature: string) => ({
      ...CLIP,
      clip_url: `${CLIP.clip_url}?signature=${signature}`,
    });
    service.on(INFO, signed('a'));
    show();
    await screen.findByLabelText('Video of the event');
    const [before, source] = [video(), video().src];
    service.on(INFO, signed('b'));
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      expect.stringContaining('signature=b'),
    );
    expect(video()).toBe(before);
    expect(video().src).toBe(source);
    vi.useRealTimers();
  });

  it('fetches a new link once if the link does not load', async () => {
    service.on(INFO, { ...CLIP, clip_url: `${CLIP.clip_url}?signature=a` });
    show();
    await screen.findByLabelText('Video of the event');
    service.on(INFO, { ...CLIP, clip_url: `${CLIP.clip_url}?signature=b` });
    fireEvent.error(video());
    await waitFor(() => expect(video().src).toContain('signature=b'));
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.error(video());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This browser cannot show the clip.',
    );
    expect(service.requests(INFO)).toHaveLength(2);
  });

  it('goes on from the same moment when the clip was replaced, or its link has expired', async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
    const paused = vi.spyOn(HTMLMediaElement.prototype, 'paused', 'get').mockReturnValue(false);
    service.on(INFO, { ...CLIP, clip_url: `${CLIP.clip_url}?signature=a` });
    show();
    await screen.findByLabelText('Video of the event');
    video().currentTime = 8;
    video().playbackRate = 1.5;
    const earlier = new Date(Date.parse(CLIP.starts_at ?? '') - 5000).toISOString();
    const replaced = { ...CLIP, sha256: 'f'.repeat(64), starts_at: earlier };
    service.on(INFO, { ...replaced, clip_url: `${CLIP.clip_url}?signature=b` });
    fireEvent.error(video());
    await waitFor(() => expect(video().src).toContain('signature=b'));
    expect(video().currentTime).toBe(0);
    fireEvent.loadedMetadata(video());
    expect([video().currentTime, video().playbackRate]).toEqual([13, 1.5]);
    expect(play).toHaveBeenCalledTimes(1);

    paused.mockReturnValue(true);
    service.on(INFO, { ...replaced, clip_url: `${CLIP.clip_url}?signature=c` });
    fireEvent.error(video());
    await waitFor(() => expect(video().src).toContain('signature=c'));
    fireEvent.loadedMetadata(video());
    expect(video().currentTime).toBe(13);
    expect(play).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  it.each([
    ['Protect', CLIP, true],
    ['Unprotect', { ...CLIP, protected: true }, false],
  ])('has a button "%s"', async (name, info, isProtected) => {
    service.on(INFO, info).on(UPDATE, { ...info, protected: isProtected });
    show();
    const button = await screen.findByRole('button', { name });
    await waitFor(() => expect(button).toBeEnabled());
    service.on(INFO, { ...info, protected: isProtected });
    await userEvent.click(button);
    expect(
      await screen.findByRole('button', { name: isProtected ? 'Unprotect' : 'Protect' }),
    ).toBeEnabled();
    expect(service.requests(UPDATE)[0]!.body).toEqual({ protected: isProtected });
  });

  it('makes no other clip while it is protected', async () => {
    service.on(INFO, { ...CLIP, protected: true });
    show();
    expect(await screen.findByRole('button', { name: 'Generate again' })).toBeDisabled();
  });
});

describe('The interval of the next clip', () => {
  const from = () => screen.getByLabelText<HTMLInputElement>('From');
  const to = () => screen.getByLabelText<HTMLInputElement>('to');
  const start = () => screen.getByLabelText<HTMLInputElement>('Start of the clip');
  const end = () => screen.getByLabelText<HTMLInputElement>('End of the clip');

  async function shown(info: ClipInfo = CLIP) {
    service.on(INFO, info).on(GENERATE, accepted).on(PROGRESS, eventStream().response);
    show();
    await waitFor(() => expect(start()).toBeEnabled());
  }

  async function replace(field: HTMLInputElement, text: string) {
    await userEvent.clear(field);
    await userEvent.type(field, text);
  }

  it('is typed, and requested', async () => {
    await shown();
    await replace(from(), '-15');
    await replace(to(), '30');
    await userEvent.click(button('Generate again'));
    await waitFor(() => expect(service.requests(GENERATE)).toHaveLength(1));
    expect(service.requests(GENERATE)[0]!.body).toEqual({
      start_offset_seconds: -15,
      end_offset_seconds: 30,
      force: true,
    });
    expect([start().value, end().value]).toEqual(['-15', '30']);
  });

  it('is submitted by Enter', async () => {
    await shown();
    await replace(to(), '40{Enter}');
    await waitFor(() => expect(service.requests(GENERATE)).toHaveLength(1));
    expect(service.requests(GENERATE)[0]!.body).toMatchObject({ end_offset_seconds: 40 });
  });

  it.each([
    ['-99', '-30', '17'],
    ['20', '20', '20'],
    ['2.6', '3', '17'],
    ['e', '-5', '17'],
    [' ', '-5', '17'],
  ])('is limited by the contract if it begins at %s', async (typed, wantedStart, wantedEnd) => {
    await shown();
    await replace(from(), typed);
    await userEvent.tab();
    expect([from().value, to().value]).toEqual([wantedStart, wantedEnd]);
  });

  it('is changed by handles, which describe their position', async () => {
    await shown();
    expect(start()).toHaveAttribute('aria-valuetext', "5 s before the event's start");
    slide(start(), -12);
    slide(end(), 25);
    expect([from().value, to().value]).toEqual(['-12', '25']);
    expect(start()).toHaveAttribute('aria-valuetext', "0:12 before the event's start");
  });

  it('does not change the scale while a handle is dragged', async () => {
    await shown();
    const most = end().max;
    fireEvent.pointerDown(end());
    slide(end(), 50);
    expect(end().max).toBe(most);
    fireEvent.pointerUp(end());
    expect(Number(end().max)).toBeGreaterThan(Number(most));
  });

  it('can be requested as a GIF', async () => {
    await shown(NO_CLIP);
    await userEvent.selectOptions(screen.getByLabelText('as'), 'GIF');
    await userEvent.click(button('Generate clip'));
    await waitFor(() => expect(service.requests(GENERATE)).toHaveLength(1));
    expect(service.requests(GENERATE)[0]!.body).toEqual({ output_format: 'gif' });
  });

  function slide(handle: HTMLInputElement, value: number) {
    fireEvent.change(handle, { target: { value } });
  }
});

describe('Playback', () => {
  async function playing(info: ClipInfo = CLIP) {
    service.on(INFO, info);
    const { container } = show();
    await screen.findByLabelText('Video of the event');
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(() => undefined);
    return container;
  }

  it.each([
    ['5 s before', 0],
    ['Event start', 5],
    ['Event end', 17],
  ])('seeks with the button "%s"', async (name, time) => {
    await playing();
    await userEvent.click(button(name));
    expect(video().currentTime).toBe(time);
  });

  it('skips gaps', async () => {
    const gaps = [{ starts_at: '2026-01-03T10:30:02.000Z', ends_at: '2026-01-03T10:30:04.000Z' }];
    await playing({ ...CLIP, gaps });
    await userEvent.click(button('Event end'));
    expect(video().currentTime).toBe(15);
    expect(document.querySelectorAll('.evp-footage')).toHaveLength(2);
    expect(document.querySelectorAll('.evp-gap')).toHaveLength(1);
  });

  it('seeks to the moment that is clicked on the timeline', async () => {
    const container = await playing();
    const track = container.querySelector('.evp-track')!;
    vi.spyOn(track, 'getBoundingClientRect').mockReturnValue({ left: 100, width: 800 } as DOMRect);
    // The timeline reaches from -30 to 50: ten pixels a second.
    await userEvent.pointer({ keys: '[MouseLeft]', target: track, coords: { clientX: 430 } });
    expect(video().currentTime).toBe(8);
  });

  it('steps by frames and changes its speed with keys', async () => {
    await playing();
    video().focus();
    await userEvent.keyboard('..,');
    expect(video().currentTime).toBeCloseTo(1.5 / 15, 9);
    await userEvent.keyboard('>');
    expect(video().playbackRate).toBe(1.5);
    await userEvent.keyboard('<<');
    expect(video().playbackRate).toBe(0.5);
    expect(screen.getByLabelText('Speed')).toHaveValue('0.5');
  });

  it('ignores keys in fields, and those of the browser', async () => {
    await playing();
    screen.getByLabelText('From').focus();
    await userEvent.keyboard('.');
    video().focus();
    await userEvent.keyboard('{Control>}.{/Control}');
    expect(video().currentTime).toBe(0);
  });
});

describe('A player that changes', () => {
  it('aborts all requests when it unmounts', async () => {
    const { unmount } = show();
    await waitFor(() => expect(service.requests(INFO)).toHaveLength(1));
    unmount();
    expect(service.received.every(({ signal }) => signal?.aborted)).toBe(true);
  });

  it('stops reading the progress when it unmounts', async () => {
    service.on(INFO, PENDING).on(PROGRESS, eventStream().response);
    const { unmount } = show();
    await screen.findByRole('progressbar');
    await waitFor(() => expect(service.requests(PROGRESS)).toHaveLength(1));
    unmount();
    expect(service.requests(PROGRESS)[0]!.signal?.aborted).toBe(true);
  });

  it('never shows an answer about the previous event', async () => {
    const first = later<ClipInfo>();
    service.on(INFO, first.promise);
    service.on('GET /api/events/8', { ...EVENT, id: 8 });
    service.on('GET /api/events/8/clip', { ...NO_CLIP, event_id: 8 });
    const { change } = show();
    await waitFor(() => expect(service.requests(INFO)).toHaveLength(1));
    change({ eventId: 8 });
    await screen.findByRole('button', { name: 'Generate clip' });
    await settle(() => void first.resolve(CLIP));
    expect(screen.queryByLabelText('Video of the event')).toBeNull();
    expect(service.requests(INFO)[0]!.signal?.aborted).toBe(true);
  });

  it('shows nothing of the previous event while it loads the next one', async () => {
    service.on(INFO, CLIP);
    const { change } = show();
    await screen.findByLabelText('Video of the event');
    change({ eventId: 8 });
    expect(screen.queryByLabelText('Video of the event')).toBeNull();
    expect(status()).toHaveTextContent('Looking for the clip…');
  });

  it('sends one request for a button that is pressed twice', async () => {
    service.on(INFO, NO_CLIP);
    show();
    const generate = await screen.findByRole('button', { name: 'Generate clip' });
    act(() => {
      generate.click();
      generate.click();
    });
    await waitFor(() => expect(status()).toHaveTextContent('Requesting the clip…'));
    expect(service.requests(GENERATE)).toHaveLength(1);
  });

  it('checks again with another key', async () => {
    service.on(INFO, ({ headers }: { headers: Headers }) =>
      headers.get('authorization') === 'Bearer right'
        ? CLIP
        : refusal(401, 'UNAUTHORIZED', 'A key is needed.'),
    );
    const { change } = show();
    await waitFor(() => expect(status()).toHaveTextContent('A key is needed.'));
    change({ apiKey: 'right' });
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });

  it('has the same rows in every state', async () => {
    const info = later<ClipInfo>();
    service.on(INFO, info.promise);
    const { container } = show();
    const rows = () =>
      [...container.querySelector('.evp-rows')!.children].map(({ className }) => className);
    const before = rows();
    await settle(() => void info.resolve(CLIP));
    await screen.findByLabelText('Video of the event');
    expect(rows()).toEqual(before);
  });
});

describe('A clip that the browser may not play', () => {
  const FILE = 'GET /api/media/clips/7_clip.mp4';
  const made = () => new Response('f', { status: 206 });
  const making = (progress: number) =>
    Response.json({ status: 'pending', progress, message: 'x' }, { status: 202 });
  const plays = (answer: CanPlayTypeResult) =>
    vi.spyOn(HTMLMediaElement.prototype, 'canPlayType').mockReturnValue(answer);

  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    service.on(INFO, HEVC);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is asked about by its codecs, and shown if it may play', async () => {
    const canPlay = plays('maybe');
    show();
    await screen.findByLabelText('Video of the event');
    expect(canPlay).toHaveBeenCalledWith('video/mp4; codecs="hvc1.1.6.L93.B0"');
    expect(video().src).not.toContain('rendition');
    expect(service.requests(FILE)).toHaveLength(0);
  });

  it('is converted, with its progress, and then shown', async () => {
    plays('');
    let answer = () => making(0);
    service.on(FILE, () => answer());
    show();
    expect(await screen.findByText('Converting for this browser…')).toBeInTheDocument();
    expect(screen.getByLabelText('Converting the clip')).not.toHaveAttribute('value');
    answer = () => making(40);
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(await screen.findByText('40 %')).toBeInTheDocument();
    expect(screen.queryByLabelText('Video of the event')).toBeNull();
    answer = made;
    await act(() => vi.advanceTimersByTimeAsync(2000));
    await screen.findByLabelText('Video of the event');
    expect(video().src).toContain('/api/media/clips/7_clip.mp4?rendition=h264&v=');
    expect(service.requests(FILE)[0]!.headers.get('range')).toBe('bytes=0-0');
  });

  it('says why it could not be converted, and tries again on request', async () => {
    plays('');
    service.on(FILE, () => refusal(503, 'NO_SPACE', 'The disk is full.'));
    show();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('it could not be converted: The disk is full.');
    service.on(FILE, () => made());
    await act(async () => {
      within(alert).getByRole('button', { name: 'Try again' }).click();
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });

  it('is converted although the service is away for a moment', async () => {
    plays('');
    service.on(FILE, () => refusal(503, 'DATABASE_UNAVAILABLE', 'Try again shortly.'));
    show();
    await screen.findByText('Converting for this browser…');
    service.on(FILE, () => made());
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });

  it('is tried where there is no rendition', async () => {
    plays('');
    service.on(INFO, { ...HEVC, rendition_urls: null });
    show();
    expect(await screen.findByLabelText('Video of the event')).toBeInTheDocument();
  });
});
