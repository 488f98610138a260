import type { Process, Program } from '../../kernel/process';
import { runApache } from './apache';

const defaultConfig = '/usr/local/apache2/conf/httpd.conf';

/** httpd: serves DocumentRoot on the ports of Listen, as httpd.conf (with its Includes) says; `-t`, `-v`, `-k stop`. */
export const httpd: Program = async (self) => {
  const version = self.env.get('HTTPD_VERSION') ?? '2.4.65';
  const args = self.argv.slice(1);
  if (args.includes('-v')) {
    await self.stdout.write(`Server version: Apache/${version} (Unix)\n`);
    return 0;
  }
  const path = args[args.indexOf('-f') + 1];
  const config = await readConfig(self, args.includes('-f') && path ? path : defaultConfig, 0);
  if (typeof config === 'string') {
    await self.stderr.write(config);
    return 1;
  }
  const root = value(config, 'DocumentRoot') ?? '/usr/local/apache2/htdocs';
  const found = await self.files.stat(root).catch(() => undefined);
  if (found?.kind !== 'directory') {
    const row = config.find(({ name }) => name === 'documentroot');
    await self.stderr.write(
      `AH00526: Syntax error on line ${row?.line ?? 1} of ${row?.file ?? defaultConfig}:\nDocumentRoot '${root}' is not a directory, or is not readable\n`,
    );
    return 1;
  }
  if (args.includes('-t')) {
    await self.stderr.write('Syntax OK\n');
    return 0;
  }
  const ports = config
    .filter(({ name }) => name === 'listen')
    .map(({ args: [where = ''] }) => Number(/(\d+)$/.exec(where)?.[1]));
  const apache = {
    name: 'httpd',
    serverHeader: `Apache/${version} (Unix)`,
    command: self.argv.join(' ').replace('-DFOREGROUND', '-D FOREGROUND'),
    mpm: 'event' as const,
    ports: ports.length > 0 ? ports : [80],
    root,
    indexes: config.find(({ name }) => name === 'directoryindex')?.args ?? ['index.html'],
    listing: true,
    combined: config.some(({ name, args: words }) => name === 'customlog' && words[1] === 'combined'),
    named: value(config, 'ServerName') !== undefined,
  };
  if (args.some((arg) => /FOREGROUND/.test(arg)) || args.includes('-X')) return runApache(self, apache);
  self.fork(self.argv, (child) => runApache(child, apache));
  return 0;
};

/** `httpd-foreground`, where it is no script of the image. */
export const httpdForeground: Program = (self) => self.become(['httpd', '-DFOREGROUND', ...self.argv.slice(1)]);

type Row = { readonly name: string; readonly args: readonly string[]; readonly file: string; readonly line: number };

const value = (rows: readonly Row[], name: string): string | undefined =>
  rows.filter((row) => row.name === name.toLowerCase()).at(-1)?.args[0];

/** The directives outside and inside of sections, with what is included; a sentence when a file cannot be used. */
async function readConfig(self: Process, file: string, depth: number): Promise<readonly Row[] | string> {
  const text = await self.files.read(file).then(
    (content) => content.toString('utf8'),
    () => undefined,
  );
  if (text === undefined) return `httpd: Could not open configuration file ${file}: No such file or directory\n`;
  const rows: Row[] = [];
  const open: string[] = [];
  for (const [index, raw] of text.replace(/\\\n/g, ' ').split('\n').entries()) {
    const line = raw.trim();
    const section = /^<(\/?)(\w+)/.exec(line);
    if (section?.[1] === '/') open.pop();
    else if (section) open.push(section[2] ?? '');
    if (section || line === '' || line.startsWith('#')) continue;
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
    const name = (words[0] ?? '').toLowerCase();
    if (!/^[a-z][a-z0-9_]*$/.test(name))
      return `AH00526: Syntax error on line ${index + 1} of ${file}:\nInvalid command '${words[0] ?? ''}', perhaps misspelled or defined by a module not included in the server configuration\n`;
    if (!/^include(optional)?$/.test(name)) rows.push({ name, args: words.slice(1), file, line: index + 1 });
    else {
      const more = await include(self, words[1] ?? '', name === 'includeoptional', depth);
      if (typeof more === 'string') return more;
      rows.push(...more);
    }
  }
  return open.length > 0
    ? `httpd: Syntax error on line ${text.split('\n').length} of ${file}: ${file}:1: <${open[0] ?? ''}> was not closed.\n`
    : rows;
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
