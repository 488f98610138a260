import type { IncomingMessage, ServerResponse } from 'node:http';
import { NetworkError } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { accessTime, httpDate, peerOf, readAll, serveHttp, textOf, untilSignal } from '../serving';
import { answer } from './api';
import { guardOf, type Guard } from './auth';
import { RegistryError, type Answer, type Api } from './call';
import { collect } from './garbage';
import { log } from './log';
import { readRegistrySettings, type RegistrySettings } from './settings';
import { Storage } from './storage';

const usage =
  '`registry`\n\nUsage:\n  registry [flags]\n  registry [command]\n\nAvailable Commands:\n  garbage-collect `garbage-collect` deletes layers not referenced by any manifests\n  help            Help about any command\n  serve           `serve` stores and distributes Docker images\n\nFlags:\n  -h, --help      help for registry\n  -v, --version   show the version and exit\n\nUse "registry [command] --help" for more information about a command.\n';

const version = 'registry github.com/distribution/distribution/v3 v3.0.0\n';

/** What is only told. */
const tellings: Readonly<Record<string, string>> = {
  '': usage,
  help: usage,
  '-h': usage,
  '--help': usage,
  '-v': version,
  '--version': version,
};

const subcommands: Readonly<
  Record<string, (self: Process, settings: RegistrySettings, args: readonly string[]) => Promise<number>>
> = { serve, 'garbage-collect': collect };

const flags: Readonly<Record<string, string>> = {
  serve: '  -h, --help   help for serve\n',
  'garbage-collect':
    '  -m, --delete-untagged   delete manifests that are not currently referenced via tag\n  -d, --dry-run           do everything except remove the blobs\n  -h, --help              help for garbage-collect\n',
};

/** Distribution's registry: `serve <config>`, `garbage-collect <config>`, `--version`. */
export const registry: Program = async (self) => {
  const [, sub = '', ...args] = self.argv;
  const telling = Object.hasOwn(tellings, sub) ? tellings[sub] : undefined;
  if (telling !== undefined) {
    await self.stdout.write(telling);
    return 0;
  }
  const run = Object.hasOwn(subcommands, sub) ? subcommands[sub] : undefined;
  if (run) return configured(self, sub, args, run);
  await self.stderr.write(`Error: unknown command "${sub}" for "registry"\nRun 'registry --help' for usage.\n`);
  return 1;
};

async function configured(
  self: Process,
  sub: string,
  args: readonly string[],
  run: (self: Process, settings: RegistrySettings, args: readonly string[]) => Promise<number>,
): Promise<number> {
  const path = args.find((arg) => !arg.startsWith('-')) ?? self.env.get('REGISTRY_CONFIGURATION_PATH');
  try {
    if (path === undefined) throw new Error('configuration error: configuration path unspecified');
    return await run(self, await readRegistrySettings(self, self.path(path)), args);
  } catch (error) {
    if (self.ended.aborted || (error as { code?: unknown }).code !== undefined) throw error;
    await self.stderr.write(
      `${(error as Error).message}\nUsage:\n  registry ${sub} <config> [flags]\n\nFlags:\n${flags[sub] ?? ''}`,
    );
    return 1;
  }
}

