import { parse } from 'yaml';
import type { Process } from '../../../kernel/process';

/** What a registry is told by its configuration file and by variables. */
export type RegistrySettings = {
  readonly address: string;
  readonly port: number;
  readonly root: string;
  readonly deletes: boolean;
  readonly readOnly: boolean;
  readonly auth: string | undefined;
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly headers: readonly (readonly [string, string])[];
  readonly proxy: boolean;
};

type Tree = { [name: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the configuration; a variable REGISTRY_A_B overrides `a: {b: …}`. Throws an Error with Distribution's sentence. */
export async function readRegistrySettings(self: Process, path: string): Promise<RegistrySettings> {
  const text = await self.files.read(path).then(
    (content) => content.toString('utf8'),
    () => {
      throw new Error(`configuration error: open ${path}: no such file or directory`);
    },
  );
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
  for (const [name, value] of self.env)
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
  const address = word(at(tree, 'http.addr')) ?? ':5000';
  const [, host = '', port = '5000'] = /^(.*?):(\d+)$/.exec(address) ?? [];
  const certificate = word(at(tree, 'http.tls.certificate'));
  const key = word(at(tree, 'http.tls.key'));
  const auth = at(tree, 'auth');
  const headers = at(tree, 'http.headers');
  return {
    address: host === '' || host === '[::]' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host,
    port: Number(port),
    root: word(at(tree, 'storage.filesystem.rootdirectory')) ?? '/var/lib/registry',
    deletes: at(tree, 'storage.delete.enabled') === true,
    readOnly: at(tree, 'storage.maintenance.readonly.enabled') === true,
    auth: typeof auth === 'string' ? auth : isTree(auth) ? Object.keys(auth)[0] : undefined,
    headers: isTree(headers)
      ? Object.entries(headers).map(([name, value]): [string, string] => [name, [value].flat().join(', ')])
      : [],
    proxy: word(at(tree, 'proxy.remoteurl')) !== undefined,
    ...(certificate && key && { tls: { certificate, key } }),
  };
}
