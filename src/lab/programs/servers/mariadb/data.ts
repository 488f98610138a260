/** A value of a column or an expression. */
export type Value = string | number | null;

/** A column as CREATE TABLE describes it; `type` is what SHOW COLUMNS shows. */
export type Column = {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly fallback?: Value;
  readonly counts?: boolean;
  readonly key?: 'PRI' | 'UNI';
};

/** A table: columns and rows of values. */
export type Table = { columns: Column[]; readonly rows: Value[][]; next: number };

export type Database = Record<string, Table>;

/** What a server keeps: users with hashed passwords and what they may, databases with tables. */
export type Data = {
  readonly users: Record<string, { readonly hash: string; readonly grants: string[] }>;
  readonly databases: Record<string, Database>;
};

/** What a statement gives: rows, or how many were changed. */
export type Result = {
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly Value[])[];
  readonly changed?: number;
  readonly use?: string;
};

/** A refusal with MariaDB's number and state. */
export class SqlError extends Error {
  override readonly name = 'SqlError';

  constructor(
    readonly number: number,
    readonly state: string,
    message: string,
  ) {
    super(message);
  }
}

/** Who runs a statement, where, and when. */
export type Scene = {
  readonly data: Data;
  readonly user: string;
  readonly database: string | undefined;
  readonly version: string;
  readonly now: number;
  readonly hash: (password: string) => string;
};

/** The most rows that a table, and a join in between, may have. */
export const rowLimit = 100_000;

/** May the user work in the database? */
export function mayUse({ data, user }: Scene, database: string): boolean {
  const grants = Object.hasOwn(data.users, user) ? data.users[user]?.grants : undefined;
  return user === 'root' || (grants?.some((grant) => grant === '*' || grant === database) ?? false);
}

/** A database by name; throws SqlError when the user may not, or when it is not there. */
export function databaseOf(scene: Scene, told?: string): Database {
  const name = told ?? scene.database;
  if (name === undefined) throw new SqlError(1046, '3D000', 'No database selected');
  if (!mayUse(scene, name))
    throw new SqlError(1044, '42000', `Access denied for user '${scene.user}'@'%' to database '${name}'`);
  const found = Object.hasOwn(scene.data.databases, name) ? scene.data.databases[name] : undefined;
  if (!found) throw new SqlError(1049, '42000', `Unknown database '${name}'`);
  return found;
}

/** A table's name, with its database when it is told. */
export type TableName = { readonly database?: string; readonly table: string };

/** The table of that name; throws SqlError 1146 when it is not there. */
export function tableOf(scene: Scene, { database, table }: TableName): Table {
  const tables = databaseOf(scene, database);
  const found = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (!found) throw new SqlError(1146, '42S02', `Table '${database ?? scene.database ?? ''}.${table}' doesn't exist`);
  return found;
}

/** A value as clients show it. */
export const shown = (value: Value): string | null => (value === null ? null : String(value));
