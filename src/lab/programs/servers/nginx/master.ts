import type { Listener } from '../../../kernel/network';
import type { Child, Process } from '../../../kernel/process';
import { accountOf } from '../account';
import { openLog, untilSignal } from '../serving';
import type { Config } from './config';
import { listen } from './listen';
import { Emergency } from './parse';
import { writePid } from './places';
import type { Instance } from './visit';

/** The compiler line of `nginx -V` and of the start's log. */
export const built = 'built by gcc 14.2.0 (Alpine 14.2.0)';

const stamp = (self: Process): string =>
  new Date(self.clock.now()).toISOString().slice(0, 19).replace('T', ' ').replace(/-/g, '/');

/** Writes a line of the error log that belongs to no request. */
export async function logMain(self: Process, level: string, text: string): Promise<void> {
  const write = await openLog(self, '/var/log/nginx/error.log');
  await write(`${stamp(self)} [${level}] ${self.pid}#${self.pid}: ${text}\n`);
}

/** A running nginx with its open ports. */
export type Started = Instance & {
  readonly close: () => void;
  readonly relisten: () => Promise<void>;
  setWorker: (pid: number) => void;
};

/** Opens the ports; resolves to an Emergency when one cannot be opened. */
export async function start(self: Process, config: Config, version: string): Promise<Started | Emergency> {
  const listeners = new Map<string, Listener>();
  let worker = self.pid;
  const instance: Started = {
    self,
    version,
    config,
    counts: { connections: 0, requests: 0, active: 0 },
    worker: () => worker,
    log: logs(self),
    turns: new Map(),
    close: () => listeners.forEach((listener) => listener.close()),
    relisten: () => listen(self, instance, listeners),
    setWorker: (pid) => (worker = pid),
  };
  try {
    await instance.relisten();
    return instance;
  } catch (error) {
    instance.close();
    if (error instanceof Emergency) return error;
    throw error;
  }
}

/** Logs by path, opened once each; lines of one log keep their order. */
function logs(self: Process): (path: string, line: string) => void {
  const open = new Map<string, Promise<(line: string) => Promise<void>>>();
  const last = new Map<string, Promise<void>>();
  return (path, line) => {
    const log = open.get(path) ?? openLog(self, path);
    open.set(path, log);
    const before = last.get(path) ?? Promise.resolve();
    last.set(
      path,
      before
        .then(() => log)
        .then((write) => write(line))
        .catch(() => undefined),
    );
  };
}

/** The master process: a worker, reloads, and the end by a signal. */
export async function master(
  self: Process,
  instance: Started,
  load: () => Promise<Config | Emergency>,
  pid: string,
): Promise<number> {
  self.setTitle([`nginx: master process ${self.argv.join(' ')}`]);
  const notice = (text: string) => logMain(self, 'notice', text);
  for (const text of [
    'using the "epoll" event method',
    `nginx/${instance.version}`,
    built,
    `OS: Linux ${self.facts.kernel}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
  ])
    await notice(text);
  const refused = await writePid(self, pid);
  if (refused !== undefined) {
    await logMain(self, 'emerg', refused);
    await self.stderr.write(`nginx: [emerg] ${refused}\n`);
    instance.close();
    return 1;
  }
  await notice('start worker processes');
  let child = await work(self, instance);
  self.on('SIGHUP', () => {
    const reload = async () => {
      await notice('signal 1 (SIGHUP) received, reconfiguring');
      await notice('reconfiguring');
      const config = await load();
      if (config instanceof Emergency) throw config;
      instance.config = config;
      await instance.relisten();
      const old = child;
      child = await work(self, instance);
      old.kill('SIGQUIT');
    };
    reload().catch((error: unknown) =>
      error instanceof Emergency ? logMain(self, 'emerg', error.message) : undefined,
    );
  });
  self.on('SIGUSR1', () => undefined);
  self.on('SIGWINCH', () => undefined);
  const [text, graceful] = await untilSignal<readonly [string, boolean]>(self, {
    SIGQUIT: ['signal 3 (SIGQUIT) received, shutting down', true],
    SIGTERM: ['signal 15 (SIGTERM) received, exiting', false],
    SIGINT: ['signal 2 (SIGINT) received, exiting', false],
  });
  await notice(text);
  instance.close();
  child.kill(graceful ? 'SIGQUIT' : 'SIGTERM');
  await child.exited;
  await notice(`signal 17 (SIGCHLD) received from ${child.pid}`);
  await notice(`worker process ${child.pid} exited with code 0`);
  await self.files.remove(pid).catch(() => undefined);
  await notice('exit');
  return 0;
}

/** Starts the worker as the user that the configuration names; a master that is not root keeps its own. */
async function work(self: Process, instance: Started): Promise<Child> {
  const name = instance.config.main.find((directive) => directive.name === 'user')?.args[0] ?? 'nobody';
  const user = self.user.uid === 0 ? await accountOf(self.files, name) : undefined;
  const run = async (worker: Process) => {
    const text = await untilSignal(worker, {
      SIGQUIT: 'gracefully shutting down',
      SIGTERM: 'exiting',
      SIGINT: 'exiting',
    });
    await logMain(worker, 'notice', text);
    await logMain(worker, 'notice', 'exit');
    return 0;
  };
  const child = self.fork(['nginx: worker process'], run, { ...(user && { user }) });
  instance.setWorker(child.pid);
  await logMain(self, 'notice', `start worker process ${child.pid}`);
  return child;
}
