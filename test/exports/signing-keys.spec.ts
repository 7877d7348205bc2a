import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../src/common/audit/audit-trail.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { fingerprintOf, isSignature, signatureOf } from '../../src/exports/model/signing.js';
import { SigningKey } from '../../src/exports/records/signing-key.entity.js';
import { SigningKeys } from '../../src/exports/records/signing-keys.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('The signing keys of an installation', () => {
  let database: TestDatabase;
  let sources: DataSource[];
  let nodes: SigningKeys[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const options = { ...dataSourceOptions(database.url), entities: [SigningKey] };
    sources = await Promise.all([1, 2].map(() => new DataSource(options).initialize()));
    nodes = sources.map(
      (source) => new SigningKeys(source.getRepository(SigningKey), new AuditTrail()),
    );
  });
  afterAll(async () => {
    await Promise.all(sources?.map((source) => source.destroy()) ?? []);
    await database?.drop();
  });

  /** Several calls of each node at once, on different connections. */
  const atOnce = <T>(call: (node: SigningKeys) => Promise<T>) =>
    Promise.all([0, 1, 0, 1, 0, 1, 0, 1].map((node) => call(nodes[node]!)));

  it('are one key, although several nodes make the first at once', async () => {
    const keys = await atOnce((node) => node.current());
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
    expect(await nodes[0]!.list()).toHaveLength(1);
    const [{ id, publicKey, ...key }] = keys as [(typeof keys)[0]];
    expect(id).toBe(fingerprintOf(publicKey));
    const message = Buffer.from('message');
    expect(isSignature(signatureOf(message, { publicKey, ...key }), message, publicKey)).toBe(true);
  });

  it('are rotated one after the other, and only the last one can sign', async () => {
    const before = await nodes[0]!.current();
    const made = await atOnce((node) => node.rotate());
    expect(new Set([before, ...made].map(({ id }) => id)).size).toBe(9);
    const listed = await nodes[1]!.list();
    expect(listed).toHaveLength(9);
    expect(listed).toContainEqual(
      expect.objectContaining({ id: before.id, publicKey: before.publicKey }),
    );
    expect(JSON.stringify(listed)).not.toContain('privateKey');
    const current = await nodes[1]!.current();
    expect(listed.filter(({ retiredAt }) => retiredAt === null).map(({ id }) => id)).toEqual([
      current.id,
    ]);
    const [kept] = await sources[0]!.query<{ ids: string[] }[]>(
      'SELECT array_agg(id) AS ids FROM signing_keys WHERE private_key IS NOT NULL',
    );
    expect(kept!.ids).toEqual([current.id]);
  });
});
