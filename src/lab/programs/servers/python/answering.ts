import type { IncomingMessage, ServerResponse } from 'node:http';
import { NetworkError } from '../../../kernel/network';
import type { Process } from '../../../kernel/process';
import { dateParts, httpDate, peerOf, serveHttp } from '../serving';

/** The version that the image's variables tell. */
export const pythonVersion = (self: Process): string => self.env.get('PYTHON_VERSION') ?? '3.13.9';

/** `172.17.0.1 - - [21/Nov/2026 16:22:36] "GET / HTTP/1.1" 200 -` */
export function logLine(self: Process, request: IncomingMessage, status: number): string {
  const { day, monthName, year, time } = dateParts(self.clock.now());
  return `${peerOf(request.socket)} - - [${day}/${monthName}/${year} ${time}] "${request.method ?? ''} ${request.url ?? ''} HTTP/1.1" ${status} -\n`;
}

/** Answers one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Listens until a signal ends it. Python has no handler for TERM: as PID 1 it outlives it; INT ends it. */
export async function listening(
  self: Process,
  host: string,
  port: number,
  banner: string,
  answer: Answer,
): Promise<number> {
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

/** What is sent back. */
export type Content = readonly [status: number, type: string, body: Buffer];

/** Sends an answer with the headers of Python's servers. */
export function send(
  self: Process,
  request: IncomingMessage,
  response: ServerResponse,
  server: string,
  [status, type, body]: Content,
): void {
  response.writeHead(status, [
    'Server',
    `${server} Python/${pythonVersion(self)}`,
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
