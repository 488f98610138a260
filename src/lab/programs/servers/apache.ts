import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Stat } from '../../kernel/files';
import { NetworkError, type Listener } from '../../kernel/network';
import type { Child, Process } from '../../kernel/process';
import { accountOf } from './account';
import { accessTime, dateParts, escapeHtml, httpDate, peerOf, readAll, serveHttp, untilSignal } from './serving';

/** What an Apache server is told: ports, the folder that it serves, and who answers before the files do. */
export type Apache = {
  readonly name: string;
  readonly serverHeader: string;
  readonly command: string;
  readonly mpm: 'event' | 'prefork';
  /** Whom the children belong to. */
  readonly user: string;
  readonly ports: readonly number[];
  readonly root: string;
  readonly indexes: readonly string[];
  readonly listing: boolean;
  /** Combined instead of common log lines. */
  readonly combined: boolean;
  readonly named: boolean;
  readonly answer?: (path: string, request: IncomingMessage) => Promise<Page | undefined>;
};

/** A page of a program behind the server. */
export type Page = {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body: string | Buffer;
  readonly type?: string;
};

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  ico: 'image/x-icon',
  pdf: 'application/pdf',
};

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
};

const sentences: Readonly<Record<number, string>> = {
  403: "You don't have permission to access this resource.",
  404: 'The requested URL was not found on this server.',
  405: 'The requested method is not allowed for this URL.',
};

/** The numbers and words that the two process models log. */
const notices = {
  event: {
    ready: 'AH00489',
    terminated: 'AH00491: caught SIGTERM, shutting down',
    graceful: 'AH00492: caught SIGWINCH, shutting down gracefully',
  },
  prefork: {
    ready: 'AH00163',
    terminated: 'AH00169: caught SIGTERM, shutting down',
    graceful: 'AH00170: caught SIGWINCH, shutting down gracefully',
  },
} as const;

/** Runs an Apache server until a signal ends it: TERM at once, WINCH gracefully; both end with 0. */
export async function runApache(self: Process, apache: Apache): Promise<number> {
  const log = (module: string, text: string) =>
    self.stderr.write(`[${errorTime(self)}] [${module}] [pid ${self.pid}:tid ${self.pid}] ${text}\n`);
  const told = notices[apache.mpm];
  const own = self.network.interfaces().find(({ name }) => name !== 'lo')?.address ?? '127.0.0.1';
  const unnamed = `AH00558: ${apache.name}: Could not reliably determine the server's fully qualified domain name, using ${own}. Set the 'ServerName' directive globally to suppress this message\n`;
  if (!apache.named) await self.stderr.write(unnamed + unnamed);
  const listeners = await listenAll(self, apache);
  if (!listeners) return 1;
  await log(
    `mpm_${apache.mpm}:notice`,
    `${told.ready}: ${apache.serverHeader} configured -- resuming normal operations`,
  );
  await log('core:notice', `AH00094: Command line: '${apache.command}'`);
  self.on('SIGHUP', () => undefined);
  self.on('SIGUSR1', () => undefined);
  const worker = await startWorker(self, apache);
  const text = await untilSignal(self, { SIGTERM: told.terminated, SIGWINCH: told.graceful, SIGINT: told.terminated });
  listeners.forEach((listener) => listener.close());
  worker.kill('SIGTERM');
  await worker.exited;
  await log(`mpm_${apache.mpm}:notice`, text);
  return 0;
}

/** Children of Apache belong to the user that the image made for it; where there is none, to who started it. */
async function startWorker(self: Process, apache: Apache): Promise<Child> {
  const user = await accountOf(self.files, apache.user);
  return self.fork(self.argv, (child) => untilSignal(child, { SIGTERM: 0, SIGWINCH: 0 }), {
    ...(user && self.user.uid === 0 && { user }),
  });
}

