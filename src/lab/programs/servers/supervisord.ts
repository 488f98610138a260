import type { Child, Process, Program } from '../../kernel/process';
import { dateParts, untilSignal } from './serving';

type Section = ReadonlyMap<string, string>;

/** Reads an ini file as supervisor does: `;` behind a blank begins a comment, `#` at the line's start. Throws an Error. */
function readIni(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let open: Map<string, string> | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\s;.*$/, '').trim();
    const head = /^\[([^\]]+)\]/.exec(line);
    const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line);
    if (line === '' || /^[#;]/.test(line)) continue;
    if (head) {
      open = sections.get(head[1] ?? '') ?? new Map<string, string>();
      sections.set(head[1] ?? '', open);
    } else if (!open)
      throw new Error(`File contains no section headers.\nfile: '<???>', line: ${index + 1}\n'${raw}\\n'`);
    else if (pair) open.set((pair[1] ?? '').toLowerCase(), pair[2] ?? '');
  }
  return sections;
}

/** supervisord: starts the programs of its configuration and starts again what ends; `-n`, `-c`. */
export const supervisord: Program = async (self) => {
  const args = self.argv.slice(1);
  const given = args.indexOf('-c') === -1 ? undefined : args[args.indexOf('-c') + 1];
  const path =
    given ??
    (await firstThere(self, ['/etc/supervisord.conf', '/etc/supervisor/supervisord.conf', '/etc/supervisor.conf']));
  const sections =
    path === undefined ? undefined : await load(self, self.path(path)).catch((error: Error) => error.message);
  if (sections === undefined || typeof sections === 'string') {
    await self.stderr.write(
      sections === undefined
        ? 'Error: No config file found at default paths\n'
        : `Error: ${sections}\nFor help, use ${self.argv[0] ?? ''} -h\n`,
    );
    return 2;
  }
  if (!sections.has('supervisord')) {
    await self.stderr.write('Error: .ini file does not include supervisord section\nFor help, use supervisord -h\n');
    return 2;
  }
  if (args.includes('-n') || sections.get('supervisord')?.get('nodaemon') === 'true') return supervise(self, sections);
  self.fork(self.argv, (child) => supervise(child, sections));
  return 0;
};

async function firstThere(self: Process, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await self.files.stat(path).catch(() => undefined)) return path;
  return undefined;
}

async function load(self: Process, path: string): Promise<ReadonlyMap<string, Section>> {
  const read = async (file: string) => readIni((await self.files.read(file)).toString('utf8'));
  const main = new Map(await read(path));
  const folder = path.slice(0, path.lastIndexOf('/'));
  for (const pattern of (main.get('include')?.get('files') ?? '').split(/\s+/).filter(Boolean)) {
    const whole = pattern.startsWith('/') ? pattern : `${folder}/${pattern}`;
    const place = whole.slice(0, whole.lastIndexOf('/'));
    const [head = '', tail] = whole.slice(place.length + 1).split('*');
    const names = await self.files.list(place).catch((): readonly string[] => []);
    const fits = (name: string) => (tail === undefined ? name === head : name.startsWith(head) && name.endsWith(tail));
    for (const name of names.filter(fits))
      for (const [section, values] of await read(`${place}/${name}`)) main.set(section, values);
  }
  return main;
}

