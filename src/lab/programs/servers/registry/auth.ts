import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Process } from '../../../kernel/process';
import { textOf } from '../serving';
import { bcrypt, compare, type Mismatch } from './bcrypt';
import { RegistryError } from './call';
import { log } from './log';
import type { RegistrySettings } from './settings';

/** Lets a request pass, or rejects with RegistryError 401. */
export type Guard = (request: IncomingMessage) => Promise<void>;

/** What a registry asks of who comes; a sentence when its settings cannot be used. */
export async function guardOf(self: Process, { auth, htpasswd }: RegistrySettings): Promise<Guard | string> {
  if (auth === undefined) return () => Promise.resolve();
  const wrong = (why: string) => `unable to configure authorization (${auth}): ${why}`;
  if (auth !== 'htpasswd') return wrong("the practice lab's registry knows htpasswd only");
  const { realm, path } = htpasswd;
  if (realm === undefined) return wrong('"realm" must be set for htpasswd access controller');
  if (path === undefined) return wrong('"path" must be set for htpasswd access controller');
  if ((await textOf(self.files, path)) === undefined) await provide(self, path);
  const known: Known = new Map();
  return async (request) => {
    if (!(request.url ?? '').startsWith('/v2')) return;
    const why = await refusal(self, path, known, request.headers.authorization);
    if (why === undefined) return;
    const challenge = `basic authentication challenge for realm ${JSON.stringify(realm)}: ${why}`;
    await log(self, 'warning', `error authorizing context: ${challenge}`);
    const headers = [['WWW-Authenticate', `Basic realm=${JSON.stringify(realm)}`]] as const;
    throw new RegistryError(401, 'UNAUTHORIZED', 'authentication required', wanted(request), headers);
  };
}

/** Without a file of passwords the registry makes one, with one account, and tells its password in the log. */
async function provide(self: Process, path: string): Promise<void> {
  const password = randomBytes(32).toString('base64url');
  const hash = await bcrypt(password, 10);
  await self.files.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', { parents: true, mode: 0o700 });
  await self.files.write(path, `docker:${hash.replace('$2y$', '$2a$')}`, { mode: 0o600 });
  await log(self, 'warning', 'htpasswd is missing, provisioning with default user', { password, user: 'docker' });
}

/** Outcomes by a hash of what was compared: bcrypt is slow by intent, and a push asks many times. */
type Known = Map<string, Mismatch | 'none'>;

/** How many outcomes are remembered. */
const rememberedOutcomes = 500;

/** Name and password of a header; undefined when it has none. */
function credentials(header = ''): readonly [user: string, password: string] | undefined {
  const [, text = ''] = /^basic\s+(.+)$/i.exec(header) ?? [];
  const [, user, password] = /^([^:]*):([^]*)$/.exec(Buffer.from(text, 'base64').toString('utf8')) ?? [];
  return user === undefined || password === undefined ? undefined : [user, password];
}

async function refusal(
  self: Process,
  path: string,
  known: Known,
  header: string | undefined,
): Promise<string | undefined> {
  const told = credentials(header);
  if (!told) return 'invalid authorization credential';
  const [user, password] = told;
  const hash = accounts((await textOf(self.files, path)) ?? '').get(user) ?? '';
  const outcome = await compared(known, password, hash);
  if (outcome === 'none') return undefined;
  const reason = outcome === 'other' ? 'authentication failure' : unreadable(hash);
  await log(self, 'error', `error authenticating user ${JSON.stringify(user)}: ${reason}`);
  return 'authentication failure';
}

async function compared(known: Known, password: string, hash: string): Promise<Mismatch | 'none'> {
  const key = createHash('sha256')
    .update(JSON.stringify([hash, password]))
    .digest('base64');
  const outcome = known.get(key) ?? (await compare(password, hash)) ?? 'none';
  if (known.size >= rememberedOutcomes) known.clear();
  known.set(key, outcome);
  return outcome;
}

/** Why bcrypt cannot read a hash, in the words of Go's package. */
const unreadable = (hash: string): string =>
  hash.length < 59
    ? 'crypto/bcrypt: hashedSecret too short to be a bcrypted password'
    : `crypto/bcrypt: bcrypt hashes must start with '$', but hashedSecret started with '${hash.charAt(0)}'`;

/** Hashes by name; `#` at a line's start begins a comment. */
function accounts(text: string): ReadonlyMap<string, string> {
  const rows = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes(':') && !line.startsWith('#'));
  return new Map(rows.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

const right = (Type: string, Name: string, Action: string) => ({ Type, Class: '', Name, Action });

/** What a request needs rights for, as the refusal tells it; null for `/v2/` itself. */
function wanted({ url = '', method = 'GET' }: IncomingMessage): unknown {
  const { pathname, searchParams } = new URL(url, 'http://registry');
  if (pathname === '/v2/_catalog') return [right('registry', 'catalog', '*')];
  const [, name] = /^\/v2\/(.+)\/(?:tags|manifests|blobs|referrers)\//.exec(pathname) ?? [];
  if (name === undefined) return null;
  const pull = right('repository', name, 'pull');
  const from = searchParams.get('from');
  const more = from === null || from === '' ? [] : [right('repository', from, 'pull')];
  if (method === 'DELETE') return [right('repository', name, 'delete'), ...more];
  const writes = method === 'POST' || method === 'PUT' || method === 'PATCH';
  return [pull, ...(writes ? [right('repository', name, 'push')] : []), ...more];
}