/** Opens all ports; undefined after it has been told that one is taken. */
async function listenAll(self: Process, apache: Apache): Promise<readonly Listener[] | undefined> {
  const listeners: Listener[] = [];
  for (const port of apache.ports) {
    try {
      const answer = (request: IncomingMessage, response: ServerResponse) => handle(self, apache, request, response);
      listeners.push(await serveHttp(self, { port, address: '0.0.0.0', answer }));
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      await self.stderr.write(
        `(98)Address in use: AH00072: make_sock: could not bind to address 0.0.0.0:${port}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
      );
      return undefined;
    }
  }
  return listeners;
}

function errorTime(self: Process): string {
  const { weekday, monthName, day, time, milliseconds, year } = dateParts(self.clock.now());
  return `${weekday} ${monthName} ${day} ${time}.${milliseconds}000 ${year}`;
}

async function handle(
  self: Process,
  apache: Apache,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const page = await pageOf(self, apache, request);
  // A request's body that nobody wants is read all the same, so that the connection can go on.
  await readAll(request).catch(() => undefined);
  const body = Buffer.from(page.body as string);
  const empty = request.method === 'HEAD' || page.status === 304;
  const head: (readonly [string, string])[] = [
    ['Date', httpDate(self.clock)],
    ['Server', apache.serverHeader],
    ...(page.headers ?? []),
  ];
  if (page.status !== 304)
    head.push(['Content-Length', String(body.length)], ['Content-Type', page.type ?? 'text/html; charset=UTF-8']);
  response.writeHead(page.status, reasons[page.status] ?? '', head.flat());
  response.end(empty ? undefined : body);
  const size = empty ? 0 : body.length;
  await self.stdout.write(accessLine(self, apache, request, page.status, size)).catch(() => undefined);
}

function pageOf(self: Process, apache: Apache, request: IncomingMessage): Promise<Page> {
  const [raw = '/'] = (request.url ?? '/').split('?');
  const path = decoded(raw);
  if (path === undefined) return Promise.resolve(failure(400));
  const own = apache.answer?.(path, request) ?? Promise.resolve(undefined);
  return own.then((page) => page ?? fromFiles(self, apache, path, request));
}

function accessLine(self: Process, apache: Apache, request: IncomingMessage, status: number, size: number): string {
  const { headers, httpVersion, method = '', url = '' } = request;
  const more = apache.combined ? ` "${headers.referer ?? '-'}" "${headers['user-agent'] ?? '-'}"` : '';
  const time = accessTime(self.clock.now());
  return `${peerOf(request.socket)} - - [${time}] "${method} ${url} HTTP/${httpVersion}" ${status} ${size === 0 ? '-' : size}${more}\n`;
}

function decoded(raw: string): string | undefined {
  try {
    const path = decodeURIComponent(raw);
    return path.includes('\0') || path.split('/').includes('..') ? undefined : path;
  } catch {
    return undefined;
  }
}

/** Apache's own page for a status. */
export function failure(status: number, text = sentences[status] ?? ''): Page {
  const reason = reasons[status] ?? 'Bad Request';
  const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n<p>${text}</p>\n</body></html>\n`;
  return { status, body, type: 'text/html; charset=iso-8859-1' };
}

async function fromFiles(self: Process, apache: Apache, path: string, request: IncomingMessage): Promise<Page> {
  const file = apache.root.replace(/\/$/, '') + path;
  const stat = await self.files.stat(file.replace(/(.)\/$/, '$1')).catch(codeOf);
  if (typeof stat === 'string') return failure(stat === 'EACCES' ? 403 : 404);
  if (stat.kind === 'directory') return path.endsWith('/') ? folder(self, apache, path, request) : moved(request, path);
  if (path.endsWith('/')) return failure(404);
  if (!['GET', 'HEAD'].includes(request.method ?? '')) return failure(405);
  const content = await self.files.read(file).catch(() => undefined);
  return content ? filePage(file, stat, content, request) : failure(403);
}

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code);

function filePage(file: string, stat: Stat, content: Buffer, request: IncomingMessage): Page {
  const etag = `"${content.length.toString(16)}-${(stat.mtime * 1000).toString(16)}"`;
  const ending = /\.([^./]+)$/.exec(file)?.[1] ?? '';
  const headers: [string, string][] = [
    ['Last-Modified', new Date(Math.floor(stat.mtime / 1000) * 1000).toUTCString()],
    ['ETag', etag],
    ['Accept-Ranges', 'bytes'],
  ];
  if (request.headers['if-none-match'] === etag) return { status: 304, headers, body: '' };
  return { status: 200, headers, body: content, type: types[ending] ?? 'text/plain' };
}

function moved(request: IncomingMessage, path: string): Page {
  const target = `http://${request.headers.host ?? 'localhost'}${encodeURI(path)}/`;
  const page = failure(301, `The document has moved <a href="${escapeHtml(target)}">here</a>.`);
  return { ...page, headers: [['Location', target]] };
}

async function folder(self: Process, apache: Apache, path: string, request: IncomingMessage): Promise<Page> {
  for (const index of apache.indexes) {
    const found = await self.files.stat(`${apache.root}${path}${index}`).catch(() => undefined);
    if (found?.kind === 'file') return fromFiles(self, apache, path + index, request);
  }
  if (!apache.listing) return failure(403);
  const names = (await self.files.list(apache.root + path).catch(() => [])).filter((name) => !name.startsWith('.'));
  const rows: string[] = path === '/' ? [] : ['<li><a href="../"> Parent Directory</a></li>\n'];
  for (const name of names) {
    const stat = await self.files.stat(`${apache.root}${path}${name}`).catch(() => undefined);
    const shown = stat?.kind === 'directory' ? `${name}/` : name;
    rows.push(`<li><a href="${encodeURI(shown)}"> ${escapeHtml(shown)}</a></li>\n`);
  }
  const title = `Index of ${escapeHtml(path.replace(/(.)\/$/, '$1'))}`;
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>${title}</title>\n </head>\n <body>\n<h1>${title}</h1>\n<ul>${rows.join('')}</ul>\n</body></html>\n`;
  return { status: 200, body, type: 'text/html;charset=ISO-8859-1' };
}
