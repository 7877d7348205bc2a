import { Injectable, Logger } from '@nestjs/common';
import pMap from 'p-map';
import { readFile } from 'node:fs/promises';
import { TimesOfDay } from '../../clips/api/times-of-day.js';
import { PosterMaker } from '../../clips/make/poster-maker.js';
import { hasTimeOfDay, timeOfDay } from '../../clips/model/time-of-day.js';
import type { TemporaryFiles } from '../../clips/records/temporary-files.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { nameBeside } from '../model/entry-name.js';
import { INDEX, indexPage, type ShownClip } from '../model/index-page.js';
import type { Contents, ManifestClip } from '../model/manifest.js';
import type { ExportTime } from '../model/export-time.js';
import { bytesEntry, type ExportEntry, textEntry } from './export-entry.js';
import type { ExportPart } from './export-parts.js';

/** Posters that are drawn at the same time. */
const POSTERS_AT_ONCE = 2;

export interface ShowingExport {
  readonly contents: Contents;
  readonly time: ExportTime;
  readonly now: Date;
  readonly files: TemporaryFiles;
  readonly signal: AbortSignal;
}

/** What lets people look at an export: a poster and the time of day of each clip, and a page with all of them. */
@Injectable()
export class ShownClips {
  private readonly logger = new Logger('Exports');

  constructor(
    private readonly posters: PosterMaker,
    private readonly times: TimesOfDay,
    private readonly storage: ClipStorage,
  ) {}

  async of(parts: readonly ExportPart[], showing: ShowingExport): Promise<ExportEntry[]> {
    const { contents, now } = showing;
    const zoneOf = await this.times.zonesOf(parts.map(({ cameraId }) => cameraId));
    const show = (part: ExportPart, n: number) =>
      this.show(part, contents.clips[n]!, zoneOf(part.cameraId), showing);
    const shown = await pMap(parts, show, { concurrency: POSTERS_AT_ONCE });
    const page = indexPage(
      contents,
      shown.map(({ clip }) => clip),
    );
    return [...shown.flatMap(({ entries }) => entries), textEntry(INDEX, page, now)];
  }

  private async show(
    part: ExportPart,
    clip: ManifestClip,
    timeZone: string,
    { time, now, files, signal }: ShowingExport,
  ): Promise<{ clip: ShownClip; entries: ExportEntry[] }> {
    const { cameraId, made } = part;
    const entries: ExportEntry[] = [];
    const picture = await this.draw(part, files, signal);
    const poster = picture && nameBeside(clip.file, 'posters', 'jpg');
    if (picture && poster) entries.push(bytesEntry(poster, picture, now));
    const isTimed = time === 'subtitles' && hasTimeOfDay(made);
    const subtitles = isTimed ? timeOfDay(made, { cameraId, timeZone }) : null;
    if (subtitles !== null) {
      entries.push(textEntry(nameBeside(clip.file, 'subtitles', 'vtt'), subtitles, now));
    }
    return { clip: { clip, timeZone, poster, subtitles }, entries };
  }

  /** A clip whose poster fails is a good clip. Null also where the clip is gone already. */
  private async draw(
    { fileName, made, posterSeconds }: ExportPart,
    files: TemporaryFiles,
    signal: AbortSignal,
  ): Promise<Buffer | null> {
    const output = files.path('jpg');
    try {
      return await this.storage.withLocalFile(fileName, async (path) => {
        await this.posters.draw({ path, format: made.format }, posterSeconds, output, signal);
        return onClipsFolder(() => readFile(output));
      });
    } catch (err) {
      if (signal.aborted) throw err;
      this.logger.warn({ msg: 'No poster in the export', file: fileName, err });
      return null;
    }
  }
}
