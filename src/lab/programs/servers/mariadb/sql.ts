/** A table: names of columns and rows of texts. */
export type Table = { readonly columns: readonly string[]; readonly rows: (string | null)[][] };

/** What a server keeps: users with hashed passwords and what they may, databases with tables. */
export type Data = {
  readonly users: Record<string, { readonly hash: string; readonly grants: string[] }>;
  readonly databases: Record<string, Record<string, Table>>;
};

/** What a statement gives: rows, or how many were changed. */
export type Result = {
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly (string | null)[])[];
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

export type Scene = {
  readonly data: Data;
  readonly user: string;
  readonly database: string | undefined;
  readonly version: string;
  readonly now: number;
  readonly hash: (password: string) => string;
};

type Run = (scene: Scene, found: RegExpExecArray) => Result;

const name = '`?([\\w$-]+)`?';
const path = '(?:`?([\\w$-]+)`?\\.)?`?([\\w$-]+)`?';

/** May the user work in the database? */
export function mayUse({ data, user }: Scene, database: string): boolean {
  return user === 'root' || (data.users[user]?.grants.some((grant) => grant === '*' || grant === database) ?? false);
}

function databaseOf(scene: Scene, told?: string): Record<string, Table> {
  const database = told ?? scene.database;
  if (database === undefined) throw new SqlError(1046, '3D000', 'No database selected');
  if (!mayUse(scene, database))
    throw new SqlError(1044, '42000', `Access denied for user '${scene.user}'@'%' to database '${database}'`);
  const found = Object.hasOwn(scene.data.databases, database) ? scene.data.databases[database] : undefined;
  if (!found) throw new SqlError(1049, '42000', `Unknown database '${database}'`);
  return found;
}

function tableOf(scene: Scene, told: string | undefined, table: string): Table {
  const tables = databaseOf(scene, told);
  const found = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (!found) throw new SqlError(1146, '42S02', `Table '${told ?? scene.database ?? ''}.${table}' doesn't exist`);
  return found;
}

