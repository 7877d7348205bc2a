import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that signs exports, or has signed some. */
@Entity('signing_keys')
export class SigningKey {
  /** The fingerprint of the public key. */
  @PrimaryColumn({ name: 'id', type: 'text' })
  id!: string;

  /** SPKI, DER. */
  @Column({ name: 'public_key', type: 'bytea' })
  publicKey!: Buffer;

  /** PKCS#8, DER; null once it is retired. */
  @Column({ name: 'private_key', type: 'bytea', nullable: true })
  privateKey!: Buffer | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** Null: it is the current key. */
  @Column({ name: 'retired_at', type: 'timestamptz', precision: 3, nullable: true })
  retiredAt!: Date | null;
}
