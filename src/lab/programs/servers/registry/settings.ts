import { parse } from 'yaml';
import type { Process } from '../../../kernel/process';
import { textOf } from '../serving';

/** What a registry is told by its configuration file and by variables. */
export type RegistrySettings = {
  readonly address: string;
  readonly port: number;
  readonly root: string;
  readonly deletes: boolean;
  readonly readOnly: boolean;
  readonly auth: string | undefined;
  /** What `auth: {htpasswd: …}` tells. */
  readonly htpasswd: { readonly realm: string | undefined; readonly path: string | undefined };
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly headers: readonly (readonly [string, string])[];
  readonly proxy: boolean;
};

type Tree = { [name: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the configuration; a variable REGISTRY_A_B overrides `a: {b: …}`. Throws an Error with Distribution's sentence. */
export async function readRegistrySettings(self: Process, path: string): Promise<RegistrySettings> {
  const text = await textOf(self.files, path);
  if (text === undefined) throw new Error(`configuration error: open ${path}: no such file or directory`);
  let tree: unknown;
  try {
    tree = parse(text, { maxAliasCount: 50 });
  } catch (error) {
    throw new Error(
      `configuration error: error parsing ${path}: yaml: ${(error as Error).message.split('\n')[0] ?? ''}`,
      { cause: error },
    );
  }
  if (!isTree(tree)) throw new Error(`configuration error: error parsing ${path}: no configuration`);
  // In order, so that REGISTRY_AUTH names the kind before REGISTRY_AUTH_HTPASSWD_PATH adds to it.
  for (const [name, value] of [...self.env].sort(([left], [right]) => (left < right ? -1 : 1)))
    if (name.startsWith('REGISTRY_')) override(tree, name.slice(9).toLowerCase().split('_'), scalar(value));
  return settingsOf(tree);
}

function override(tree: Tree, [first = '', ...rest]: readonly string[], value: unknown): void {
  // `relativeurls`, `rootdirectory`: the parts of a variable never join again; unknown ones do no harm.
  if (rest.length === 0) tree[first] = value;
  else {
    const inner = isTree(tree[first]) ? tree[first] : {};
    tree[first] = inner;
    override(inner, rest, value);
  }
}

function scalar(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    return text;
  }
}

function at(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isTree(value) ? value[name] : undefined), tree);
}

const word = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function settingsOf(tree: Tree): RegistrySettings {
  const certificate = word(at(tree, 'http.tls.certificate'));
  const key = word(at(tree, 'http.tls.key'));
  const auth = at(tree, 'auth');
  return {
    ...addressOf(word(at(tree, 'http.addr')) ?? ':5000'),
    root: word(at(tree, 'storage.filesystem.rootdirectory')) ?? '/var/lib/registry',
    deletes: at(tree, 'storage.delete.enabled') === true,
    readOnly: at(tree, 'storage.maintenance.readonly.enabled') === true,
    auth: isTree(auth) ? Object.keys(auth)[0] : word(auth),
    htpasswd: { realm: word(at(tree, 'auth.htpasswd.realm')), path: word(at(tree, 'auth.htpasswd.path')) },
    headers: headersOf(at(tree, 'http.headers')),
    proxy: word(at(tree, 'proxy.remoteurl')) !== undefined,
    ...(certificate && key && { tls: { certificate, key } }),
  };
}

function addressOf(text: string): { readonly address: string; readonly port: number } {
  const [, host = '', port = '5000'] = /^(.*?):(\d+)$/.exec(text) ?? [];
  const everywhere = host === '' || host === '[::]';
  return { address: everywhere ? '0.0.0.0' : host.replace(/^localhost$/, '127.0.0.1'), port: Number(port) };
}

const headersOf = (value: unknown): RegistrySettings['headers'] =>
  isTree(value) ? Object.entries(value).map(([name, one]) => [name, [one].flat().join(', ')] as const) : [];
