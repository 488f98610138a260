import type { Process, Program } from '../../../kernel/process';
import { dateParts, untilSignal } from '../serving';
import { readSettings, type Settings } from './config';
import { Kept, type Log } from './kept';

/** A running supervisord, as supervisorctl reaches it. */
export type Supervisor = { readonly pid: number; readonly programs: readonly Kept[]; readonly shutDown: () => void };

/**
 * The supervisors that have a control socket, by container: the lab's networks have no unix sockets, so supervisorctl
 * finds its supervisor here. Each goes when its process ends.
 */
const listening = new Map<string, Supervisor>();

/** The supervisor that listens for supervisorctl in the container of a process. */
export const supervisorOf = ({ facts }: Process): Supervisor | undefined => listening.get(facts.containerId);

/** supervisord: starts the programs of its configuration and starts again what ends; `-n`, `-c`. */
export const supervisord: Program = async (self) => {
  const args = self.argv.slice(1);
  const named = args.some((arg) => arg === '-c' || arg === '--configuration');
  if (self.user.uid === 0 && !named) await self.stderr.write(searching);
  const settings = await readSettings(self, 'supervisord', args);
  if (typeof settings === 'string') {
    await self.stderr.write(settings);
    return 2;
  }
  const wrong = await wrongPidFile(self, settings);
  if (wrong !== undefined) {
    await self.stderr.write(wrong);
    return 2;
  }
  const stays = args.includes('-n') || settings.sections.get('supervisord')?.get('nodaemon') === 'true';
  if (stays) return supervise(self, settings, true);
  self.fork(self.argv, (child) => supervise(child, settings, false));
  return 0;
};

/** What is said when the folder of the pid file is not there. */
async function wrongPidFile(self: Process, { sections }: Settings): Promise<string | undefined> {
  const path = sections.get('supervisord')?.get('pidfile') ?? '';
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (folder === '' || (await self.files.stat(folder).catch(() => undefined))) return undefined;
  return `Error: The directory named as part of the path ${path} does not exist\nFor help, use /usr/bin/supervisord -h\n`;
}

/** What Python's warning of an unnamed configuration says. */
const searching =
  '/usr/lib/python3.12/site-packages/supervisor/options.py:474: UserWarning: Supervisord is running as root and it is searching for its configuration file in default locations (including its current working directory); you probably want to specify a "-c" argument specifying an absolute path to a configuration file for improved security.\n  self.warnings.warn(\n';

/** In the foreground the log is shown besides going to its file, and so twice when that is the output as well. */
function logOf(self: Process, logFile: string, foreground: boolean): Log {
  return async (level, text) => {
    const { year, month, day, time, milliseconds } = dateParts(self.clock.now());
    const line = `${year}-${month}-${day} ${time},${milliseconds} ${level} ${text}\n`;
    if (foreground) await self.stdout.write(line).catch(() => undefined);
    if (self.ended.aborted || /^(\/dev\/null|NONE)$/.test(logFile)) return;
    if (/^\/dev\/(stdout|fd\/1)$/.test(logFile)) await self.stdout.write(line).catch(() => undefined);
    else if (/^\/dev\/(stderr|fd\/2)$/.test(logFile)) await self.stderr.write(line).catch(() => undefined);
    else await self.files.write(logFile, line, { append: true }).catch(() => undefined);
  };
}

async function supervise(self: Process, settings: Settings, foreground: boolean): Promise<number> {
  // It is a script of Python's, and looks so.
  self.setTitle(['/usr/bin/python3', '/usr/bin/supervisord', ...self.argv.slice(1)]);
  const { sections } = settings;
  const log = logOf(self, sections.get('supervisord')?.get('logfile') ?? '/supervisord.log', foreground);
  await greet(self, settings, log);
  const programs = programsOf(self, settings, log);
  let shutDown: (signal: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => {
    shutDown = resolve;
  });
  const id = self.facts.containerId;
  const supervisor: Supervisor = { pid: self.pid, programs, shutDown: () => shutDown('SIGTERM') };
  if (sections.has('unix_http_server') || sections.has('inet_http_server')) listening.set(id, supervisor);
  try {
    for (const kept of programs) if (kept.values.get('autostart') !== 'false') kept.start();
    const signals = untilSignal(self, { SIGTERM: 'SIGTERM', SIGINT: 'SIGINT', SIGQUIT: 'SIGQUIT' });
    const signal = await Promise.race([signals, told]);
    await log('WARN', `received ${signal} indicating exit request`);
    const running = programs.filter(({ child }) => child);
    if (running.length > 0) await log('INFO', `waiting for ${running.map(({ name }) => name).join(', ')} to die`);
    await Promise.all(programs.map((kept) => kept.stop()));
    return 0;
  } finally {
    if (listening.get(id) === supervisor) listening.delete(id);
  }
}

async function greet(self: Process, { sections, included }: Settings, log: Log): Promise<void> {
  const user = sections.get('supervisord')?.get('user');
  if (self.user.uid === 0 && user === undefined)
    await log(
      'CRIT',
      'Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.  If you intend to run as root, you can set user=root in the config file to avoid this message.',
    );
  for (const file of included) await log('INFO', `Included extra file "${file}" during parsing`);
  if (user === 'root') await log('INFO', 'Set uid to user 0 succeeded');
  for (const server of ['unix_http_server', 'inet_http_server'])
    if (sections.has(server)) {
      await log('INFO', "RPC interface 'supervisor' initialized");
      if (!sections.get(server)?.has('username'))
        await log('CRIT', `Server '${server}' running without any HTTP authentication checking`);
    }
  await log('INFO', `supervisord started with pid ${self.pid}`);
}

/** The programs of the configuration by priority and name. */
function programsOf(self: Process, { sections }: Settings, log: Log): readonly Kept[] {
  const rank = ({ values }: Kept) => Number(values.get('priority') ?? 999);
  return [...sections]
    .filter(([section]) => section.startsWith('program:'))
    .map(([section, values]) => new Kept(section.slice('program:'.length), values, self, log))
    .sort((left, right) => rank(left) - rank(right) || (left.name < right.name ? -1 : 1));
}
