import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { databaseUrl } from '../support/database-url.js';
import { createHome, type Home } from '../support/home.js';
import { spawnService } from '../support/service.js';

describe('The process that cannot start', () => {
  let home: Home;
  beforeAll(async () => void (home = await createHome()));
  afterAll(() => home.remove());

  async function failedStart(settings: Record<string, string>): Promise<readonly string[]> {
    const { exited, log } = spawnService({ ...home.settings, PORT: '0', ...settings });
    expect(await exited).toBe(1);
    return log;
  }

  it('says what is wrong with its settings, a sentence each', async () => {
    const log = await failedStart({
      PORT: '70000',
      DATABASE_URL: 'mysql://localhost',
      CLIP_PRE_ROLL_SECONDS: '-1',
      CLIP_GENERATION_ENABLED: 'perhaps',
      CAMERA_TIMEZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
    });
    expect(log).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      expect.stringMatching(/^DATABASE_URL must be a URL such as postgres:/),
      'CLIP_PRE_ROLL_SECONDS must be a whole number from 0 to 300.',
      'CLIP_GENERATION_ENABLED must be true or false.',
      expect.stringMatching(/^CAMERA_TIMEZONE must be an IANA time zone/),
      expect.stringMatching(/^LOG_LEVEL must be one of /),
    ]);
  });

  it('says that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const log = await failedStart({ PORT: String(port), LOG_LEVEL: 'fatal' });
    server.close();
    expect(log).toEqual([expect.stringMatching(/listens on this address and port\. .* PORT\.$/)]);
  });

  it('says that its database is not there, without giving its address away', async () => {
    const url = databaseUrl(home.settings['DATABASE_URL'] ?? '', 'no_such_database');
    const log = await failedStart({ DATABASE_URL: url, LOG_LEVEL: 'fatal' });
    expect(log).toEqual([expect.stringMatching(/"no_such_database" does not exist.*DATABASE_URL/)]);
    expect(log.join()).not.toContain(url);
  });

  it.each(['CLIPS_DIRECTORY', 'MEDIA_ROOTS', 'DATA_DIRECTORY'])(
    'names %s if it is a file',
    async (setting) => {
      const path = await home.video(setting);
      // Only an embedded database uses the data folder.
      const { DATABASE_URL = '' } = setting === 'DATA_DIRECTORY' ? {} : home.settings;
      const log = await failedStart({ DATABASE_URL, [setting]: path, LOG_LEVEL: 'fatal' });
      expect(log).toEqual([`${setting} cannot be used: ${path} is not a folder.`]);
    },
  );
});
