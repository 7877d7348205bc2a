import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { VERSION } from '../../src/common/version.js';
import type { Wire } from '../../src/common/http/example.js';
import type { ExportDto } from '../../src/exports/api/dto/export.dto.js';
import type { Manifest, ManifestClip } from '../../src/exports/model/manifest.js';
import { newKeyPair, fingerprintOf } from '../../src/exports/model/signing.js';
import { NoExportError, verifyExport } from '../../src/exports/verify/verify-export.js';
import { bytesEntry } from '../../src/exports/make/export-entry.js';
import { withEvidence } from '../../src/exports/make/with-evidence.js';
import { writeZip } from '../../src/exports/make/zip-file.js';
import { at, RecordedCameras } from '../clips/api/recorded-cameras.js';
import { printed } from '../journey/printed.js';
import { runCommand } from '../support/command.js';
import { eventually } from '../support/eventually.js';

type Body = Wire<ExportDto>;

const run = promisify(execFile);
const SECRET = '0123456789abcdef';
const SETTINGS = { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '0' };

describe('The evidence of an export', () => {
  let recorded: RecordedCameras;
  let folder: string;
  let camera: string;
  let event: number;
  let zip: string;
  /** The folder that the export is unpacked into. */
  let unpacked: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-clips-evidence-'));
    recorded = await RecordedCameras.start(SETTINGS);
    camera = await recorded.camera([0, 2]);
    event = await recorded.service.event({ camera_id: camera, started_at: at(0), ended_at: at(2) });
    const keys = join(folder, 'keys');
    const hash = createHash('sha256').update(SECRET).digest('hex');
    await writeFile(keys, `court read+export ${hash} names-users\n`, { mode: 0o600 });
    await recorded.restart({ ...SETTINGS, API_KEYS_FILE: keys });
    zip = await exported([{ event_id: event }, { camera_id: camera, from: at(1), to: at(11) }]);
    unpacked = join(folder, 'unpacked');
    await run('python3', ['-m', 'zipfile', '-e', zip, unpacked]);
  });
  afterAll(async () => {
    await recorded?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  /** Makes an export, and returns the path of its file. */
  async function exported(items: object[]): Promise<string> {
    const headers = { authorization: `Bearer ${SECRET}`, 'x-event-clips-user': 'D. Ray' };
    const call = (method: string, path: string, body?: object) =>
      recorded.service.call<Body>(method, path, body, headers);
    const { id } = (await call('POST', '/api/exports', { name: 'Case 12', items })).body;
    const get = async () => (await call('GET', `/api/exports/${id}`)).body;
    await eventually(async () => (await get()).status !== 'pending');
    const { download_url } = await get();
    const path = join(folder, `${id}.zip`);
    const response = await fetch(recorded.service.origin + download_url!, { headers });
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    return path;
  }

  const manifest = async () =>
    JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8')) as Manifest;

  /** The hashes of the pictures that a file shows, in order. */
  async function picturesOf(file: string): Promise<string[]> {
    const args = ['-v', 'error', '-i', file, '-map', '0:v', '-f', 'framemd5', '-'];
    const { stdout } = await run('ffmpeg', args);
    const lines = stdout.split('\n').filter((line) => line && !line.startsWith('#'));
    return lines.map((line) => line.split(',').at(-1)!.trim());
  }

  it('says who asked, what each clip shows, how it was made, of which files, and by which versions', async () => {
    const ffmpeg = /^ffmpeg version (\S+)/.exec((await run('ffmpeg', ['-version'])).stdout)![1];
    const encoding = { event_clips: VERSION, audio: 'none' };
    expect(await manifest()).toMatchObject({
      software: { name: 'event-clips', version: VERSION },
      created_at: expect.stringMatching(/Z$/),
      export: {
        ...{ name: 'Case 12', requested_by: 'court', requested_for: 'D. Ray' },
        requested_at: expect.stringMatching(/Z$/),
      },
      clips: [
        {
          ...{ event_id: event, camera_id: camera, starts_at: at(0), ends_at: at(2), gaps: [] },
          encoding: { ...encoding, encoded_frames: [], ffmpeg: null },
          sources: [{ file_name: `${camera}-0.mp4`, placed_by: 'given', starts_at: at(0) }],
        },
        {
          ...{ event_id: null, requested_starts_at: at(1), requested_ends_at: at(11) },
          ...{ starts_at: at(1), ends_at: at(11), gaps: [{ starts_at: at(4), ends_at: at(8) }] },
          encoding: { ...encoding, ffmpeg },
        },
      ],
    });
    // No folder of the server.
    expect(await readFile(join(unpacked, 'manifest.json'), 'utf8')).not.toContain(
      recorded.home.media(''),
    );
  });

  it('names exactly the frames that were encoded', async () => {
    const [, clip] = (await manifest()).clips;
    const { encoded_frames } = clip!.encoding!;
    const footage = [`${camera}-0.mp4`, `${camera}-2.mp4`].map((name) => recorded.home.media(name));
    const original = new Set((await Promise.all(footage.map(picturesOf))).flat());
    const shown = await picturesOf(join(unpacked, clip!.file));
    const differ = shown.flatMap((hash, frame) => (original.has(hash) ? [] : [frame]));
    const named = encoded_frames.flatMap(({ first_frame, frames }) =>
      Array.from({ length: frames }, (_, index) => first_frame + index),
    );
    expect(shown).toHaveLength(clip!.frames);
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThan(shown.length);
    expect(differ).toEqual(named);
  });

  it('is checked by the printed commands of openssl and sha256sum alone', async () => {
    const [commands, fingerprint] = printed('docs/evidence.md', 'Check it without event-clips');
    const shell = (script: string, cwd: string) =>
      run('bash', ['-euo', 'pipefail', '-c', script], { cwd });
    const { stdout } = await shell(commands!, unpacked);
    const listed = (await manifest()).files.map(({ file }) => `${file}: OK`);
    expect(stdout.trim().split('\n')).toEqual(['Signature Verified Successfully', ...listed]);
    const own = await shell(fingerprint!, unpacked);
    expect(own.stdout.split(' ')[0]).toBe((await manifest()).signature.key_id);

    const copy = join(folder, 'copy');
    await cp(unpacked, copy, { recursive: true });
    const [{ file }] = (await manifest()).clips as [ManifestClip];
    await appendFile(join(copy, file), 'more');
    await expect(shell(commands!, copy)).rejects.toThrow('1 computed checksum did NOT match');
    await appendFile(join(copy, 'manifest.json'), ' ');
    await expect(shell(commands!, copy)).rejects.toMatchObject({
      stdout: expect.stringContaining('Signature Verification Failure'),
    });
  });

  const verify = (...args: string[]) => runCommand({}, 'verify-export', ...args);
  /** What the command finds, in this process. */
  const findingsIn = (path: string) => verifyExport(path, { keys: null });
  /** Copies of the export, each with one change. */
  async function changed(changes: readonly Change[]): Promise<string[]> {
    const copies = changes.map((change) => ({
      ...change,
      path: join(folder, `${randomUUID()}.zip`),
    }));
    await run('python3', ['-W', 'ignore', '-c', CHANGE, zip, JSON.stringify(copies)]);
    return copies.map(({ path }) => path);
  }
  const signerOf = async () => (await manifest()).signature.key_id;
  const filesOf = async () => [
    ...(await manifest()).files.map(({ file }) => file),
    ...['manifest.json', 'manifest.json.sig', 'SHA256SUMS'],
  ];

  it('is found whole by `verify-export`, without a service', async () => {
    const id = await signerOf();
    const { code, stdout } = await verify(zip);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(
          `Every file is as it was signed.\\nSigned by the key ${id}\\nThe key is the one in`,
        ),
      ),
    });
    const known = await verify(zip, '--json', '--key', join(unpacked, 'PUBLIC_KEY.pem'));
    expect(JSON.parse(known.stdout)).toMatchObject({
      ...{ ok: true, findings: [], warnings: [], signed_by: id, name: 'Case 12' },
      files: (await filesOf()).length,
    });
  });

  it('is found whole once it is unpacked, and packed again', async () => {
    const whole = { findings: [], warnings: [], signed_by: await signerOf() };
    expect(await findingsIn(unpacked)).toMatchObject(whole);
    const path = join(folder, 'again.zip');
    // Deflated, and with an entry for each folder.
    const names = new Set((await filesOf()).map((name) => name.split('/')[0]!));
    await run('python3', ['-m', 'zipfile', '-c', path, ...names], { cwd: unpacked });
    expect(await findingsIn(path)).toMatchObject(whole);
  });

  it('shows each file that was changed, removed, or is there twice', async () => {
    const names = await filesOf();
    const changes = names.flatMap((name) => CHANGES.map((change) => ({ ...change, name })));
    const paths = await changed(changes);
    for (const [index, { name, change, problem }] of changes.entries()) {
      const { findings } = await findingsIn(paths[index]!);
      const found = findings.map((each) => `${each.file}: ${each.problem}`);
      // What is wrong with the manifest shows in its signature.
      const file = name === 'manifest.json' && change !== 'remove' ? 'manifest.json(.sig)?' : name;
      const expected = expect.stringMatching(new RegExp(`^${file}: (${problem})$`));
      expect({ name, change, found }).toEqual({
        name,
        change,
        found: expect.arrayContaining([expected]),
      });
    }
  });

  it.each([
    ['a file that was added', 'add', 'clips/more.mp4', 'unlisted'],
    ['a name that leaves the folder', 'add', '../more.mp4', 'unsafe_name'],
    ['a link', 'link', 'PUBLIC_KEY.pem', 'no_file'],
  ])('shows %s', async (_, change, name, problem) => {
    const [path] = await changed([{ change, name }]);
    expect((await findingsIn(path!)).findings).toEqual([{ file: name, problem }]);
  });

  it.each(['before', 'after'])('shows that something was put %s the ZIP', async (where) => {
    const bytes = await readFile(zip);
    const path = join(folder, `${where}.zip`);
    await writeFile(path, where === 'before' ? ['#!/bin/sh\n', bytes] : [bytes, 'more']);
    expect(await findingsIn(path)).toMatchObject({
      ...{ findings: [], warnings: [expect.stringContaining('differently')] },
    });
  });

  it.each(['manifest.json', 'SHA256SUMS'])(
    'shows bytes that are hidden before %s',
    async (name) => {
      const [path] = await changed([{ change: 'hide', name }]);
      expect(await findingsIn(path!)).toMatchObject({
        ...{ findings: [], warnings: [expect.stringContaining('belong to none')] },
      });
    },
  );

  it('shows bytes that are hidden before the directory', async () => {
    const [path] = await changed([{ change: 'hide', name: '' }]);
    expect((await findingsIn(path!)).warnings).toEqual([expect.stringContaining('belong to none')]);
  });

  it('shows a local header that names another file than the directory does', async () => {
    const bytes = await readFile(zip);
    bytes.write('PUBLIC_KEX.pem', bytes.indexOf('PUBLIC_KEY.pem'));
    const path = join(folder, 'header.zip');
    await writeFile(path, bytes);
    expect((await findingsIn(path)).findings).toContainEqual({
      file: 'PUBLIC_KEY.pem',
      problem: 'unreadable',
    });
  });

  it('shows that another key has signed it, whoever encloses that key', async () => {
    const other = newKeyPair();
    // All of it is consistent, and only the fingerprint says that the installation has not signed it.
    const forged = join(folder, 'forged.zip');
    const { files, signature, ...contents } = await manifest();
    const own = files.filter(({ file }) => file !== signature.public_key);
    const entries = await Promise.all(
      own.map(async ({ file }) =>
        bytesEntry(file, await readFile(join(unpacked, file)), new Date()),
      ),
    );
    const all = withEvidence(entries, contents, other, new Date());
    await writeZip(forged, all, new AbortController().signal, () => undefined);
    expect(await findingsIn(forged)).toMatchObject({
      ...{ signed_by: fingerprintOf(other.publicKey), findings: [], warnings: [] },
    });
    const real = join(unpacked, 'PUBLIC_KEY.pem');
    const { code, stdout } = await verify(forged, '--key', real);
    expect({ code, stdout }).toEqual({
      ...{ code: 1, stdout: expect.stringContaining('manifest.json.sig: was made by another key') },
    });
  });

  it('shows a manifest of another export', async () => {
    const another = await exported([{ event_id: event }]);
    const taken = join(folder, 'another');
    await run('python3', ['-m', 'zipfile', '-e', another, taken]);
    const content = await readFile(join(taken, 'manifest.json'), 'utf8');
    const [path] = await changed([{ change: 'change', name: 'manifest.json', content }]);
    expect((await findingsIn(path!)).findings).toContainEqual({
      file: 'manifest.json.sig',
      problem: 'wrong_signature',
    });
  });

  it.each([
    [
      'that is cut off',
      async (path: string) => writeFile(path, (await readFile(zip)).subarray(0, -30)),
    ],
    ['that is no ZIP', (path: string) => writeFile(path, 'text')],
    ['that does not exist', () => Promise.resolve()],
    ['without a manifest', (path: string) => run('python3', ['-c', EMPTY, path])],
  ])('is not found in a file %s', async (_, make) => {
    const path = join(folder, `${randomUUID()}.zip`);
    await make(path);
    await expect(findingsIn(path)).rejects.toThrow(NoExportError);
  });

  it('ends with code 2 where there is no export, or no key', async () => {
    for (const args of [['/dev/null'], [zip, '--key', '/dev/null']]) {
      const { code, stdout, stderr } = await verify(...args);
      expect({ code, stdout, stderr }).toEqual({
        ...{ code: 2, stdout: '', stderr: expect.stringMatching(/export|no Ed25519 public key/) },
      });
    }
  });
});

