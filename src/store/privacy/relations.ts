import type { Connection } from "../sqlite/connection.ts";

/** A table whose column points at a row of another. `kept`: the row outlives what it points at. */
interface Relation {
  readonly child: string;
  readonly column: string;
  readonly parent: string;
  readonly target: string;
  readonly kept: boolean;
}

/** Rows of a table, as the condition of a WHERE; its values are bound in order. */
export interface Chosen {
  readonly table: string;
  readonly where: string;
  readonly values: readonly (string | number)[];
}

/** How the tables hang together, as the schema says. */
export interface Relations {
  /** The chosen rows and all that belongs to them, what belongs first: deleted in this order nothing is left hanging. */
  family(rows: Chosen): readonly Chosen[];
}

export function readRelations(connection: Connection): Relations {
  const sql = connection.prepare<[], Omit<Relation, "kept"> & { on_delete: string }>(
    `SELECT t.name AS child, f."from" AS "column", f."table" AS parent, f."to" AS target, f.on_delete
     FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY t.name`,
  );
  const relations: Relation[] = sql.all().map(({ on_delete, ...rest }) => ({
    ...rest,
    kept: on_delete === "SET NULL",
  }));

  function family(rows: Chosen): readonly Chosen[] {
    const { table, where, values } = rows;
    const belonging = relations
      .filter((relation) => relation.parent === table && relation.child !== table && !relation.kept)
      .map(({ child, column, target }) => ({
        table: child,
        where: `${name(column)} IN (SELECT ${name(target)} FROM ${name(table)} WHERE ${where})`,
        values,
      }));
    return [...belonging.flatMap(family), rows];
  }
  return { family };
}

/** A name of the schema, for a statement. */
export function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
