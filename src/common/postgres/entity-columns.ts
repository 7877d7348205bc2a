import type { EntityMetadata, Repository } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/**
 * An entity's columns for a statement that is written by hand, and the entities in its rows. TypeORM takes longer to
 * build a statement and to read its rows than PostgreSQL to run it. As there, columns with `select: false` are left
 * out.
 *
 *     SELECT ${events.list}, ${clips.list} FROM events JOIN clips ON clips.event_id = events.id
 */
export class EntityColumns<T extends object> {
  /** The columns for the list of a `SELECT`, each under a name that no other entity of the statement has. */
  readonly list: string;
  private readonly columns: readonly { readonly name: string; readonly column: ColumnMetadata }[];

  /** @param alias what the statement calls the entity's table */
  constructor(
    private readonly entities: Repository<T>,
    alias: string,
  ) {
    this.columns = entities.metadata.columns
      .filter(({ isSelect }) => isSelect)
      .map((column) => ({ name: `${alias}.${column.databaseName}`, column }));
    this.list = this.columns
      .map(({ name, column }) => `${alias}."${column.databaseName}" AS "${name}"`)
      .join(', ');
  }

  /** Null where the row has no such entity, as after an outer join. */
  read(row: Readonly<Record<string, unknown>>): T | null {
    const { driver } = this.entities.manager.dataSource;
    const isThere = this.columns.some(({ name, column }) => column.isPrimary && row[name] !== null);
    if (!isThere) return null;
    const entity = this.entities.create();
    for (const { name, column } of this.columns) {
      column.setEntityValue(entity, driver.prepareHydratedValue(row[name], column));
    }
    return entity;
  }
}
