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
  const settings = await readSettings(self, args);
  if (typeof settings === 'string') {
    await self.stderr.write(settings);
    return 2;
  }
  const stays = args.includes('-n') || settings.sections.get('supervisord')?.get('nodaemon') === 'true';
  if (stays) return supervise(self, settings);
  self.fork(self.argv, (child) => supervise(child, settings));
  return 0;
};

function logOf(self: Process, logFile: string): Log {
  return async (level, text) => {
    const { year, month, day, time, milliseconds } = dateParts(self.clock.now());
    const line = `${year}-${month}-${day} ${time},${milliseconds} ${level} ${text}\n`;
    await self.stdout.write(line).catch(() => undefined);
    if (logFile.startsWith('/dev/') || self.ended.aborted) return;
    await self.files.write(logFile, line, { append: true }).catch(() => undefined);
  };
}

async function supervise(self: Process, settings: Settings): Promise<number> {
  // It is a script of Python's, and looks so.
  self.setTitle(['/usr/bin/python3', '/usr/bin/supervisord', ...self.argv.slice(1)]);
  const { sections } = settings;
  const log = logOf(self, sections.get('supervisord')?.get('logfile') ?? '/supervisord.log');
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
