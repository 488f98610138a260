import type { Listener } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { openLog, retitle, serveHttp, untilSignal } from '../serving';
import { loadConfig, type Config, type Listen } from './config';
import { handle } from './handle';
import { Emergency, errno, type Directive } from './parse';
import type { Instance } from './visit';

type Options = {
  readonly config: string;
  readonly globals: readonly string[];
  readonly test: boolean;
  readonly dump: boolean;
  readonly signal?: string;
};

/** nginx, version as the image's NGINX_VERSION says: master and worker, configuration, signals, `-t -T -s -v -V -c -g`. */
export const nginx: Program = async (self) => {
  const version = self.env.get('NGINX_VERSION') ?? '1.30.0';
  const [, first] = self.argv;
  if (first === '-v' || first === '-V')
    return say(self, `nginx version: nginx/${version}\n${first === '-V' ? built : ''}`, 0);
  if (first === '-h' || first === '-?')
    return say(self, `nginx version: nginx/${version}\nUsage: nginx [-?hvVtTq] [-s signal] [-p prefix]\n`, 0);
  const options = readOptions(self.argv.slice(1));
  if (typeof options === 'string') return say(self, `nginx: invalid option: "${options}"\n`, 1);
  if (options.signal !== undefined) return sendSignal(self, options.signal);
  const config = await load(self, options);
  if (config instanceof Emergency) return failed(self, options, config);
  if (options.test) return tested(self, options, config);
  const daemon = mainSetting(config.main, options.globals, 'daemon') !== 'off';
  const instance = await start(self, config, version);
  if (instance instanceof Emergency) return failed(self, options, instance);
  if (!daemon) return master(self, instance, options);
  instance.close();
  self.fork(['nginx: master process', ...self.argv], async (child) => {
    const again = await start(child, config, version);
    return again instanceof Emergency ? 1 : master(child, again, options);
  });
  return 0;
};

const built = 'built by gcc 14.2.0 (Alpine 14.2.0)\nconfigure arguments: --prefix=/etc/nginx\n';

async function say(self: Process, text: string, code: number): Promise<number> {
  await self.stderr.write(text);
  return code;
}

function readOptions(args: readonly string[]): Options | string {
  const found: { config: string; globals: string[]; test: boolean; dump: boolean; signal?: string } = {
    config: '/etc/nginx/nginx.conf',
    globals: [],
    test: false,
    dump: false,
  };
  for (let at = 0; at < args.length; at++) {
    const option = args[at] ?? '';
    if (option === '-t' || option === '-T') {
      found.test = true;
      found.dump ||= option === '-T';
    } else if (option === '-c') found.config = args[++at] ?? '';
    else if (option === '-g') found.globals.push(args[++at] ?? '');
    else if (option === '-s') found.signal = args[++at] ?? '';
    else if (option === '-p' || option === '-e') at++;
    else if (option !== '-q') return option.replace(/^-/, '');
  }
  return found;
}

/** A setting of the main part, or of the `-g` option. */
function mainSetting(main: readonly Directive[], globals: readonly string[], name: string): string | undefined {
  for (const text of globals.join(';').split(';')) {
    const [word, value] = text.trim().split(/\s+/);
    if (word === name) return value;
  }
  return main.find((directive) => directive.name === name)?.args[0];
}

function load(self: Process, options: Options): Promise<Config | Emergency> {
  return loadConfig(self.files, options.config, (host) => self.network.resolve(host)).catch((error: unknown) => {
    if (error instanceof Emergency) return error;
    throw error;
  });
}

const stamp = (self: Process): string =>
  new Date(self.clock.now()).toISOString().slice(0, 19).replace('T', ' ').replace(/-/g, '/');

async function logMain(self: Process, level: string, text: string): Promise<void> {
  const write = await openLog(self, '/var/log/nginx/error.log');
  await write(`${stamp(self)} [${level}] ${self.pid}#${self.pid}: ${text}\n`);
}

/** A failed start is told to the error log and to standard error. */
async function failed(self: Process, options: Options, error: Emergency): Promise<number> {
  await logMain(self, 'emerg', error.message);
  await self.stderr.write(`nginx: [emerg] ${error.message}\n`);
  if (options.test) await self.stderr.write(`nginx: configuration file ${options.config} test failed\n`);
  return 1;
}

async function tested(self: Process, options: Options, config: Config): Promise<number> {
  await self.stderr.write(
    `nginx: the configuration file ${options.config} syntax is ok\n` +
      `nginx: configuration file ${options.config} test is successful\n`,
  );
  if (!options.dump) return 0;
  for (const path of config.files)
    await self.stdout.write(`# configuration file ${path}:\n${(await self.files.read(path)).toString('utf8')}\n`);
  return 0;
}

