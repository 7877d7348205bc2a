import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

describe('The service', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome('embedded');
    service = await startService(home);
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  it(`runs under the Node of its tests: ${process.version}`, async () => {
    const { body } = await service.call<string>('GET', '/metrics');
    expect(body).toContain(`nodejs_version_info{version="${process.version}"`);
  });
});
