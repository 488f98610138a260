import type { Duplex } from 'node:stream';
import type { Process, Program } from '../../../kernel/process';
import { peerOf } from '../serving';
import { answer } from './commands';
import { Instance, type Session } from './instance';
import { encode, ProtocolError, readCommands, refusal } from './resp';
import {
  applyLines,
  argumentLines,
  bytesOf,
  defaultSettings,
  redisVersion,
  SettingError,
  type Settings,
} from './settings';

/** redis-server: settings from a file and from arguments, RESP, data in dump.rdb and appendonlydir. */
export const redisServer: Program = async (self) => {
  const version = redisVersion(self);
  const args = self.argv.slice(1);
  if (args[0] === '-v' || args[0] === '--version') {
    await self.stdout.write(`Redis server v=${version} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=0\n`);
    return 0;
  }
  const settings = await readSettings(self, args);
  if (!settings) return 1;
  const [stopped, stop] = stopping(self);
  const instance = new Instance(self, settings, version, stop);
  await greet(instance, args.length > 0);
  try {
    await instance.load();
  } catch (error) {
    await instance.log('#', `Fatal error loading the DB, check server logs. Exiting. ${(error as Error).message}`);
    return 1;
  }
  const port = Number(settings.get('port'));
  self.setTitle([`redis-server *:${port}`]);
  try {
    const listener = await self.network.listen(port, listenAddress(settings), (socket) => serve(instance, socket));
    await instance.log('*', 'Ready to accept connections tcp');
    const { save, signal } = await stopped;
    listener.close();
    return await shutDown(instance, save, signal);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    await instance.log('#', `Warning: Could not create server TCP listening socket *:${port}: bind: Address in use`);
    await instance.log('#', 'Failed listening on port ' + `${port} (tcp), aborting.`);
    return 1;
  }
};

const listenAddress = (settings: Settings): string => {
  const first = (settings.get('bind') ?? '*').split(/\s+/).find((word) => !word.includes(':')) ?? '*';
  return first === '*' ? '0.0.0.0' : first.replace(/^-/, '');
};

async function readSettings(self: Process, args: readonly string[]): Promise<Settings | undefined> {
  const settings = defaultSettings();
  settings.set('dir', self.cwd);
  const [file] = args;
  let lines: readonly string[] = [];
  try {
    if (file !== undefined && !file.startsWith('-'))
      lines = (await self.files.read(self.path(file))).toString('latin1').split('\n');
  } catch {
    await self.stderr.write(
      `Fatal error, can't open config file '${self.path(file ?? '')}': No such file or directory\n`,
    );
    return undefined;
  }
  try {
    const given = argumentLines(args);
    applyLines(settings, [...lines, ...given]);
    settings.set('dir', self.path(settings.get('dir') ?? ''));
    settings.set('maxmemory', String(bytesOf(settings.get('maxmemory') ?? '0') ?? 0));
    return settings;
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    const version = redisVersion(self);
    await self.stderr.write(
      `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nReading the configuration file, at line ${error.line}\n>>> '${error.text}'\n${error.message}\n`,
    );
    return undefined;
  }
}

async function greet(instance: Instance, configured: boolean): Promise<void> {
  const { self, version, settings } = instance;
  await instance.log('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  await instance.log(
    '*',
    `Redis version=${version}, bits=64, commit=00000000, modified=1, pid=${self.pid}, just started`,
    'C',
  );
  if (configured) await instance.log('*', 'Configuration loaded', 'C');
  else
    await instance.log(
      '#',
      'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
      'C',
    );
  await instance.log('*', 'monotonic clock: POSIX clock_gettime');
  await instance.log('*', `Running mode=standalone, port=${settings.get('port') ?? ''}.`);
  await instance.log('*', 'Server initialized');
}

type Stop = { readonly save: boolean | undefined; readonly signal?: string };

function stopping(self: Process): readonly [Promise<Stop>, (save: boolean | undefined) => void] {
  let resolve: (stop: Stop) => void = () => undefined;
  const stopped = new Promise<Stop>((done, reject) => {
    resolve = done;
    self.ended.addEventListener('abort', () => reject(self.ended.reason as Error), { once: true });
  });
  stopped.catch(() => undefined);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) self.on(signal, () => resolve({ save: undefined, signal }));
  self.on('SIGHUP', 'ignore');
  self.on('SIGPIPE', 'ignore');
  return [stopped, (save) => resolve({ save })];
}

async function shutDown(instance: Instance, save: boolean | undefined, signal: string | undefined): Promise<number> {
  const { self } = instance;
  if (signal !== undefined)
    await self.stdout.write(
      `${self.pid}:signal-handler (${Math.floor(self.clock.now() / 1000)}) Received ${signal} scheduling shutdown...\n`,
    );
  // It looks at what signals have asked for ten times a second.
  if (signal !== undefined) await self.clock.sleep(50, self.ended);
  await instance.log('*', 'User requested shutdown...');
  await instance.settle();
  if (instance.appends) await instance.log('*', 'Calling fsync() on the AOF file.');
  if (save ?? instance.savePoints().length > 0) {
    await instance.log('*', 'Saving the final RDB snapshot before exiting.');
    try {
      await instance.save();
      await instance.log('*', 'DB saved on disk');
    } catch (error) {
      await instance.log('#', `Error trying to save the DB: ${(error as Error).message}`);
    }
  }
  await instance.log('#', 'Redis is now ready to exit, bye bye...');
  for (const session of instance.sessions) session.close();
  return 0;
}

function serve(instance: Instance, socket: Duplex): void {
  const id = ++instance.connections;
  const peer = peerOf(socket);
  const session: Session = {
    id,
    address: `${peer}:${40000 + (id % 20000)}`,
    send: (reply) => {
      if (socket.writable) socket.write(Buffer.from(encode(reply, session.version), 'latin1'));
    },
    close: () => socket.end(),
    channels: new Set(),
    database: 0,
    trusted: (instance.settings.get('requirepass') ?? '') === '',
    version: 2,
    name: '',
    broken: false,
  };
  instance.sessions.add(session);
  let text = '';
  let work = Promise.resolve();
  const run = async (words: readonly string[]) => {
    const reply = await answer(instance, session, words);
    if (reply) session.send(reply);
  };
  socket.on('data', (chunk: Buffer) => {
    try {
      const found = readCommands(text + chunk.toString('latin1'));
      text = found.rest;
      for (const words of found.commands)
        work = work
          .then(() => run(words))
          .catch(() => {
            socket.destroy();
          });
    } catch (error) {
      if (error instanceof ProtocolError) session.send(refusal(error.message));
      socket.end();
    }
  });
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => instance.sessions.delete(session));
}
