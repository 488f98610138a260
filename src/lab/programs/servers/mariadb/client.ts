import type { Process, Program } from '../../../kernel/process';
import { connect, readOptions, version, withPassword, type Client, type Options } from './connecting';
import type { Told } from './link';
import { splitStatements } from './words';

async function input(self: Process): Promise<string> {
  const parts: Buffer[] = [];
  for (let part = await self.stdin.read(); part; part = await self.stdin.read()) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** mariadb and mysql: statements from -e or from standard input; a prompt where a terminal is. */
export const mariadb: Program = async (self) => {
  const read = readOptions(self);
  if (read.version) {
    await self.stdout.write(`${version(self, 'mariadb', '15.2')}\n`);
    return 0;
  }
  const options = await withPassword(self, read);
  const database = options.database ?? options.rest[0];
  const client = await connect(self, options, database);
  if (typeof client === 'string') {
    await self.stderr.write(client);
    return 1;
  }
  const session: Session = { self, client, options, database };
  try {
    const shows = self.terminal() !== undefined;
    if (options.sql !== undefined) return await statements(session, options.sql, options.table ?? shows);
    if (!shows) return await statements(session, await input(self), options.table ?? false);
    return await prompt(session);
  } finally {
    client.close();
  }
};

type Session = {
  readonly self: Process;
  readonly client: Client;
  readonly options: Options;
  database: string | undefined;
};

const rule = '--------------\n';

/** Runs statements one after the other; the first one that fails is shown and ends it. */
async function statements(session: Session, text: string, table: boolean): Promise<number> {
  const { self, options } = session;
  for (const { sql, line } of splitStatements(text)) {
    const told = await ask(session, sql);
    if (told.error) {
      await self.stderr.write(
        `${rule}${sql}\n${rule}\nERROR ${told.error.number} (${told.error.state}) at line ${line}: ${told.error.message}\n`,
      );
      return 1;
    }
    await self.stdout.write(table ? boxed(told) : plain(told, options.names));
  }
  return 0;
}

async function ask(session: Session, sql: string): Promise<Told> {
  const told = await session.client.ask({ sql });
  const [, used] = /^use\s+`?([^\s`;]+)/i.exec(sql) ?? [];
  if (used !== undefined && !told.error) session.database = used;
  return told;
}

const cell = (value: string | number | null): string => (value === null ? 'NULL' : String(value));

/** Lines as they are printed where no terminal is: tabs between, line ends and tabs inside escaped. */
function plain({ columns, rows = [] }: Told, names: boolean): string {
  if (!columns || rows.length === 0) return '';
  const escaped = (value: string | number | null) =>
    cell(value).replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
  return [...(names ? [columns] : []), ...rows].map((row) => `${row.map(escaped).join('\t')}\n`).join('');
}

function boxed({ columns, rows = [] }: Told): string {
  if (!columns || rows.length === 0) return '';
  const all = [columns, ...rows].map((row) => row.map(cell));
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const right = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number' || row[at] === null));
  const line = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const text = (row: readonly string[], numbers: boolean) =>
    `|${row
      .map((one, at) =>
        numbers && right[at] ? ` ${one.padStart(widths[at] ?? 0)} ` : ` ${one.padEnd(widths[at] ?? 0)} `,
      )
      .join('|')}|\n`;
  const [head = [], ...body] = all;
  return line + text(head, false) + line + body.map((row) => text(row, true)).join('') + line;
}

/** What stands below an answer at the prompt. */
function summary({ columns, rows = [], changed }: Told): string {
  if (!columns) return `Query OK, ${changed ?? 0} ${changed === 1 ? 'row' : 'rows'} affected (0.001 sec)\n\n`;
  if (rows.length === 0) return 'Empty set (0.001 sec)\n\n';
  return `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in set (0.001 sec)\n\n`;
}

async function prompt(session: Session): Promise<number> {
  const { self } = session;
  await self.stdout.write(
    "Welcome to the MariaDB monitor.  Commands end with ; or \\g.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n",
  );
  let text = '';
  for (;;) {
    await self.stdout.write(text.trim() === '' ? `MariaDB [${session.database ?? '(none)'}]> ` : '    -> ');
    const part = (await self.stdin.read())?.toString('utf8');
    if (part === undefined || (text === '' && /^\s*(exit|quit|\\q);?\s*$/.test(part))) {
      await self.stdout.write('Bye\n');
      return 0;
    }
    text = /\\c\s*$/.test(part) ? '' : text + part;
    if (!/(;|\\g)\s*$/.test(text) && !/^\s*use\s+\S+\s*$/i.test(text)) continue;
    for (const { sql } of splitStatements(text.replace(/\\g\s*$/, ';'))) await answered(session, sql);
    text = '';
  }
}

async function answered(session: Session, sql: string): Promise<void> {
  const told = await ask(session, sql);
  const text = told.error
    ? `ERROR ${told.error.number} (${told.error.state}): ${told.error.message}\n`
    : /^use\s/i.test(sql)
      ? 'Database changed\n'
      : boxed(told) + summary(told);
  await session.self.stdout.write(text);
}
