import type { Process, User } from '../../../kernel/process';
import { accountOf } from '../account';
import type { Config } from './config';
import { Emergency, errno, type Directive } from './parse';

/** A setting of the main part, or of the `-g` option. */
export function mainSetting(main: readonly Directive[], globals: readonly string[], name: string): string | undefined {
  for (const text of globals.join(';').split(';')) {
    const [word, value] = text.trim().split(/\s+/);
    if (word === name) return value;
  }
  return main.find((directive) => directive.name === name)?.args[0];
}

/** Where the master's number is kept. */
export const pidFile = ({ main }: Config, globals: readonly string[]): string =>
  mainSetting(main, globals, 'pid')?.replace(/^\/var\/run\//, '/run/') ?? '/run/nginx.pid';

/** Writes the master's number; a sentence when the file system refuses. */
export async function writePid(self: Process, path: string): Promise<string | undefined> {
  try {
    await self.files.write(path, `${self.pid}\n`);
    return undefined;
  } catch (error) {
    return `open() "${path}" failed (${errno(error)})`;
  }
}

/** What nginx keeps in folders of its own, with the folders' names in the image of nginx itself. */
const temporary = [
  ['client_body', 'client_temp'],
  ['proxy', 'proxy_temp'],
  ['fastcgi', 'fastcgi_temp'],
  ['uwsgi', 'uwsgi_temp'],
  ['scgi', 'scgi_temp'],
] as const;

/** Makes the folders for bodies and answers that are too large for memory; an Emergency when one cannot be made. */
export async function makeTempPaths(self: Process, { main }: Config): Promise<Emergency | undefined> {
  const settings = main.find(({ name }) => name === 'http')?.block ?? [];
  const home = await homeOf(self);
  const user = main.find(({ name }) => name === 'user')?.args[0] ?? 'nobody';
  const owner = self.user.uid === 0 ? await accountOf(self.files, user) : undefined;
  for (const [kind, usual] of temporary) {
    const told = settings.find(({ name }) => name === `${kind}_temp_path`)?.args[0];
    const path = told ?? home?.(kind, usual);
    const refused = path === undefined ? undefined : await makeFolder(self, path, owner);
    if (refused) return refused;
  }
  return undefined;
}

async function makeFolder(self: Process, path: string, owner: User | undefined): Promise<Emergency | undefined> {
  if (await self.files.stat(path).catch(() => undefined)) return undefined;
  try {
    await self.files.mkdir(path, { mode: 0o700 });
    if (owner) await self.files.chown(path, owner.uid, owner.gid);
    return undefined;
  } catch (error) {
    return new Emergency(`mkdir() "${path}" failed (${errno(error)})`);
  }
}

type Home = (kind: string, usual: string) => string;

/** Distributions compile other places in than the image of nginx does, which tells its version in a variable. */
async function homeOf(self: Process): Promise<Home | undefined> {
  if (self.env.has('NGINX_VERSION')) return (_, usual) => `/var/cache/nginx/${usual}`;
  const has = (path: string) => self.files.stat(path).catch(() => undefined);
  if (await has('/var/lib/nginx/tmp')) return (kind) => `/var/lib/nginx/tmp/${kind}`;
  if (await has('/var/lib/nginx')) return (kind) => `/var/lib/nginx/${kind.replace('client_', '')}`;
  return undefined;
}
