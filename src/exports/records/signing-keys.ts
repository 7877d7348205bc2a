import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { fingerprintOf, type KeyPair, newKeyPair } from '../model/signing.js';
import { SigningKey } from './signing-key.entity.js';

/** What is public of a key. */
export type PublicSigningKey = Omit<SigningKey, 'privateKey'>;
export type CurrentKey = PublicSigningKey & KeyPair;

/** The keys of the installation that sign exports: one is current, and the earlier ones stay listed. */
@Injectable()
export class SigningKeys {
  constructor(
    @InjectRepository(SigningKey) private readonly keys: Repository<SigningKey>,
    private readonly audit: AuditTrail,
  ) {}

  /** Made at the first call. Nodes that call it at the same time get the same key. */
  async current(): Promise<CurrentKey> {
    const { manager } = this.keys;
    return (await find(manager)) ?? (await insert(manager)) ?? this.current();
  }

  /** All keys, the newest first. */
  async list(): Promise<PublicSigningKey[]> {
    await this.current();
    const select = { id: true, publicKey: true, createdAt: true, retiredAt: true } as const;
    return this.keys.find({ select, order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /** Makes a new key current. The private half of the one before is deleted. */
  rotate(): Promise<CurrentKey> {
    return this.keys.manager.transaction(async (manager) => {
      // Otherwise two rotations at once would both insert a key.
      await manager.query('LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE');
      await manager.query(
        `UPDATE signing_keys SET retired_at = now(), private_key = NULL WHERE retired_at IS NULL`,
      );
      await this.audit.record({ action: 'signing_key.rotated' }, manager);
      return (await insert(manager))!;
    });
  }
}

async function find(manager: EntityManager): Promise<CurrentKey | null> {
  const key = await manager.findOneBy(SigningKey, { retiredAt: IsNull() });
  return key && { ...key, privateKey: key.privateKey! };
}

/** Null where another one is current already. */
async function insert(manager: EntityManager): Promise<CurrentKey | null> {
  const pair = newKeyPair();
  const rows = await manager.query<{ created_at: Date }[]>(
    `INSERT INTO signing_keys (id, public_key, private_key) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING created_at`,
    [fingerprintOf(pair.publicKey), pair.publicKey, pair.privateKey],
  );
  const [row] = rows;
  if (!row) return null;
  return { ...pair, id: fingerprintOf(pair.publicKey), createdAt: row.created_at, retiredAt: null };
}
