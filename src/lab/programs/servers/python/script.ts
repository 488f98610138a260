import type { Process } from '../../../kernel/process';
import { textOf } from '../serving';
import { listening, pythonVersion } from './answering';
import { app } from './app';
import { modelOf } from './models';
import type { Read } from './reads';
import { sketch } from './sketch';

/** Says in one sentence that the lab does not do it; 1. */
export async function refuse(self: Process, what: string): Promise<number> {
  await self.stderr.write(
    `python: the practice lab does not run Python; it knows the servers of the lessons, and not ${what}\n`,
  );
  return 1;
}

/** Runs a script by what its text says, on the address that is told instead of its own. */
export async function script(
  self: Process,
  name: string,
  source: string,
  at?: { readonly host: string; readonly port: number },
): Promise<number> {
  const found = modelOf(self) ?? sketch(source, self.env);
  if (!found) return printing(self, name, source);
  const missing = await missingModule(self, found.modules);
  if (missing !== undefined) return died(self, name, `ModuleNotFoundError: No module named '${missing}'`);
  const texts = new Map<string, string>();
  for (const [variable, read] of found.files) {
    const path = read.beside ? beside(self, name, read.path) : read.path;
    const text = await textOf(self.files, self.path(path));
    if (text === undefined)
      return died(self, name, `FileNotFoundError: [Errno 2] No such file or directory: '${path}'`, read);
    texts.set(variable, text.trim());
  }
  const { host, port } = at ?? found;
  const flask = found.kind === 'flask';
  if (flask)
    await self.stdout.write(
      ` * Serving Flask app '${name.replace(/^.*\//, '').replace(/\.py$/, '')}'\n * Debug mode: off\n`,
    );
  return listening(self, host, port, flask ? banner(self, host, port) : '', (request, response) =>
    app(self, found, texts, request, response),
  );
}

function banner(self: Process, host: string, port: number): string {
  const own = self.network.interfaces().find(({ name }) => name !== 'lo')?.address ?? '127.0.0.1';
  const places =
    host === '0.0.0.0'
      ? ` * Running on all addresses (0.0.0.0)\n * Running on http://127.0.0.1:${port}\n * Running on http://${own}:${port}\n`
      : ` * Running on http://${host}:${port}\n`;
  return `WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.\n${places}Press CTRL+C to quit\n`;
}

/** A path that begins at the script's folder. */
function beside(self: Process, name: string, path: string): string {
  const script = self.path(name);
  return path.startsWith('/') ? path : `${script.slice(0, script.lastIndexOf('/'))}/${path}`;
}

async function died(self: Process, name: string, why: string, at?: Read): Promise<number> {
  await self.stderr.write(
    `Traceback (most recent call last):\n  File "${self.path(name)}", line ${at?.line ?? 1}, in <module>\n${at ? `    ${at.text}\n${marked(at.text)}` : ''}${why}\n`,
  );
  return 1;
}

/** Python's line of marks below a call of `open`. */
function marked(text: string): string {
  const [, before = '', call = ''] = /^(.*?)(open\(.*\))(?= as |\.read)/.exec(text) ?? [];
  return call === '' ? '' : `    ${' '.repeat(before.length)}${'~'.repeat(4)}${'^'.repeat(call.length - 4)}\n`;
}

/** A script that does nothing but print texts. */
async function printing(self: Process, name: string, source: string): Promise<number> {
  const lines = [...source.matchAll(/^print\(\s*(["'])((?:\\[^]|(?!\1)[^\\])*)\1\s*\)\s*$/gm)];
  const other = source.split('\n').filter((line) => line.trim() !== '' && !/^\s*#|^print\(/.test(line));
  if (lines.length === 0 || other.length > 0) return refuse(self, `what ${name} does`);
  for (const line of lines) await self.stdout.write(`${line[2] ?? ''}\n`);
  return 0;
}

/** Modules that do not belong to Python itself must have been installed by pip. */
async function missingModule(self: Process, modules: readonly string[]): Promise<string | undefined> {
  const minor = pythonVersion(self).split('.').slice(0, 2).join('.');
  const folders = [
    `/usr/local/lib/python${minor}/site-packages`,
    `/usr/lib/python${minor}/site-packages`,
    '/usr/lib/python3/dist-packages',
    `${self.user.home}/.local/lib/python${minor}/site-packages`,
  ];
  for (const name of modules.filter((one) => ['flask', 'redis', 'requests', 'gunicorn'].includes(one))) {
    const found = await Promise.all(
      folders.map((folder) => self.files.list(folder).catch((): readonly string[] => [])),
    );
    if (!found.flat().some((entry) => entry.toLowerCase() === name || entry.toLowerCase().startsWith(`${name}-`)))
      return name;
  }
  return undefined;
}
