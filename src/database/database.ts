/** A PostgreSQL server that this process may use until it closes it. */
export interface Database {
  /** Connection URL for pg, TypeORM and psql. */
  readonly url: string;
  /** Ends the use of the server. An embedded server stops if no other process uses it; its data stays. */
  close(): Promise<void>;
}