async function supervise(self: Process, sections: ReadonlyMap<string, Section>): Promise<number> {
  const logFile = sections.get('supervisord')?.get('logfile') ?? '/supervisord.log';
  const log = async (level: string, text: string) => {
    const { year, month, day, time, milliseconds } = dateParts(self.clock.now());
    const line = `${year}-${month}-${day} ${time},${milliseconds} ${level} ${text}\n`;
    await self.stdout.write(line).catch(() => undefined);
    if (logFile.startsWith('/dev/') || self.ended.aborted) return;
    await self.files.write(logFile, line, { append: true }).catch(() => undefined);
  };
  if (self.user.uid === 0 && !sections.get('supervisord')?.has('user'))
    await log(
      'CRIT',
      'Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.  If you intend to run as root, you can set user=root in the config file to avoid this message.',
    );
  await log('INFO', `supervisord started with pid ${self.pid}`);
  const running = new Map<string, Child>();
  let stopping = false;
  for (const [section, values] of sections) {
    const name = /^program:(.+)$/.exec(section)?.[1];
    if (name !== undefined && values.get('autostart') !== 'false')
      void keep(self, { name, values, log, running, over: () => stopping || self.ended.aborted }).catch(
        () => undefined,
      );
  }
  const signal = await untilSignal(self, { SIGTERM: 'SIGTERM', SIGINT: 'SIGINT', SIGQUIT: 'SIGQUIT' });
  stopping = true;
  await log('WARN', `received ${signal} indicating exit request`);
  if (running.size > 0) await log('INFO', `waiting for ${[...running.keys()].join(', ')} to die`);
  for (const child of running.values()) child.kill('SIGTERM');
  await Promise.race([Promise.all([...running.values()].map(({ exited }) => exited)), self.sleep(10_000)]);
  for (const child of running.values()) child.kill('SIGKILL');
  return 0;
}

type Kept = {
  readonly name: string;
  readonly values: Section;
  readonly log: (level: string, text: string) => Promise<void>;
  readonly running: Map<string, Child>;
  readonly over: () => boolean;
};

/** Starts a program again and again as `autorestart` says; gives up after too many starts that last less than a second. */
async function keep(self: Process, kept: Kept): Promise<void> {
  const { name, values, log, running } = kept;
  const restart = values.get('autorestart') ?? 'unexpected';
  const retries = Number(values.get('startretries') ?? 3);
  for (let failures = 0; !kept.over();) {
    const started = self.clock.now();
    const child = await begin(self, values).catch((error: Error) => error);
    if (child instanceof Error)
      await log('INFO', `spawnerr: can't find command '${(values.get('command') ?? '').split(' ')[0] ?? ''}'`);
    else {
      running.set(name, child);
      await log('INFO', `spawned: '${name}' with pid ${child.pid}`);
      const timer = self.clock.after(
        1000,
        () =>
          void log(
            'INFO',
            `success: ${name} entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)`,
          ),
      );
      const { code } = await child.exited;
      timer.cancel();
      running.delete(name);
      if (kept.over()) return;
      const early = self.clock.now() - started < 1000;
      await log(
        early ? 'WARN' : 'INFO',
        `exited: ${name} (exit status ${code}; ${code === 0 && !early ? 'expected' : 'not expected'})`,
      );
      if (!early) {
        failures = 0;
        if (restart === 'false' || (restart === 'unexpected' && code === 0)) return;
        continue;
      }
    }
    if (++failures > retries)
      return log('INFO', `gave up: ${name} entered FATAL state, too many start retries too quickly`);
    await self.sleep(failures * 1000);
  }
}

function begin(self: Process, values: Section): Promise<Child> {
  const words = [...(values.get('command') ?? '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)];
  const argv = words.map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  const output = (key: string, stream: Process['stdout']) => {
    const path = values.get(key);
    if (path === '/dev/stdout' || path === '/dev/fd/1') return self.stdout;
    if (path === '/dev/stderr' || path === '/dev/fd/2') return self.stderr;
    return path === undefined || path === 'NONE' || path === 'AUTO'
      ? { write: () => Promise.resolve() }
      : fileOutput(self, path, stream);
  };
  const cwd = values.get('directory');
  return self.spawn(argv, {
    stdout: output('stdout_logfile', self.stdout),
    stderr:
      values.get('redirect_stderr') === 'true'
        ? output('stdout_logfile', self.stdout)
        : output('stderr_logfile', self.stderr),
    ...(cwd !== undefined && { cwd }),
  });
}

const fileOutput = (self: Process, path: string, otherwise: Process['stdout']): Process['stdout'] => ({
  write: (chunk) => self.files.write(path, chunk, { append: true }).catch(() => otherwise.write(chunk)),
});