async function sendSignal(self: Process, word: string): Promise<number> {
  const signals = { stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const;
  if (!(word in signals)) return say(self, `nginx: invalid option: "-s ${word}"\n`, 1);
  await logMain(self, 'notice', 'signal process started');
  const text = await self.files.read('/run/nginx.pid').then(
    (content) => content.toString('utf8').trim(),
    (error: Error) => error,
  );
  if (text instanceof Error) {
    await logMain(self, 'error', `open() "/run/nginx.pid" failed (${errno(text)})`);
    return say(self, `nginx: [error] open() "/run/nginx.pid" failed (${errno(text)})\n`, 1);
  }
  if (text === '') return say(self, 'nginx: [error] invalid PID number "" in "/run/nginx.pid"\n', 1);
  if (self.kill(Number(text), signals[word as keyof typeof signals])) return 0;
  return say(self, `nginx: [alert] kill(${text}, ${word}) failed (3: No such process)\n`, 1);
}

type Started = Instance & {
  readonly close: () => void;
  readonly relisten: () => Promise<void>;
  setWorker: (pid: number) => void;
};

async function start(self: Process, config: Config, version: string): Promise<Started | Emergency> {
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

async function listen(self: Process, instance: Instance, listeners: Map<string, Listener>): Promise<void> {
  const wanted = new Map<string, Listen>();
  // The lab has no IPv6: `listen [::]:80` is taken to be what the line for IPv4 says already.
  const all = instance.config.servers
    .flatMap(({ listens }) => listens)
    .filter(({ address }) => !address.startsWith('['));
  for (const one of all) wanted.set(`${address(one, all)}:${one.port}`, one);
  for (const [key, listener] of listeners) {
    if (wanted.has(key)) continue;
    listener.close();
    listeners.delete(key);
  }
  for (const [key, one] of wanted) {
    if (listeners.has(key)) continue;
    listeners.set(key, await bind(self, instance, key, one));
  }
}

/** A port that somebody listens on everywhere is opened once. */
const address = (one: Listen, all: readonly Listen[]): string =>
  all.some((other) => other.port === one.port && other.address === '0.0.0.0') ? '0.0.0.0' : one.address;

async function bind(self: Process, instance: Instance, key: string, one: Listen): Promise<Listener> {
  if (one.port < 1024 && self.user.uid !== 0 && !unprivileged(self))
    throw new Emergency(`bind() to ${key} failed (13: Permission denied)`);
  const tls = one.ssl ? await certificate(self, instance.config, one) : undefined;
  const entrance = { port: one.port, secure: one.ssl };
  try {
    return await serveHttp(self, {
      port: one.port,
      address: key.slice(0, key.lastIndexOf(':')),
      answer: (request, response) => handle(instance, entrance, request, response),
      ...(tls && { tls }),
    });
  } catch (error) {
    throw new Emergency(`bind() to ${key} failed (${errno(error as Error)})`);
  }
}

/** Docker sets net.ipv4.ip_unprivileged_port_start=0 in every container with a network namespace of its own. */
const unprivileged = (self: Process): boolean =>
  self.network.interfaces().every(({ name }) => /^(lo|eth\d+)$/.test(name));

async function certificate(self: Process, config: Config, one: Listen) {
  const server = config.servers.find(({ listens }) => listens.includes(one));
  const named = (name: string) =>
    server?.scope.flatMap(({ block }) => block ?? []).find((found) => found.name === name)?.args[0];
  const cert = named('ssl_certificate');
  const key = named('ssl_certificate_key');
  if (!cert || !key)
    throw new Emergency(
      `no "ssl_certificate" is defined for the "listen ... ssl" directive in ${one.at.file}:${one.at.line}`,
    );
  const read = (path: string) =>
    self.files.read(path).then(
      (content) => content.toString('utf8'),
      () => {
        throw new Emergency(
          `cannot load certificate "${path}": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(${path}, r) error:10000080:BIO routines::no such file)`,
        );
      },
    );
  return { cert: await read(cert), key: await read(key) };
}

async function master(self: Process, instance: Started, options: Options): Promise<number> {
  retitle(self, [`nginx: master process ${self.argv.join(' ')}`]);
  await self.files.write('/run/nginx.pid', `${self.pid}\n`).catch(() => undefined);
  const notice = (text: string) => logMain(self, 'notice', text);
  for (const text of ['using the "epoll" event method', `nginx/${instance.version}`, `OS: Linux ${self.facts.kernel}`])
    await notice(text);
  await notice('start worker processes');
  let child = work(self, instance);
  await notice(`start worker process ${child.pid}`);
  self.on('SIGHUP', () => {
    const reload = async () => {
      await notice('signal 1 (SIGHUP) received, reconfiguring');
      await notice('reconfiguring');
      const config = await load(self, options);
      if (config instanceof Emergency) return logMain(self, 'emerg', config.message);
      instance.config = config;
      await instance.relisten();
      const old = child;
      child = work(self, instance);
      await notice(`start worker process ${child.pid}`);
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
  await self.files.remove('/run/nginx.pid').catch(() => undefined);
  await notice('exit');
  return 0;
}

function work(self: Process, instance: Started) {
  const child = self.fork(['nginx: worker process'], async (worker) => {
    const text = await untilSignal(worker, {
      SIGQUIT: 'gracefully shutting down',
      SIGTERM: 'exiting',
      SIGINT: 'exiting',
    });
    await logMain(worker, 'notice', text);
    await logMain(worker, 'notice', 'exit');
    return 0;
  });
  instance.setWorker(child.pid);
  return child;
}
