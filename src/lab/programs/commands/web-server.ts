import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileError } from '../../kernel/files';
import { Gone, type Process } from '../../kernel/process';
import { NetworkError } from '../../kernel/network';
import { serveHttp, untilSignal } from '../servers/serving';
import { Fail, type Call, type Tools } from './tool';

/** A time as HTTP writes it (RFC 9110, 5.6.7). */
const httpDate = (ms: number): string => new Date(ms).toUTCString();

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  xml: 'text/xml',
};

const reasons: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'Unsupported method'],
  404: ['Not Found', 'The requested URL was not found'],
  501: ['Not Implemented', 'The requested method is not recognized'],
};

/** The file of a request: an index in a directory, undefined when there is none or the path climbs out. */
async function lookFor(
  self: Process,
  home: string,
  url: string,
): Promise<{ path: string; data: Buffer; mtime: number } | undefined> {
  let name: string;
  try {
    name = decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    return undefined;
  }
  if (name.split('/').includes('..')) return undefined;
  const path = `${home === '/' ? '' : home}${name.endsWith('/') ? `${name}index.html` : name}`;
  try {
    const data = await self.files.read(path);
    return { path, data, mtime: (await self.files.stat(path)).mtime };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** A directory without its slash, which the client is sent to. */
async function isFolder(self: Process, home: string, url: string): Promise<boolean> {
  const [path = ''] = url.split('?');
  if (path.endsWith('/') || path.split('/').includes('..')) return false;
  return (await self.files.stat(`${home}${path}`).catch(() => undefined))?.kind === 'directory';
}

async function answer(self: Process, home: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const date = httpDate(self.clock.now());
  const refuse = (status: number): void => {
    const [title, text] = reasons[status] ?? ['', ''];
    const page = `<HTML><HEAD><TITLE>${status} ${title}</TITLE></HEAD>\n<BODY><H1>${status} ${title}</H1>\n${text}\n</BODY></HTML>\n`;
    response.writeHead(status, title, { 'Content-type': 'text/html', Date: date, Connection: 'close' }).end(page);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(501);
    return;
  }
  const url = request.url ?? '/';
  const found = await lookFor(self, home, url);
  if (!found) {
    if (!(await isFolder(self, home, url))) refuse(404);
    else response.writeHead(302, 'Found', { Date: date, Location: `${url}/`, Connection: 'close' }).end();
    return;
  }
  const ending = /\.([^./]+)$/.exec(found.path)?.[1] ?? '';
  response.writeHead(200, 'OK', {
    Date: date,
    Connection: 'close',
    'Content-type': types[ending] ?? 'application/octet-stream',
    'Accept-Ranges': 'bytes',
    'Last-Modified': httpDate(found.mtime),
    'Content-Length': found.data.length,
  });
  response.end(request.method === 'HEAD' ? undefined : found.data);
}

async function serve(self: Process, port: number, address: string, home: string): Promise<number> {
  await serveHttp(self, { port, address, answer: (request, response) => answer(self, home, request, response) });
  return untilSignal<number>(self, {});
}

/** BusyBox's httpd: files of a directory, in the background unless -f. */
async function httpd(call: Call): Promise<number> {
  const options = call.options('fvip:h:c:r:u:', undefined);
  const [, address = '0.0.0.0', digits = ''] = /^(?:(.*):)?(\d+)$/.exec(options.value('p', '80')) ?? [];
  const port = Number(digits);
  if (!digits || port > 65_535) throw new Fail(`invalid number '${options.value('p', '')}'`);
  const home = call.path(options.value('h', '.'));
  await call.attempt(`can't change directory to '${options.value('h', '.')}'`, () => call.files.list(home));
  if (call.status > 0) return 1;
  const { self } = call;
  if (self.network.listeners().some((one) => one.port === port)) throw new Fail('bind: Address already in use');
  try {
    if (options.has('f')) return await serve(self, port, address, home);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new Fail('bind: Address already in use');
  }
  const child = self.fork(self.argv, (inner) => serve(inner, port, address, home));
  child.exited.catch((error: unknown) => {
    if (!(error instanceof Gone)) throw error;
  });
  return 0;
}

/** The web server that BusyBox has in it. */
export const webServerTools: Tools = { httpd };
