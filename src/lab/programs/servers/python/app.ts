import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NetworkError } from '../../../kernel/network';
import type { Process } from '../../../kernel/process';
import { redisClient, type Reply } from '../redis/resp';
import { accessTime, readAll, textOf } from '../serving';
import { logLine, send } from './answering';
import type { Route, Sketch } from './sketch';

/** Answers a request as the sketched script would; `texts` are the files that it has read at its start. */
export async function app(
  self: Process,
  found: Sketch,
  texts: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await readAll(request).catch(() => undefined);
  const [path = '/'] = (request.url ?? '/').split('?');
  const route = found.routes.find((one) => one.path === path) ?? found.routes.find((one) => one.path === '*');
  const [status, type, text] = route
    ? await fill(self, found, texts, route)
    : [404, 'text/html; charset=utf-8', notFound];
  const server = found.kind === 'flask' ? 'Werkzeug/3.1.3' : 'BaseHTTP/0.6';
  send(self, request, response, server, [status, type, Buffer.from(text)]);
  await self.stderr.write(logLine(self, request, status)).catch(() => undefined);
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
      if (piece === '{{' || piece === '}}') text += piece.charAt(0);
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

type Place = {
  readonly self: Process;
  readonly found: Sketch;
  readonly texts: ReadonlyMap<string, string>;
};

/** What an expression inside `{…}` comes to: each shape with what it means; undefined when it is not that shape. */
const meanings: readonly ((place: Place, text: string) => Promise<string> | string | undefined)[] = [
  ({ self, found }, text) => {
    const [, word, key = ''] = /\.(incr|get|decr)\(\s*["']([^"']+)["']/.exec(text) ?? [];
    return word === undefined || /environ/.test(text) ? undefined : askRedis(self, found, word.toUpperCase(), key);
  },
  ({ self }, text) => {
    const [whole, name = '', fallback = 'None'] =
      /(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w+)["'](?:\s*,\s*["']([^"']*)["'])?/.exec(text) ?? [];
    return whole === undefined ? undefined : (self.env.get(name) ?? fallback);
  },
  ({ self }, text) => (/gethostname|uname|node\(\)/.test(text) ? self.facts.hostname : undefined),
  ({ texts }, text) => texts.get(/^\w+/.exec(text)?.[0] ?? ''),
];

async function expression(
  self: Process,
  found: Sketch,
  texts: ReadonlyMap<string, string>,
  text: string,
): Promise<string> {
  for (const meaning of meanings) {
    const value = await meaning({ self, found, texts }, text);
    if (value !== undefined) return value;
  }
  throw new Error(`NameError: name '${text}' is not known to the practice lab`);
}

function hostOf(self: Process, { host, hostVariable }: NonNullable<Sketch['redis']>): string {
  return (hostVariable === undefined ? undefined : self.env.get(hostVariable)) ?? host;
}

/** The password for Redis, from the environment or from a file; empty when there is none. */
async function passwordOf(
  self: Process,
  { passwordVariable = '', passwordFileVariable = '' }: NonNullable<Sketch['redis']>,
): Promise<string> {
  const path = self.env.get(passwordFileVariable);
  if (path === undefined) return self.env.get(passwordVariable) ?? '';
  const text = await textOf(self.files, self.path(path));
  if (text === undefined) throw new Error(`FileNotFoundError: [Errno 2] No such file or directory: '${path}'`);
  return text.trim();
}

async function askRedis(self: Process, { redis }: Sketch, word: string, key: string): Promise<string> {
  if (!redis) throw new Error("NameError: name 'redis' is not defined");
  const place = `${hostOf(self, redis)}:${redis.port}`;
  const socket = await self.network.connect(hostOf(self, redis), redis.port).catch((error: unknown) => {
    const unknown = (error as NetworkError).code === 'ENOTFOUND';
    const reason = unknown
      ? `Error -2 connecting to ${place}. Name does not resolve.`
      : `Error 111 connecting to ${place}. Connection refused.`;
    throw new Error(`redis.exceptions.ConnectionError: ${reason}`);
  });
  const client = redisClient(socket);
  try {
    const password = await passwordOf(self, redis);
    if (password) await client.ask(['AUTH', password]);
    return shown(await client.ask([word, key]));
  } finally {
    client.close();
  }
}

/** A reply as Python shows the value. */
function shown(reply: Reply): string {
  if (reply.kind === 'error')
    throw new Error(`redis.exceptions.AuthenticationError: ${reply.text.replace(/^\w+ /, '')}`);
  if (reply.kind === 'integer') return String(reply.value);
  return reply.kind === 'bulk' ? (reply.text ?? 'None') : '';
}