async function serve(self: Process, settings: RegistrySettings): Promise<number> {
  const guard = await guardOf(self, settings);
  if (typeof guard === 'string') {
    await self.stderr.write(`panic: ${guard}\n\ngoroutine 1 [running]:\n`);
    return 2;
  }
  if (settings.proxy) {
    await log(self, 'fatal', "the practice lab's registry has no network to be a mirror of another one");
    return 1;
  }
  const api: Api = {
    storage: new Storage(self.files, settings.root),
    deletes: settings.deletes,
    readOnly: settings.readOnly,
    clock: self.clock,
  };
  const tls = await certificate(self, settings);
  if (typeof tls === 'string') {
    await log(self, 'fatal', tls);
    return 1;
  }
  try {
    const listener = await serveHttp(self, {
      port: settings.port,
      address: settings.address,
      answer: (request, response) => handle(self, settings, api, guard, request, response),
      ...(tls && {
        tls,
        plainAnswer: () => 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n',
      }),
    });
    await greet(self);
    await log(self, 'info', `listening on [::]:${settings.port}${tls ? ', tls' : ''}`);
    // Without a time to drain it leaves signals to Go, which ends as process 1 with 2 where the kernel lets it live.
    const code = await untilSignal(self, self.pid === 1 ? { SIGTERM: 2, SIGINT: 2 } : { SIGTERM: 143, SIGINT: 130 });
    listener.close();
    return code;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    await log(self, 'fatal', `listen tcp :${settings.port}: bind: address already in use`);
    return 1;
  }
}

/** What a registry says before it listens. */
async function greet(self: Process): Promise<void> {
  if (!self.env.has('REGISTRY_HTTP_SECRET'))
    await log(
      self,
      'warning',
      'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, set the REGISTRY_HTTP_SECRET environment variable.',
    );
  await log(self, 'info', 'redis not configured');
  await log(self, 'info', 'using inmemory blob descriptor cache');
  await log(self, 'info', 'Starting upload purge in 37m0s');
}

async function certificate(
  self: Process,
  { tls }: RegistrySettings,
): Promise<{ cert: string; key: string } | string | undefined> {
  if (!tls) return undefined;
  const cert = await textOf(self.files, tls.certificate);
  const key = await textOf(self.files, tls.key);
  if (cert === undefined) return `open ${tls.certificate}: no such file or directory`;
  if (key === undefined) return `open ${tls.key}: no such file or directory`;
  return { cert, key };
}

async function handle(
  self: Process,
  settings: RegistrySettings,
  api: Api,
  guard: Guard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await guard(request)
    .then(() => answer(api, request))
    .catch((error: unknown) => refused(error));
  await readAll(request).catch(() => undefined);
  const body = Buffer.from((reply.body ?? '') as string);
  const empty = reply.status === 304 || reply.status === 204;
  const inside = (request.url ?? '').startsWith('/v2');
  const headers: readonly (readonly [string, string])[] = [
    ...(empty ? [] : [['Content-Length', String(body.length)] as const]),
    ...(reply.type === undefined ? [] : [['Content-Type', reply.type] as const]),
    ...(reply.headers ?? []),
    ...(inside ? [['Docker-Distribution-Api-Version', 'registry/2.0'] as const] : []),
    ...settings.headers,
    ['Date', httpDate(self.clock)],
  ];
  // Go's server says nothing of what is usual.
  response.removeHeader('Connection');
  response.writeHead(reply.status, headers.flat());
  response.end(request.method === 'HEAD' ? undefined : body);
  await self.stdout.write(accessLine(self, request, reply.status, body.length)).catch(() => undefined);
}

function accessLine(self: Process, request: IncomingMessage, status: number, size: number): string {
  const { headers, httpVersion, method = '', url = '' } = request;
  const words = `${method} ${url} HTTP/${httpVersion}`;
  const time = accessTime(self.clock.now());
  return `${peerOf(request.socket)} - - [${time}] "${words}" ${status} ${size} "" "${headers['user-agent'] ?? ''}"\n`;
}

function refused(error: unknown): Answer {
  const told =
    error instanceof RegistryError
      ? error
      : new RegistryError(
          error instanceof URIError ? 400 : 500,
          'UNKNOWN',
          error instanceof RangeError ? 'the practice lab holds blobs up to 64 MiB' : 'unknown error',
        );
  const { status, code, message, detail } = told;
  return {
    status,
    headers: told.headers ?? [],
    type: 'application/json',
    body: `${JSON.stringify({ errors: [{ code, message, ...(detail !== undefined && { detail }) }] })}\n`,
  };
}
