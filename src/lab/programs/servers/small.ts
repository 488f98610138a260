import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Process, Program } from '../../kernel/process';
import { httpDate, peerOf, readAll, serveHttp, untilSignal } from './serving';

const greeting = `
Hello from Docker!
This message shows that your installation appears to be working correctly.

To generate this message, Docker took the following steps:
 1. The Docker client contacted the Docker daemon.
 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.
    (amd64)
 3. The Docker daemon created a new container from that image which runs the
    executable that produces the output you are currently reading.
 4. The Docker daemon streamed that output to the Docker client, which sent it
    to your terminal.

To try something more ambitious, you can run an Ubuntu container with:
 $ docker run -it ubuntu bash

Share images, automate workflows, and more with a free Docker ID:
 https://hub.docker.com/

For more examples and ideas, visit:
 https://docs.docker.com/get-started/

`;

/** /hello of the hello-world image. */
export const helloWorld: Program = async (self) => {
  await self.stdout.write(greeting);
  return 0;
};

/** `crash [code] [seconds]`: says why and ends with a code after a time; 1 and 1 s when they are not told. */
export const crash: Program = async (self) => {
  const [, code = '1', seconds = '1'] = self.argv;
  await self.sleep(Math.max(0, Number(seconds) || 0) * 1000);
  await self.stderr.write(`crash: ending with code ${code}\n`);
  return Number(code) & 255;
};

/** `pause`: waits for a signal. */
export const pause: Program = (self) => untilSignal(self, { SIGTERM: 0, SIGINT: 0 });

/** agnhost, as far as the lessons use it: `pause`, `netexec --http-port`, `serve-hostname`, `liveness`. */
export const agnhost: Program = async (self) => {
  const [, sub = 'pause', ...rest] = self.argv;
  const port = Number(option(rest, 'http-port') ?? option(rest, 'port') ?? (sub === 'serve-hostname' ? 9376 : 8080));
  if (sub === 'pause') {
    await self.stdout.write('Paused\n');
    return untilSignal(self, { SIGTERM: 0, SIGINT: 0 });
  }
  if (!['netexec', 'serve-hostname', 'liveness'].includes(sub)) {
    await self.stderr.write(`Error: unknown command "${sub}" for "app"\nRun 'app --help' for usage.\n`);
    return 1;
  }
  const started = self.clock.now();
  await serveHttp(self, {
    port,
    address: '0.0.0.0',
    answer: (request, response) => netexec(self, sub, started, request, response),
  });
  if (sub === 'netexec') await self.stderr.write(`Started HTTP server on port ${port}\n`);
  return untilSignal(self, { SIGTERM: 2, SIGINT: 2 });
};

const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  return at === -1 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
};

async function netexec(
  self: Process,
  sub: string,
  started: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await readAll(request).catch(() => undefined);
  const url = new URL(request.url ?? '/', 'http://agnhost');
  const [status, text] =
    sub === 'serve-hostname' ? [200, self.facts.hostname] : answer(self, sub, started, url, request);
  const body = Buffer.from(text);
  response.writeHead(status, [
    'Date',
    httpDate(self.clock),
    'Content-Length',
    String(body.length),
    'Content-Type',
    'text/plain; charset=utf-8',
  ]);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function answer(
  self: Process,
  sub: string,
  started: number,
  url: URL,
  request: IncomingMessage,
): readonly [number, string] {
  const age = (self.clock.now() - started) / 1000;
  switch (url.pathname) {
    case '/hostname':
      return [200, self.facts.hostname];
    case '/hostName':
      return [200, self.facts.hostname];
    case '/echo':
      return [Number(url.searchParams.get('code') ?? 200) || 200, url.searchParams.get('msg') ?? ''];
    case '/clientip':
      return [200, `${peerOf(request.socket)}:40000`];
    case '/healthz':
      return sub === 'liveness' && age > 10 ? [500, `error: ${age}s`] : [200, 'ok'];
    case '/':
      return [200, `NOW: ${new Date(self.clock.now()).toISOString().replace('T', ' ').replace('Z', '')} +0000 UTC`];
    default:
      return [404, '404 page not found\n'];
  }
}

/** hpa-example: Apache with a page that works hard and answers `OK!`. */
export const hpaExample: Program = async (self) => {
  const page = async (request: IncomingMessage, response: ServerResponse) => {
    await readAll(request).catch(() => undefined);
    await self.sleep(20);
    response.writeHead(200, [
      'Date',
      httpDate(self.clock),
      'Server',
      'Apache/2.4.10 (Debian)',
      'X-Powered-By',
      'PHP/5.6.14',
      'Content-Length',
      '3',
      'Content-Type',
      'text/html; charset=UTF-8',
    ]);
    response.end('OK!');
  };
  await serveHttp(self, { port: 80, address: '0.0.0.0', answer: page });
  return untilSignal(self, { SIGTERM: 0, SIGWINCH: 0, SIGINT: 0 });
};
