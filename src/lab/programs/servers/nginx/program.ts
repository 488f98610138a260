import type { Process, Program } from '../../../kernel/process';
import { textOf } from '../serving';
import { loadConfig, type Config } from './config';
import { built, logMain, master, start } from './master';
import { Emergency } from './parse';
import { mainSetting, makeTempPaths, pidFile } from './places';

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
  const answer = answers[self.argv[1] ?? ''];
  if (answer) return say(self, `nginx version: nginx/${version}\n${answer.trimStart()}`, 0);
  const options = readOptions(self.argv.slice(1));
  if (typeof options === 'string') return say(self, `nginx: invalid option: "${options}"\n`, 1);
  const config = await loadOptions(self, options);
  if (config instanceof Emergency) return failed(self, options, config);
  if (options.signal !== undefined) return sendSignal(self, options.signal, pidFile(config, options.globals));
  if (options.test) return tested(self, options, config);
  return run(self, options, config, version);
};

async function run(self: Process, options: Options, config: Config, version: string): Promise<number> {
  const daemon = mainSetting(config.main, options.globals, 'daemon') !== 'off';
  const refused = await makeTempPaths(self, config);
  if (refused) return failed(self, options, refused);
  const instance = await start(self, config, version);
  if (instance instanceof Emergency) return failed(self, options, instance);
  const pid = pidFile(config, options.globals);
  const reload = () => loadOptions(self, options);
  if (!daemon) return master(self, instance, reload, pid);
  instance.close();
  self.fork(self.argv, async (child) => {
    const again = await start(child, config, version);
    return again instanceof Emergency ? 1 : master(child, again, reload, pid);
  });
  return 0;
}

const usage = 'Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]\n';

/** What follows the version behind options that only tell something; a blank is nothing more. */
const answers: Readonly<Record<string, string>> = {
  '-v': ' ',
  '-V': `${built}\nconfigure arguments: --prefix=/etc/nginx\n`,
  '-h': usage,
  '-?': usage,
};

async function say(self: Process, text: string, code: number): Promise<number> {
  await self.stderr.write(text);
  return code;
}

type Found = { config: string; globals: string[]; test: boolean; dump: boolean; signal?: string };

const plain: Readonly<Record<string, (found: Found) => void>> = {
  '-q': () => undefined,
  '-t': (found) => (found.test = true),
  '-T': (found) => {
    found.test = true;
    found.dump = true;
  },
};

const valued: Readonly<Record<string, (found: Found, value: string) => void>> = {
  '-c': (found, value) => (found.config = value),
  '-g': (found, value) => found.globals.push(value),
  '-s': (found, value) => (found.signal = value),
  '-p': () => undefined,
  '-e': () => undefined,
};

/** The options; the first unknown one, without its dash, when there is one. */
function readOptions(args: readonly string[]): Options | string {
  const found: Found = { config: '/etc/nginx/nginx.conf', globals: [], test: false, dump: false };
  for (let at = 0; at < args.length; at++) {
    const option = args[at] ?? '';
    if (Object.hasOwn(plain, option)) plain[option]?.(found);
    else if (Object.hasOwn(valued, option)) valued[option]?.(found, args[++at] ?? '');
    else return option.replace(/^-/, '');
  }
  return found;
}

function loadOptions(self: Process, options: Options): Promise<Config | Emergency> {
  return loadConfig(self.files, options.config, (host) => self.network.resolve(host)).catch((error: unknown) => {
    if (error instanceof Emergency) return error;
    throw error;
  });
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

async function sendSignal(self: Process, word: string, pid: string): Promise<number> {
  const signals = { stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const;
  if (!(word in signals)) return say(self, `nginx: invalid option: "-s ${word}"\n`, 1);
  await logMain(self, 'notice', 'signal process started');
  const text = await textOf(self.files, pid).then((content) => content?.trim());
  if (text === undefined) {
    const reason = `open() "${pid}" failed (2: No such file or directory)`;
    await logMain(self, 'error', reason);
    return say(self, `nginx: [error] ${reason}\n`, 1);
  }
  if (text === '') return say(self, `nginx: [error] invalid PID number "" in "${pid}"\n`, 1);
  if (self.kill(Number(text), signals[word as keyof typeof signals])) return 0;
  return say(self, `nginx: [alert] kill(${text}, ${word}) failed (3: No such process)\n`, 1);
}
