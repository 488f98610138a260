import type { IncomingMessage, ServerResponse } from 'node:http';
import { NetworkError } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { accessTime, httpDate, peerOf, readAll, serveHttp, untilSignal } from '../serving';
import { answer, RegistryError, type Answer, type Api } from './api';
import { readManifest } from './manifest';
import { readRegistrySettings, type RegistrySettings } from './settings';
import { Storage } from './storage';

/** Distribution's registry: `serve <config>`, `garbage-collect <config>`, `--version`. */
export const registry: Program = async (self) => {
  const [, sub, ...args] = self.argv;
  if (sub === '--version' || sub === '-v') {
    await self.stdout.write('registry github.com/distribution/distribution/v3 v3.0.0\n');
    return 0;
  }
  if (sub !== 'serve' && sub !== 'garbage-collect') {
    await self.stdout.write(
      '`registry`\n\nUsage:\n  registry [flags]\n  registry [command]\n\nAvailable Commands:\n  garbage-collect `garbage-collect` deletes layers not referenced by any manifests\n  help            Help about any command\n  serve           `serve` stores and distributes Docker images\n',
    );
    if (sub === undefined || sub === 'help' || sub === '-h' || sub === '--help') return 0;
    await self.stderr.write(`Error: unknown command "${sub}" for "registry"\n`);
    return 1;
  }
  const path = args.find((arg) => !arg.startsWith('-')) ?? self.env.get('REGISTRY_CONFIGURATION_PATH');
  try {
    if (path === undefined) throw new Error('configuration error: configuration path unspecified');
    const settings = await readRegistrySettings(self, self.path(path));
    return sub === 'serve' ? await serve(self, settings) : await collect(self, settings, args);
  } catch (error) {
    if (self.ended.aborted || (error as { code?: unknown }).code !== undefined) throw error;
    await self.stderr.write(`${(error as Error).message}\nUsage:\n  registry ${sub} <config> [flags]\n\n`);
    return 1;
  }
};

const log = (self: Process, level: string, text: string): Promise<void> =>
  self.stderr
    .write(
      `time="${new Date(self.clock.now()).toISOString()}" level=${level} msg=${JSON.stringify(text)} environment=development service=registry\n`,
    )
    .catch(() => undefined);

async function serve(self: Process, settings: RegistrySettings): Promise<number> {
  if (settings.auth !== undefined) {
    await log(
      self,
      'fatal',
      `the practice lab's registry cannot check passwords (auth: ${settings.auth}): run it without, or use a real engine`,
    );
    return 1;
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
      answer: (request, response) => handle(self, settings, api, request, response),
      ...(tls && { tls }),
    });
    await log(self, 'info', `listening on [::]:${settings.port}${tls ? ', tls' : ''}`);
    const code = await untilSignal(self, { SIGTERM: 0, SIGINT: 0 });
    await log(self, 'info', 'stopping server gracefully. Draining connections for 0s');
    listener.close();
    return code;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    await log(self, 'fatal', `listen tcp :${settings.port}: bind: address already in use`);
    return 1;
  }
}

async function certificate(
  self: Process,
  { tls }: RegistrySettings,
): Promise<{ cert: string; key: string } | string | undefined> {
  if (!tls) return undefined;
  const texts: string[] = [];
  for (const path of [tls.certificate, tls.key]) {
    const text = await self.files.read(path).then(
      (content) => content.toString('utf8'),
      () => undefined,
    );
    if (text === undefined) return `open ${path}: no such file or directory`;
    texts.push(text);
  }
  const [cert = '', key = ''] = texts;
  return { cert, key };
}

async function handle(
  self: Process,
  settings: RegistrySettings,
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await answer(api, request).catch((error: unknown) => refused(error));
  await readAll(request).catch(() => undefined);
  const body = Buffer.from((reply.body ?? '') as string);
  const headers: [string, string][] = [];
  const add = (name: string, value: string) => headers.push([name, value]);
  if (reply.status !== 304 && reply.status !== 204) add('Content-Length', String(body.length));
  if (reply.type !== undefined) add('Content-Type', reply.type);
  for (const [name, value] of reply.headers ?? []) add(name, value);
  if ((request.url ?? '').startsWith('/v2')) add('Docker-Distribution-Api-Version', 'registry/2.0');
  for (const [name, value] of settings.headers) add(name, value);
  add('Date', httpDate(self.clock));
  response.writeHead(reply.status, headers.flat());
  response.end(request.method === 'HEAD' ? undefined : body);
  const agent = request.headers['user-agent'] ?? '';
  const line = `${peerOf(request.socket)} - - [${accessTime(self.clock.now())}] "${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}" ${reply.status} ${body.length} "" "${agent}"\n`;
  await self.stdout.write(line).catch(() => undefined);
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
    type: 'application/json',
    body: `${JSON.stringify({ errors: [{ code, message, ...(detail !== undefined && { detail }) }] })}\n`,
  };
}

/** Marks what manifests hold, and takes away the blobs that none does. */
async function collect(self: Process, settings: RegistrySettings, args: readonly string[]): Promise<number> {
  const storage = new Storage(self.files, settings.root);
  const dry = args.includes('--dry-run') || args.includes('-d');
  const untagged = args.includes('--delete-untagged') || args.includes('--delete-untagged=true') || args.includes('-m');
  const say = (text: string) => self.stdout.write(`${text}\n`);
  const marked = new Set<string>();
  const doomed: [string, string][] = [];
  for (const name of await storage.repositories()) {
    await say(name);
    const tagged = new Set(await Promise.all((await storage.tags(name)).map((tag) => storage.tag(name, tag))));
    const mark = async (digest: string): Promise<void> => {
      await say(`${name}: marking manifest ${digest} `);
      marked.add(digest);
      const content = await storage.blob(digest);
      const manifest = content && readManifest(content);
      for (const blob of manifest?.blobs ?? []) {
        if (!marked.has(blob)) await say(`${name}: marking blob ${blob}`);
        marked.add(blob);
      }
      for (const inner of manifest?.manifests ?? []) if (!marked.has(inner)) await mark(inner);
    };
    const roots = await storage.manifests(name);
    for (const digest of roots) if (!untagged || tagged.has(digest)) await mark(digest);
    for (const digest of roots) if (untagged && !marked.has(digest)) doomed.push([name, digest]);
  }
  const lost = (await storage.blobs()).filter((digest) => !marked.has(digest));
  await say(`\n${marked.size} blobs marked, ${lost.length} blobs and ${doomed.length} manifests eligible for deletion`);
  for (const [name, digest] of doomed) {
    await say(`manifest eligible for deletion: ${digest}`);
    if (!dry) await storage.removeManifest(name, digest);
  }
  for (const digest of lost) {
    await say(`blob eligible for deletion: ${digest}`);
    if (dry) continue;
    await storage.removeBlob(digest);
    await log(self, 'info', `Deleting blob: ${storage.blobFolder(digest).replace(settings.root, '')}`);
  }
  return 0;
}