/** `1, 'a, b', NULL` → its values. */
function values(text: string): (string | null)[] {
  const all = [...text.matchAll(/\s*(?:'((?:[^'\\]|\\.|'')*)'|"([^"]*)"|([^,\s][^,]*))\s*(?:,|$)/g)];
  return all.map(([, single, double, bare]) =>
    /^null$/i.test(bare?.trim() ?? '') ? null : (single?.replace(/''|\\'/g, "'") ?? double ?? bare?.trim() ?? ''),
  );
}

const names = (text: string): string[] => text.split(',').map((one) => one.trim().replace(/`/g, ''));

/** Which rows `WHERE a = 1 AND b = 'x'` means. */
function where(table: Table, text: string | undefined): (row: readonly (string | null)[]) => boolean {
  const tests = (text ?? '').split(/\s+AND\s+/i).filter((one) => one.trim() !== '');
  const all = tests.map((test) => {
    const found = /^\s*`?(\w+)`?\s*(=|<>|!=|>=|<=|>|<)\s*([^]+?)\s*$/.exec(test);
    if (!found) throw syntax(test);
    const column = columnOf(table, found[1] ?? '');
    const [value = null] = values(found[3] ?? '');
    return (row: readonly (string | null)[]) => compare(row[column] ?? null, found[2] ?? '=', value);
  });
  return (row) => all.every((test) => test(row));
}

function compare(left: string | null, sign: string, right: string | null): boolean {
  if (left === null || right === null) return false;
  const numbers = left !== '' && right !== '' && !Number.isNaN(Number(left)) && !Number.isNaN(Number(right));
  const order = numbers ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
  return (
    {
      '=': order === 0,
      '<>': order !== 0,
      '!=': order !== 0,
      '>': order > 0,
      '<': order < 0,
      '>=': order >= 0,
      '<=': order <= 0,
    }[sign] ?? false
  );
}

function columnOf(table: Table, column: string): number {
  const found = table.columns.indexOf(column);
  if (found === -1) throw new SqlError(1054, '42S22', `Unknown column '${column}' in 'SELECT'`);
  return found;
}

const syntax = (near: string): SqlError =>
  new SqlError(
    1064,
    '42000',
    `You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near '${near.slice(0, 80)}' at line 1`,
  );

function select(scene: Scene, found: RegExpExecArray): Result {
  const [, what = '*', database, table = '', condition, order, direction, limit] = found;
  const source = tableOf(scene, database, table);
  let rows = source.rows.filter(where(source, condition));
  if (/^count\(\*\)/i.test(what.trim())) return { columns: [what.trim()], rows: [[String(rows.length)]] };
  if (order !== undefined) {
    const by = columnOf(source, order);
    rows = [...rows].sort(
      (left, right) =>
        (compare(left[by] ?? '', '<', right[by] ?? '') ? -1 : 1) * (/desc/i.test(direction ?? '') ? -1 : 1),
    );
  }
  const chosen = what.trim() === '*' ? source.columns : names(what);
  const places = chosen.map((one) => columnOf(source, one));
  return {
    columns: chosen,
    rows: rows
      .slice(0, limit === undefined ? undefined : Number(limit))
      .map((row) => places.map((place) => row[place] ?? null)),
  };
}

function insert(scene: Scene, [, database, table = '', columns, rest = '']: RegExpExecArray): Result {
  const target = tableOf(scene, database, table);
  const wanted = columns === undefined ? target.columns : names(columns);
  const places = wanted.map((one) => columnOf(target, one));
  const rows = [...rest.matchAll(/\(((?:'(?:[^'\\]|\\.|'')*'|[^()'])*)\)/g)].map(([, text = '']) => values(text));
  for (const row of rows) {
    if (row.length !== places.length)
      throw new SqlError(1136, '21S01', "Column count doesn't match value count at row 1");
    if (target.rows.length >= 100_000) throw new SqlError(1114, 'HY000', `The table '${table}' is full`);
    const next = target.rows.reduce((most, one) => Math.max(most, Number(one[0]) || 0), 0) + 1;
    // A first column `id` that is not told counts on, as AUTO_INCREMENT does.
    target.rows.push(
      target.columns.map((column, at) =>
        places.includes(at) ? (row[places.indexOf(at)] ?? null) : column === 'id' ? String(next) : null,
      ),
    );
  }
  return { changed: rows.length };
}

function create(scene: Scene, [, mild, database, table = '', body = '']: RegExpExecArray): Result {
  const tables = databaseOf(scene, database);
  if (Object.hasOwn(tables, table)) {
    if (mild) return { changed: 0 };
    throw new SqlError(1050, '42S01', `Table '${table}' already exists`);
  }
  const parts = body
    .replace(/\([^()]*\)/g, '')
    .split(',')
    .map((part) => part.trim().split(/\s+/)[0]?.replace(/`/g, '') ?? '');
  tables[table] = {
    columns: parts.filter((part) => !/^(primary|key|unique|index|constraint|foreign)$/i.test(part)),
    rows: [],
  };
  return { changed: 0 };
}

const statements: readonly (readonly [string, Run])[] = [
  [`use\\s+${name}`, (scene, [, database = '']) => (databaseOf(scene, database), { use: database })],
  [
    'show\\s+databases',
    (scene) => ({
      columns: ['Database'],
      rows: ['information_schema', ...Object.keys(scene.data.databases)]
        .filter((one) => one === 'information_schema' || mayUse(scene, one))
        .sort()
        .map((one) => [one]),
    }),
  ],
  [
    'show\\s+tables',
    (scene) => ({
      columns: [`Tables_in_${scene.database ?? ''}`],
      rows: Object.keys(databaseOf(scene))
        .sort()
        .map((one) => [one]),
    }),
  ],
  [
    `create\\s+(?:database|schema)\\s+(if\\s+not\\s+exists\\s+)?${name}[^]*`,
    (scene, [, mild, database = '']) => {
      if (!mayUse(scene, database))
        throw new SqlError(1044, '42000', `Access denied for user '${scene.user}'@'%' to database '${database}'`);
      if (Object.hasOwn(scene.data.databases, database)) {
        if (!mild) throw new SqlError(1007, 'HY000', `Can't create database '${database}'; database exists`);
      } else scene.data.databases[database] = {};
      return { changed: 1 };
    },
  ],
  [
    `drop\\s+database\\s+(if\\s+exists\\s+)?${name}`,
    (scene, [, mild, database = '']) => {
      if (!Object.hasOwn(scene.data.databases, database) && !mild)
        throw new SqlError(1008, 'HY000', `Can't drop database '${database}'; database doesn't exist`);
      if (mayUse(scene, database)) delete scene.data.databases[database];
      return { changed: 0 };
    },
  ],
  [`create\\s+table\\s+(if\\s+not\\s+exists\\s+)?${path}\\s*\\(([^]*)\\)[^)]*`, create],
  [
    `drop\\s+table\\s+(if\\s+exists\\s+)?${path}`,
    (scene, [, mild, database, table = '']) => {
      if (!mild) tableOf(scene, database, table);
      delete databaseOf(scene, database)[table];
      return { changed: 0 };
    },
  ],
  [`insert\\s+into\\s+${path}\\s*(?:\\(([^)]*)\\))?\\s*values\\s*([^]*)`, insert],
  [
    `select\\s+([^]*?)\\s+from\\s+${path}(?:\\s+where\\s+([^]*?))?(?:\\s+order\\s+by\\s+(\\w+)(\\s+desc|\\s+asc)?)?(?:\\s+limit\\s+(\\d+))?`,
    select,
  ],
  [
    `update\\s+${path}\\s+set\\s+([^]*?)(?:\\s+where\\s+([^]*))?`,
    (scene, [, database, table = '', changes = '', condition]) => {
      const target = tableOf(scene, database, table);
      const rows = target.rows.filter(where(target, condition));
      for (const [, column = '', value = ''] of changes.matchAll(/`?(\w+)`?\s*=\s*('(?:[^']|'')*'|[^,]+)/g))
        for (const row of rows) row[columnOf(target, column)] = values(value)[0] ?? null;
      return { changed: rows.length };
    },
  ],
  [
    `delete\\s+from\\s+${path}(?:\\s+where\\s+([^]*))?`,
    (scene, [, database, table = '', condition]) => {
      const target = tableOf(scene, database, table);
      const fits = where(target, condition);
      const kept = target.rows.filter((row) => !fits(row));
      const changed = target.rows.length - kept.length;
      target.rows.splice(0, target.rows.length, ...kept);
      return { changed };
    },
  ],
  [
    "create\\s+user\\s+(if\\s+not\\s+exists\\s+)?'?([\\w-]+)'?(?:@'?[^'\\s]*'?)?(?:\\s+identified\\s+by\\s+'([^']*)')?",
    (scene, [, mild, user = '', password = '']) => {
      admin(scene, 'CREATE USER');
      if (Object.hasOwn(scene.data.users, user) && !mild)
        throw new SqlError(1396, 'HY000', `Operation CREATE USER failed for '${user}'@'%'`);
      scene.data.users[user] ??= { hash: scene.hash(password), grants: [] };
      return { changed: 0 };
    },
  ],
  [
    "grant\\s+[^]*?\\s+on\\s+`?([\\w*-]+)`?\\.\\S+\\s+to\\s+'?([\\w-]+)'?[^]*",
    (scene, [, database = '', user = '']) => {
      admin(scene, 'GRANT OPTION');
      const target = Object.hasOwn(scene.data.users, user) ? scene.data.users[user] : undefined;
      if (!target) throw new SqlError(1133, '28000', "Can't find any matching row in the user table");
      target.grants.push(database);
      return { changed: 0 };
    },
  ],
  ['flush\\s+privileges|commit|begin|start\\s+transaction|set\\s+[^]*', () => ({ changed: 0 })],
  [
    'select\\s+([^]*)',
    (scene, [, what = '']) => ({
      columns: what.split(',').map((one) => one.trim()),
      rows: [what.split(',').map((one) => scalar(scene, one.trim()))],
    }),
  ],
];

function admin({ user }: Scene, right: string): void {
  if (user !== 'root')
    throw new SqlError(
      1227,
      '42000',
      `Access denied; you need (at least one of) the ${right} privilege(s) for this operation`,
    );
}

function scalar(scene: Scene, text: string): string {
  const word = text.toLowerCase();
  if (word === 'version()' || word === '@@version') return scene.version;
  if (word === 'now()') return new Date(scene.now).toISOString().slice(0, 19).replace('T', ' ');
  if (word === 'database()') return scene.database ?? 'NULL';
  if (/^(current_)?user\(\)$/.test(word)) return `${scene.user}@%`;
  if (/^-?\d+(\.\d+)?$/.test(word)) return word;
  const sum = /^(\d+)\s*([+*-])\s*(\d+)$/.exec(word);
  if (sum)
    return String(
      sum[2] === '+'
        ? Number(sum[1]) + Number(sum[3])
        : sum[2] === '-'
          ? Number(sum[1]) - Number(sum[3])
          : Number(sum[1]) * Number(sum[3]),
    );
  const quoted = /^(['"])(.*)\1$/.exec(text);
  if (quoted) return quoted[2] ?? '';
  throw new SqlError(1054, '42S22', `Unknown column '${text}' in 'SELECT'`);
}

const compiled = statements.map(([shape, run]) => [new RegExp(`^(?:${shape})$`, 'i'), run] as const);

/** Runs one statement. Throws SqlError. */
export function runSql(scene: Scene, text: string): Result {
  const statement = text.trim().replace(/;\s*$/, '').trim();
  for (const [shape, run] of compiled) {
    const found = shape.exec(statement);
    if (found) return run(scene, found);
  }
  throw syntax(statement);
}
