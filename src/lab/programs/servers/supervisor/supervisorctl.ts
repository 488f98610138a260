import type { Process, Program } from '../../../kernel/process';
import { dateParts, textOf } from '../serving';
import { readSettings, type Settings } from './config';
import type { Kept } from './kept';
import { supervisorOf, type Supervisor } from './supervisord';

type Command = (self: Process, supervisor: Supervisor, names: readonly string[]) => Promise<number>;

/** supervisorctl: `status`, `start`, `stop`, `restart`, `pid`, `avail`, `tail`, `reread`, `update`, `version`, `shutdown`. */
export const supervisorctl: Program = async (self) => {
  const args = self.argv.slice(1);
  const settings = await readSettings(self, 'supervisorctl', args);
  if (typeof settings === 'string') {
    await self.stderr.write(settings);
    return 2;
  }
  const at = args.findIndex((arg) => arg === '-c' || arg === '--configuration');
  const [word = 'status', ...names] = at === -1 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command) {
    await self.stdout.write(`*** Unknown syntax: ${[word, ...names].join(' ')}\n`);
    return 2;
  }
  const supervisor = supervisorOf(self);
  if (supervisor) return command(self, supervisor, names);
  await self.stdout.write(`${addressOf(settings)}\n`);
  return 4;
};

/** The place where nobody answers, as supervisorctl tells it. */
function addressOf({ sections }: Settings): string {
  const url = sections.get('supervisorctl')?.get('serverurl') ?? 'http://localhost:9001';
  return url.startsWith('unix:') ? `${url} no such file` : `${url} refused connection`;
}

const commands: Readonly<Record<string, Command>> = {
  status,
  start: each('started', 'ERROR (already started)', (kept) => {
    if (kept.child) return Promise.resolve(false);
    kept.start();
    return Promise.resolve(true);
  }),
  stop: each('stopped', 'ERROR (not running)', stopped),
  restart: async (self, supervisor, names) => {
    await commands['stop']?.(self, supervisor, names);
    return (await commands['start']?.(self, supervisor, names)) ?? 1;
  },
  pid: async (self, { pid }) => said(self, String(pid)),
  reread: (self) => said(self, 'No config updates to processes'),
  update: () => Promise.resolve(0),
  avail: async (self, { programs }) => {
    for (const { name, values } of programs) {
      const start = values.get('autostart') === 'false' ? 'manual' : 'auto';
      const rank = values.get('priority') ?? '999';
      await said(self, `${name.padEnd(33)}in use    ${start.padEnd(10)}${rank}:${rank}`);
    }
    return 0;
  },
  tail: async (self, { programs }, names) => {
    const name = names.find((one) => !one.startsWith('-')) ?? '';
    const kept = programs.find((one) => one.name === name);
    const path = kept?.values.get(names.includes('stderr') ? 'stderr_logfile' : 'stdout_logfile') ?? '';
    const text = path.startsWith('/dev/') ? undefined : await textOf(self.files, path);
    const why = kept ? 'ERROR (unknown error reading log)' : 'ERROR (no such process name)';
    if (text === undefined) return said(self, `${name}: ${why}`);
    await self.stdout.write(text.slice(-1600));
    return 0;
  },
  version: (self) => said(self, '4.2.5'),
  shutdown: (self, supervisor) => {
    supervisor.shutDown();
    return said(self, 'Shut down');
  },
};

async function said(self: Process, text: string): Promise<number> {
  await self.stdout.write(`${text}\n`);
  return 0;
}

async function stopped(kept: Kept): Promise<boolean> {
  if (!kept.child) return false;
  await kept.stop();
  return true;
}

function each(done: string, refused: string, act: (kept: Kept) => Promise<boolean>): Command {
  return async (self, { programs }, names) => {
    const wanted = names.includes('all') ? programs.map(({ name }) => name) : names;
    let code = 0;
    for (const name of wanted) {
      const kept = programs.find((one) => one.name === name);
      const answer = !kept ? 'ERROR (no such process)' : (await act(kept)) ? done : refused;
      if (answer.startsWith('ERROR')) code = 1;
      await self.stdout.write(`${name}: ${answer}\n`);
    }
    return code;
  };
}

async function status(self: Process, { programs }: Supervisor, names: readonly string[]): Promise<number> {
  const wanted = names.length === 0 || names.includes('all') ? programs.map(({ name }) => name) : names;
  let code = 0;
  for (const name of wanted) {
    const kept = programs.find((one) => one.name === name);
    if (kept?.state !== 'RUNNING') code = kept ? 3 : 4;
    await self.stdout.write(kept ? `${row(self, kept)}\n` : `${name}: ERROR (no such process)\n`);
  }
  return code;
}

const row = (self: Process, kept: Kept): string =>
  `${kept.name.padEnd(33)}${kept.state.padEnd(10)}${described(self, kept)}`.trimEnd();

function described(self: Process, { state, since, child }: Kept): string {
  if (state === 'STARTING' || state === 'STOPPING') return '';
  if (state === 'FATAL' || state === 'BACKOFF') return 'Exited too quickly (process log may have details)';
  if (since === undefined) return 'Not started';
  if (state === 'RUNNING') return `pid ${child?.pid ?? 0}, uptime ${uptime(self.clock.now() - since)}`;
  const { monthName, day, time } = dateParts(since);
  const hour = Number(time.slice(0, 2));
  const shown = String(hour % 12 || 12).padStart(2, '0');
  return `${monthName} ${day} ${shown}${time.slice(2, 5)} ${hour < 12 ? 'AM' : 'PM'}`;
}

function uptime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
