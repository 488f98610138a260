import type { IncomingMessage, ServerResponse } from 'node:http';
import { NetworkError } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { autoindex, type Row } from '../nginx/pages';
import { redisClient } from '../redis/resp';
import { accessTime, dateParts, httpDate, peerOf, readAll, serveHttp } from '../serving';
import { sketch, type Route, type Sketch } from './sketch';

const version = (self: Process): string => self.env.get('PYTHON_VERSION') ?? '3.13.9';

/**
 * python and python3: no interpreter. It runs the servers of the lessons by what their text says (Flask and http.server,
 * a counter in Redis), `-m http.server`, `--version` and `-c "print('…')"`; anything else is refused in one sentence.
 */
export const python: Program = async (self) => {
  const args = self.argv.slice(1).filter((arg) => !/^-[uBEsIO]+$/.test(arg));
  const [first] = args;
  if (first === '--version' || first === '-V') return say(self, `Python ${version(self)}\n`);
  if (first === '-c') return command(self, args[1] ?? '');
  if (first === '-m') return module(self, args.slice(1));
  if (first === undefined || first === '-') return refuse(self, 'an interactive session');
  const path = self.path(first);
  const source = await self.files.read(path).then(
    (content) => content.toString('utf8'),
    () => undefined,
  );
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
  const source = await self.files.read(self.path(file)).then(
    (content) => content.toString('utf8'),
    () => undefined,
  );
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

async function refuse(self: Process, what: string): Promise<number> {
  await self.stderr.write(
    `python: the practice lab does not run Python; it knows the servers of the lessons, and not ${what}\n`,
  );
  return 1;
}

async function command(self: Process, text: string): Promise<number> {
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
  const log = (request: IncomingMessage, status: number) =>
    self.stderr.write(logLine(self, request, status)).catch(() => undefined);
  return listening(
    self,
    host,
    port,
    `Serving HTTP on ${host} port ${port} (http://${host}:${port}/) ...\n`,
    async (request, response) => {
      const [status, type, body] = await fromFiles(self, root, decodeURI((request.url ?? '/').split('?')[0] ?? '/'));
      send(self, request, response, status, type, body, 'SimpleHTTP/0.6');
      await log(request, status);
    },
  );
}

async function fromFiles(self: Process, root: string, path: string): Promise<readonly [number, string, Buffer]> {
  const missing = [
    404,
    'text/html;charset=utf-8',
    Buffer.from(
      '<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: 404</p>\n        <p>Message: File not found.</p>\n        <p>Error code explanation: 404 - Nothing matches the given URI.</p>\n    </body>\n</html>\n',
    ),
  ] as const;
  if (path.split('/').includes('..')) return missing;
  const file = `${root.replace(/\/$/, '')}${path}`;
  if (!path.endsWith('/')) {
    const content = await self.files.read(file).catch(() => undefined);
    return content
      ? [
          200,
          /\.html?$/.test(file) ? 'text/html' : /\.(txt|md)$/.test(file) ? 'text/plain' : 'application/octet-stream',
          content,
        ]
      : missing;
  }
  const index = await self.files.read(`${file}index.html`).catch(() => undefined);
  if (index) return [200, 'text/html', index];
  const names = await self.files.list(file).catch(() => undefined);
  if (!names) return missing;
  const rows: Row[] = [];
  for (const name of names) rows.push({ name, stat: await self.files.stat(file + name) });
  return [200, 'text/html; charset=utf-8', Buffer.from(autoindex(path, rows))];
}

/** `172.17.0.1 - - [21/Nov/2026 16:22:36] "GET / HTTP/1.1" 200 -` */
function logLine(self: Process, request: IncomingMessage, status: number): string {
  const { day, monthName, year, time } = dateParts(self.clock.now());
  return `${peerOf(request.socket)} - - [${day}/${monthName}/${year} ${time}] "${request.method ?? ''} ${request.url ?? ''} HTTP/1.1" ${status} -\n`;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Listens until a signal ends it. Python has no handler for TERM: as PID 1 it outlives it; INT ends it. */
async function listening(self: Process, host: string, port: number, banner: string, answer: Answer): Promise<number> {
  try {
    await serveHttp(self, { port, address: host === '::' ? '0.0.0.0' : host, answer });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    await self.stderr.write('OSError: [Errno 98] Address in use\n');
    return 1;
  }
  await self.stderr.write(banner);
  return new Promise((resolve, reject) => {
    self.on('SIGINT', () => resolve(130));
    self.ended.addEventListener('abort', () => reject(self.ended.reason as Error), { once: true });
  });
}

async function script(
  self: Process,
  name: string,
  source: string,
  at?: { readonly host: string; readonly port: number },
): Promise<number> {
  const found = sketch(source, self.env);
  if (!found) {
    const lines = [...source.matchAll(/^print\(\s*(["'])((?:\\[^]|(?!\1)[^\\])*)\1\s*\)\s*$/gm)];
    const other = source.split('\n').filter((line) => line.trim() !== '' && !/^\s*#|^print\(/.test(line));
    if (lines.length === 0 || other.length > 0) return refuse(self, `what ${name} does`);
    for (const line of lines) await self.stdout.write(`${line[2] ?? ''}\n`);
    return 0;
  }
  const missing = await missingModule(self, found.modules);
  if (missing !== undefined) {
    await self.stderr.write(
      `Traceback (most recent call last):\n  File "${self.path(name)}", line 1, in <module>\nModuleNotFoundError: No module named '${missing}'\n`,
    );
    return 1;
  }
  const texts = new Map<string, string>();
  for (const [variable, path] of found.files) {
    const text = await self.files.read(self.path(path)).then(
      (content) => content.toString('utf8'),
      () => undefined,
    );
    if (text === undefined) {
      await self.stderr.write(
        `Traceback (most recent call last):\n  File "${self.path(name)}", line 1, in <module>\nFileNotFoundError: [Errno 2] No such file or directory: '${path}'\n`,
      );
      return 1;
    }
    texts.set(variable, text.trim());
  }
  const { host, port } = at ?? found;
  const shown = host === '0.0.0.0' ? `127.0.0.1` : host;
  const own = self.network.interfaces().find(({ name: one }) => one !== 'lo')?.address ?? '127.0.0.1';
  const more =
    host === '0.0.0.0'
      ? ` * Running on all addresses (0.0.0.0)\n * Running on http://127.0.0.1:${port}\n * Running on http://${own}:${port}\n`
      : ` * Running on http://${shown}:${port}\n`;
  const banner = `WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.\n${more}Press CTRL+C to quit\n`;
  if (found.kind === 'flask')
    await self.stdout.write(
      ` * Serving Flask app '${name.replace(/^.*\//, '').replace(/\.py$/, '')}'\n * Debug mode: off\n`,
    );
  return listening(self, host, port, found.kind === 'flask' ? banner : '', (request, response) =>
    app(self, found, texts, request, response),
  );
}

/** Modules that do not belong to Python itself must have been installed by pip. */
async function missingModule(self: Process, modules: readonly string[]): Promise<string | undefined> {
  const minor = version(self).split('.').slice(0, 2).join('.');
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

async function app(
  self: Process,
  found: Sketch,
  texts: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await readAll(request).catch(() => undefined);
  const [path = '/'] = (request.url ?? '/').split('?');
  const route = found.routes.find((one) => one.path === path) ?? found.routes.find((one) => one.path === '*');
  const server =
    found.kind === 'flask' ? `Werkzeug/3.1.3 Python/${version(self)}` : `BaseHTTP/0.6 Python/${version(self)}`;
  const [status, type, text] = route
    ? await fill(self, found, texts, route)
    : [404, 'text/html; charset=utf-8', notFound];
  send(self, request, response, status, type, Buffer.from(text), server);
  const line = found.kind === 'flask' ? logLine(self, request, status) : logLine(self, request, status);
  await self.stderr.write(line).catch(() => undefined);
}

const page = (title: string, text: string): string =>
  `<!doctype html>\n<html lang=en>\n<title>${title}</title>\n<h1>${title.slice(4)}</h1>\n<p>${text}</p>\n`;

const notFound = page(
  '404 Not Found',
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
);
const broken = page(
  '500 Internal Server Error',
  'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
);

async function fill(
  self: Process,
  found: Sketch,
  texts: ReadonlyMap<string, string>,
  route: Route,
): Promise<readonly [number, string, string]> {
  try {
    let text = '';
    for (const piece of route.template.split(/(\{\{|\}\}|\{[^{}]*\})/)) {
      if (piece === '{{' || piece === '}}') text += piece[0];
      else text += piece.startsWith('{') ? await expression(self, found, texts, piece.slice(1, -1)) : piece;
    }
    return [route.status, route.type, text];
  } catch (error) {
    if (self.ended.aborted) throw error;
    const [trace] = [(error as Error).message];
    await self.stderr
      .write(
        `[${accessTime(self.clock.now())}] ERROR in app: Exception on ${route.path} [GET]\nTraceback (most recent call last):\n${trace}\n`,
      )
      .catch(() => undefined);
    return [500, 'text/html; charset=utf-8', broken];
  }
}

async function expression(
  self: Process,
  found: Sketch,
  texts: ReadonlyMap<string, string>,
  text: string,
): Promise<string> {
  const incr = /\.(incr|get|decr)\(\s*["']([^"']+)["']/.exec(text);
  if (incr) return askRedis(self, found, (incr[1] ?? '').toUpperCase(), incr[2] ?? '');
  const variable = /(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w+)["'](?:\s*,\s*["']([^"']*)["'])?/.exec(text);
  if (variable) return self.env.get(variable[1] ?? '') ?? variable[2] ?? 'None';
  if (/gethostname|uname|node\(\)/.test(text)) return self.facts.hostname;
  const known = texts.get(/^\w+/.exec(text)?.[0] ?? '');
  if (known !== undefined) return known;
  throw new Error(`NameError: name '${text}' is not known to the practice lab`);
}

async function askRedis(self: Process, { redis }: Sketch, word: string, key: string): Promise<string> {
  if (!redis) throw new Error("NameError: name 'redis' is not defined");
  const host = (redis.hostVariable && self.env.get(redis.hostVariable)) ?? redis.host;
  const socket = await self.network.connect(host, redis.port).catch((error: NetworkError) => {
    const reason =
      error.code === 'ENOTFOUND'
        ? `Error -2 connecting to ${host}:${redis.port}. Name does not resolve.`
        : `Error 111 connecting to ${host}:${redis.port}. Connection refused.`;
    throw new Error(`redis.exceptions.ConnectionError: ${reason}`);
  });
  const client = redisClient(socket);
  try {
    const password = redis.passwordVariable && self.env.get(redis.passwordVariable);
    if (password) await client.ask(['AUTH', password]);
    const reply = await client.ask([word, key]);
    if (reply.kind === 'error')
      throw new Error(`redis.exceptions.AuthenticationError: ${reply.text.replace(/^\w+ /, '')}`);
    return reply.kind === 'integer' ? String(reply.value) : reply.kind === 'bulk' ? (reply.text ?? 'None') : '';
  } finally {
    client.close();
  }
}

function send(
  self: Process,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: Buffer,
  server: string,
): void {
  response.writeHead(status, [
    'Server',
    server.includes('Python') ? server : `${server} Python/${version(self)}`,
    'Date',
    httpDate(self.clock),
    'Content-Type',
    type,
    'Content-Length',
    String(body.length),
    'Connection',
    'close',
  ]);
  response.end(request.method === 'HEAD' ? undefined : body);
}