interface Change {
  readonly change: string;
  readonly name: string;
  readonly content?: string;
}

/** Of `CHANGE`, and what is then found of the file. */
const CHANGES = [
  { change: 'change', problem: 'changed|size|malformed|wrong_signature' },
  { change: 'flip', problem: 'changed|malformed|wrong_signature' },
  { change: 'remove', problem: 'missing' },
  { change: 'double', problem: 'duplicate' },
] as const;

/** Writes a ZIP again with one change, for each of a list. */
const CHANGE = `
import copy, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as old:
    for wanted in json.loads(sys.argv[2]):
        change, name, content = wanted['change'], wanted['name'], wanted.get('content', 'changed').encode()
        with zipfile.ZipFile(wanted['path'], 'w') as new:
            for info in map(copy.copy, old.infolist()):
                data = old.read(info)
                if info.filename == name:
                    if change == 'remove': continue
                    if change == 'change': data = content
                    if change == 'flip': data = data[:-1] + bytes([data[-1] ^ 1])
                    if change == 'link': info.create_system, info.external_attr = 3, 0o120777 << 16
                    if change == 'double': new.writestr(copy.copy(info), data)
                if info.filename == name and change == 'hide':
                    new.fp.write(content)
                    new.start_dir += len(content)
                new.writestr(info, data)
            if change == 'add': new.writestr(name, content)
            if change == 'hide' and name == '':
                new.fp.write(content)
                new.start_dir += len(content)
`;
const EMPTY = `import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w').writestr('a', 'a')`;
