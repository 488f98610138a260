import type { Process, Program } from '../../kernel/process';
import { runApache, type Apache } from './apache';
import { textOf } from './serving';

const defaultConfig = '/usr/local/apache2/conf/httpd.conf';

/** httpd: serves DocumentRoot on the ports of Listen, as httpd.conf (with its Includes) says; `-t`, `-v`, `-k stop`. */
export const httpd: Program = async (self) => {
  const version = self.env.get('HTTPD_VERSION') ?? '2.4.65';
  const args = self.argv.slice(1);
  if (args.includes('-v')) {
    await self.stdout.write(`Server version: Apache/${version} (Unix)\n`);
    return 0;
  }
  const path = args.includes('-f') ? (args[args.indexOf('-f') + 1] ?? defaultConfig) : defaultConfig;
  const config = await readConfig(self, path, 0);
  const problem = typeof config === 'string' ? config : await rootProblem(self, config);
  if (typeof config === 'string' || problem !== undefined) {
    await self.stderr.write(problem ?? '');
    return 1;
  }
  if (args.includes('-t')) {
    await self.stderr.write('Syntax OK\n');
    return 0;
  }
  const apache = apacheOf(self, config, version);
  if (args.some((arg) => /FOREGROUND/.test(arg)) || args.includes('-X')) return runApache(self, apache);
  self.fork(self.argv, (child) => runApache(child, apache));
  return 0;
};

const rootOf = (config: readonly Row[]): string => value(config, 'DocumentRoot') ?? '/usr/local/apache2/htdocs';

async function rootProblem(self: Process, config: readonly Row[]): Promise<string | undefined> {
  const root = rootOf(config);
  const found = await self.files.stat(root).catch(() => undefined);
  if (found?.kind === 'directory') return undefined;
  const row = config.find(({ name }) => name === 'documentroot');
  return `AH00526: Syntax error on line ${row?.line ?? 1} of ${row?.file ?? defaultConfig}:\nDocumentRoot '${root}' is not a directory, or is not readable\n`;
}

function apacheOf(self: Process, config: readonly Row[], version: string): Apache {
  const ports = config
    .filter(({ name }) => name === 'listen')
    .map(({ args: [where = ''] }) => Number(/(\d+)$/.exec(where)?.[1]));
  return {
    name: 'httpd',
    serverHeader: `Apache/${version} (Unix)`,
    command: self.argv.join(' ').replace('-DFOREGROUND', '-D FOREGROUND'),
    mpm: 'event',
    user: value(config, 'User') ?? 'www-data',
    ports: ports.length > 0 ? ports : [80],
    root: rootOf(config),
    indexes: config.find(({ name }) => name === 'directoryindex')?.args ?? ['index.html'],
    listing: true,
    combined: config.some(({ name, args: words }) => name === 'customlog' && words[1] === 'combined'),
    named: value(config, 'ServerName') !== undefined,
  };
}

/** `httpd-foreground`, where it is no script of the image. */
export const httpdForeground: Program = (self) => self.become(['httpd', '-DFOREGROUND', ...self.argv.slice(1)]);

type Row = { readonly name: string; readonly args: readonly string[]; readonly file: string; readonly line: number };

const value = (rows: readonly Row[], name: string): string | undefined =>
  rows.filter((row) => row.name === name.toLowerCase()).at(-1)?.args[0];

/** The directives outside and inside of sections, with what is included; a sentence when a file cannot be used. */
async function readConfig(self: Process, file: string, depth: number): Promise<readonly Row[] | string> {
  const text = await textOf(self.files, file);
  if (text === undefined) return `httpd: Could not open configuration file ${file}: No such file or directory\n`;
  const unclosed = unclosedSection(text);
  const rows: Row[] = [];
  for (const row of rowsOf(text, file)) {
    if (!/^[a-z][a-z0-9_]*$/.test(row.name)) return misspelled(row);
    const optional = row.name === 'includeoptional';
    const more = optional || row.name === 'include' ? await include(self, row.args[0] ?? '', optional, depth) : [row];
    if (typeof more === 'string') return more;
    rows.push(...more);
  }
  return unclosed === undefined
    ? rows
    : `httpd: Syntax error on line ${text.split('\n').length} of ${file}: ${file}:1: <${unclosed}> was not closed.\n`;
}

const misspelled = ({ name, file, line }: Row): string =>
  `AH00526: Syntax error on line ${line} of ${file}:\nInvalid command '${name}', perhaps misspelled or defined by a module not included in the server configuration\n`;

/** The lines that are directives; a directive's name is in small letters unless it is none. */
function rowsOf(text: string, file: string): readonly Row[] {
  return text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((raw, index) => ({ line: raw.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#') && !/^<\/?\w/.test(line))
    .map(({ line, number }) => {
      const [first = '', ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
      const name = /^\w+$/.test(first) ? first.toLowerCase() : first;
      return { name, args, file, line: number };
    });
}

/** The name of the first section that is not closed. */
function unclosedSection(text: string): string | undefined {
  const open: string[] = [];
  for (const [, end, name = ''] of text.matchAll(/^\s*<(\/?)(\w+)/gm)) {
    if (end === '/') open.pop();
    else open.push(name);
  }
  return open[0];
}

async function include(
  self: Process,
  name: string,
  optional: boolean,
  depth: number,
): Promise<readonly Row[] | string> {
  const path = name.startsWith('/') ? name : `/usr/local/apache2/${name}`;
  if (depth > 10) return [];
  if (!path.includes('*')) {
    const rows = await readConfig(self, path, depth + 1);
    return optional && typeof rows === 'string' ? [] : rows;
  }
  const folder = path.slice(0, path.lastIndexOf('/'));
  const [head = '', tail = ''] = path.slice(folder.length + 1).split('*');
  const rows: Row[] = [];
  for (const entry of await self.files.list(folder).catch(() => [])) {
    if (!entry.startsWith(head) || !entry.endsWith(tail)) continue;
    const more = await readConfig(self, `${folder}/${entry}`, depth + 1);
    if (typeof more === 'string') return more;
    rows.push(...more);
  }
  return rows;
}
