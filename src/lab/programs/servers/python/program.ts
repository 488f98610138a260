import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NetworkError } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { askHttp, readAll, textOf } from '../serving';
import { listening, logLine, pythonVersion, send } from './answering';
import { fileContent } from './files';
import { refuse, script } from './script';

/**
 * python and python3: no interpreter. It runs the servers of the lessons by what their text says (Flask and http.server,
 * a counter in Redis), `-m http.server`, `--version`, `-c "print('…')"` and the health checks by urllib; anything else is
 * refused in one sentence.
 */
export const python: Program = async (self) => {
  const args = self.argv.slice(1).filter((arg) => !/^-[uBEsIO]+$/.test(arg));
  const [first] = args;
  if (first === '--version' || first === '-V') return say(self, `Python ${pythonVersion(self)}\n`);
  if (first === '-c') return command(self, args[1] ?? '');
  if (first === '-m') return module(self, args.slice(1));
  if (first === undefined || first === '-') return refuse(self, 'an interactive session');
  const path = self.path(first);
  const source = await textOf(self.files, path);
  if (source === undefined) {
    await self.stderr.write(`python: can't open file '${path}': [Errno 2] No such file or directory\n`);
    return 2;
  }
  return script(self, first, source);
};

/** flask: `flask run` with --host and --port, or FLASK_RUN_HOST and FLASK_RUN_PORT. */
export const flask: Program = async (self) => {
  const args = self.argv.slice(1);
  const option = (name: string, variable: string) => {
    const at = args.findIndex(
      (arg) => arg === `--${name}` || arg === `-${name[0] ?? ''}` || arg.startsWith(`--${name}=`),
    );
    return at === -1 ? self.env.get(variable) : (args[at]?.split('=')[1] ?? args[at + 1]);
  };
  const at = args.indexOf('--app');
  const app = (at === -1 ? (self.env.get('FLASK_APP') ?? 'app') : (args[at + 1] ?? 'app'))
    .replace(/:.*$/, '')
    .replace(/\.py$/, '');
  return served(self, `${app}.py`, {
    host: option('host', 'FLASK_RUN_HOST') ?? '127.0.0.1',
    port: Number(option('port', 'FLASK_RUN_PORT') ?? 5000),
  });
};

/** gunicorn: `gunicorn -b host:port module:app`. */
export const gunicorn: Program = async (self) => {
  const args = self.argv.slice(1);
  const at = args.findIndex((arg) => /^(-b|--bind)$/.test(arg));
  const bind = (at === -1 ? args.find((arg) => arg.startsWith('--bind='))?.slice(7) : args[at + 1]) ?? '127.0.0.1:8000';
  const app = args.find((arg) => /^[\w.]+:\w+/.test(arg) && arg !== bind)?.replace(/:.*$/, '') ?? 'app';
  const [host = '', port = '8000'] = bind.split(':');
  return served(self, `${app.replace(/\./g, '/')}.py`, { host: host === '' ? '0.0.0.0' : host, port: Number(port) });
};

async function served(
  self: Process,
  file: string,
  at: { readonly host: string; readonly port: number },
): Promise<number> {
  const source = await textOf(self.files, self.path(file));
  if (source === undefined) {
    await self.stderr.write(`Error: Could not import '${file.replace(/\.py$/, '')}'.\n`);
    return 2;
  }
  return script(self, file, source, at);
}

async function say(self: Process, text: string): Promise<number> {
  await self.stdout.write(text);
  return 0;
}

/** What health checks in images without wget or curl do: asks, and fails with a traceback when the answer is an error. */
async function opened(self: Process, address: URL): Promise<number> {
  const port = Number(address.port || 80);
  try {
    const socket = await self.network.connect(address.hostname, port);
    const headers = ['Host', address.host, 'User-Agent', 'Python-urllib/3.13', 'Connection', 'close'];
    const answer = await askHttp({ socket, method: 'GET', path: `${address.pathname}${address.search}`, headers });
    await readAll(answer).catch(() => undefined);
    const { statusCode = 0, statusMessage = '' } = answer;
    if (statusCode < 400) return 0;
    await self.stderr.write(`urllib.error.HTTPError: HTTP Error ${statusCode}: ${statusMessage}\n`);
  } catch (error) {
    if (self.ended.aborted) return 1;
    const unknown = (error as NetworkError).code === 'ENOTFOUND';
    const why = unknown ? '[Errno -2] Name does not resolve' : '[Errno 111] Connection refused';
    await self.stderr.write(`urllib.error.URLError: <urlopen error ${why}>\n`);
  }
  return 1;
}

async function command(self: Process, text: string): Promise<number> {
  const asked =
    /^\s*(?:import urllib\.request|from urllib\.request import urlopen)\s*[;\n]\s*(?:urllib\.request\.)?urlopen\(\s*(["'])(http:[^"']+)\1[^()]*\)(?:\.read\(\))?\s*;?\s*$/.exec(
      text,
    );
  if (asked?.[2] !== undefined && URL.canParse(asked[2])) return opened(self, new URL(asked[2]));
  const printed = [...text.matchAll(/(?:^|;|\n)\s*print\(\s*(?:(["'])((?:\\[^]|(?!\1)[^\\])*)\1)?\s*\)\s*(?=;|\n|$)/g)];
  const rest = printed.reduce((left, match) => left.replace(match[0], ''), text).replace(/[;\s]/g, '');
  if (printed.length === 0 || rest !== '') return refuse(self, 'this -c text');
  for (const match of printed) await self.stdout.write(`${(match[2] ?? '').replace(/\\n/g, '\n')}\n`);
  return 0;
}

async function module(self: Process, [name = '', ...args]: readonly string[]): Promise<number> {
  if (name === 'flask') return self.become(['flask', ...args]);
  if (name === 'pip') return self.become(['pip', ...args]);
  if (name !== 'http.server') return refuse(self, `the module ${name}`);
  const option = (long: string, short: string) => {
    const at = args.findIndex((arg) => arg === long || arg === short);
    return at === -1 ? undefined : args[at + 1];
  };
  const port = Number(args.find((arg, at) => /^\d+$/.test(arg) && !args[at - 1]?.startsWith('-')) ?? 8000);
  const root = self.path(option('--directory', '-d') ?? '.');
  const host = option('--bind', '-b') ?? '0.0.0.0';
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const content = await fileContent(self, root, decodeURI((request.url ?? '/').split('?')[0] ?? '/'));
    send(self, request, response, 'SimpleHTTP/0.6', content);
    await self.stderr.write(logLine(self, request, content[0])).catch(() => undefined);
  };
  return listening(self, host, port, `Serving HTTP on ${host} port ${port} (http://${host}:${port}/) ...\n`, answer);
}
