import { rowLimit, SqlError, tableOf, type Column, type Result, type Scene, type Table, type Value } from './data';
import { readExpression, type Expression } from './expression';
import { columnPlace, envOf, holds, readLimit, type Source } from './select';
import { isNumeric, readTableName } from './tables';
import type { Words } from './words';

const placeOf = (table: Table, name: string, clause: string): number => {
  const place = columnPlace(table.columns, name);
  if (place === -1) throw new SqlError(1054, '42S22', `Unknown column '${name}' in '${clause}'`);
  return place;
};

/** The value as the column keeps it. Throws SqlError 1366 for a text that is no number. */
function kept(column: Column, value: Value, table: string, row: number): Value {
  if (value === null || !isNumeric(column)) return value === null ? null : String(value);
  const number = Number(value);
  if (String(value).trim() === '' || Number.isNaN(number))
    throw new SqlError(
      1366,
      '22007',
      `Incorrect ${/int/.test(column.type) ? 'integer' : 'double'} value: '${value}' for column \`${table}\`.\`${column.name}\` at row ${row}`,
    );
  return /int/.test(column.type) ? Math.round(number) : number;
}

function mustDiffer(table: Table, row: readonly Value[], old?: readonly Value[]): void {
  for (const [place, column] of table.columns.entries()) {
    const value = row[place] ?? null;
    if (!column.key || value === null) continue;
    const same = (one: Value | undefined) => String(one).toLowerCase() === String(value).toLowerCase();
    if (table.rows.some((other) => other !== old && same(other[place])))
      throw new SqlError(
        1062,
        '23000',
        `Duplicate entry '${value}' for key '${column.key === 'PRI' ? 'PRIMARY' : column.name}'`,
      );
  }
}

/** INSERT, behind its first word. Throws SqlError. */
export function insert(from: Words, scene: Scene): Result {
  const mild = from.skip('ignore');
  from.skip('into');
  const name = readTableName(from);
  const table = tableOf(scene, name);
  const full = `${name.database ?? scene.database ?? ''}\`.\`${name.table}`;
  const places = readPlaces(from, table);
  if (!from.skip('values')) from.expect('value');
  const all = from.list(() => readRow(from));
  if (!from.done) from.fail();
  let changed = 0;
  for (const [index, values] of all.entries()) {
    if (values.length !== places.length)
      throw new SqlError(1136, '21S01', `Column count doesn't match value count at row ${index + 1}`);
    if (table.rows.length >= rowLimit) throw new SqlError(1114, 'HY000', `The table '${name.table}' is full`);
    const env = envOf(scene, 'VALUES', [], []);
    const told = new Map(places.map((place, at) => [place, values[at]?.value(env) ?? null]));
    const row = table.columns.map((column, place) => filled(table, column, told.get(place), full, index + 1));
    if (mild && clashes(table, row)) continue;
    mustDiffer(table, row);
    table.rows.push(row);
    changed++;
  }
  return { changed };
}

function clashes(table: Table, row: readonly Value[]): boolean {
  try {
    mustDiffer(table, row);
    return false;
  } catch {
    return true;
  }
}

function readPlaces(from: Words, table: Table): readonly number[] {
  if (!from.skip('(')) return table.columns.map((_, place) => place);
  const places = from.list(() => placeOf(table, from.name(), 'INSERT INTO'));
  from.expect(')');
  return places;
}

function readRow(from: Words): readonly Expression[] {
  from.expect('(');
  const values = from.list(() => readExpression(from));
  from.expect(')');
  return values;
}

/** What a new row gets in a column: what is told, the next number, the default, or NULL. */
function filled(table: Table, column: Column, told: Value | undefined, full: string, row: number): Value {
  if (column.counts && (told ?? null) === null) return table.next++;
  if (told === undefined) {
    if (column.required && column.fallback === undefined)
      throw new SqlError(1364, 'HY000', `Field '${column.name}' doesn't have a default value`);
    return column.fallback ?? null;
  }
  if (told === null && column.required) throw new SqlError(1048, '23000', `Column '${column.name}' cannot be null`);
  const value = kept(column, told, full, row);
  if (column.counts) table.next = Math.max(table.next, Number(value) + 1);
  return value;
}

/** The rows of a table that WHERE and LIMIT mean. */
function chosen(from: Words, scene: Scene, source: Source): readonly Value[][] {
  const where = from.skip('where') ? readExpression(from) : undefined;
  const [, count] = readLimit(from);
  if (!from.done) from.fail();
  where?.value(envOf(scene, 'WHERE', [source], []));
  return source.table.rows.filter((row) => holds(where, envOf(scene, 'WHERE', [source], [row]))).slice(0, count);
}

/** UPDATE, behind its first word. Throws SqlError. */
export function update(from: Words, scene: Scene): Result {
  const name = readTableName(from);
  const table = tableOf(scene, name);
  const source: Source = { name: name.table, table };
  const full = `${name.database ?? scene.database ?? ''}\`.\`${name.table}`;
  from.expect('set');
  const changes = from.list(() => {
    const place = placeOf(table, from.name(), 'SET');
    from.expect('=');
    return [place, readExpression(from)] as const;
  });
  const rows = chosen(from, scene, source);
  for (const [index, row] of rows.entries()) {
    const env = envOf(scene, 'SET', [source], [[...row]]);
    const next = [...row];
    for (const [place, expression] of changes) {
      const column = table.columns[place];
      if (column) next[place] = kept(column, expression.value(env), full, index + 1);
    }
    mustDiffer(table, next, row);
    row.splice(0, row.length, ...next);
  }
  return { changed: rows.length };
}

/** DELETE, behind its first word. Throws SqlError. */
export function remove(from: Words, scene: Scene): Result {
  from.expect('from');
  const name = readTableName(from);
  const table = tableOf(scene, name);
  const gone = new Set(chosen(from, scene, { name: name.table, table }));
  const left = table.rows.filter((row) => !gone.has(row));
  table.rows.splice(0, table.rows.length, ...left);
  return { changed: gone.size };
}
