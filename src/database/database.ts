/** A PostgreSQL server that this process may use until it closes it. */
export interface Database {
  /** Connection URL, as pg, TypeORM and psql take it. */
  readonly url: string;
  /** Gives the server up. An embedded one that nobody else uses stops; its data stays. */
  close(): Promise<void>;
}
