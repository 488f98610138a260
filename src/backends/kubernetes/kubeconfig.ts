import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { badConfigBecause, kubernetesBadConfig, kubernetesNoConfig } from '../../core/errors';
import { fill } from '../../core/text';
import { isObject, type Raw } from '../docker/answer';
import { isForeign } from './foreign';

/** What decides which cluster is meant. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A kubeconfig that the learner picked; empty for the usual ones. */
  readonly kubeconfig: string;
  /** A context that the learner picked; empty for the current one. */
  readonly context: string;
  /** Folders whose files may come from somebody else. */
  readonly workspace: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly home: string;
};

/** A cluster with a user, as `kubectl config view --minify` shows them; paths are absolute. */
export type Choice = {
  readonly context: string;
  readonly namespace: string;
  readonly server: string;
  readonly cluster: Raw;
  readonly user: Raw;
};

type Entry = { readonly value: Raw; readonly file: string };
type Entries = Map<string, Entry>;
type Merged = { clusters: Entries; users: Entries; contexts: Entries; current: string };

/** The files of a kubeconfig: the picked one, those of KUBECONFIG, or ~/.kube/config. */
export function kubeconfigFiles({ env, kubeconfig, platform, home }: Surroundings): readonly string[] {
  if (kubeconfig !== '') return [kubeconfig.replace(/^~(?=[\\/])/, home)];
  const listed = (env['KUBECONFIG'] ?? '').split(platform === 'win32' ? ';' : ':').filter((one) => one !== '');
  return listed.length > 0 ? listed : [ownFile(home)];
}

const ownFile = (home: string): string => path.join(home, '.kube', 'config');

/** Reads and merges as kubectl does: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/ */
export async function chooseCluster(surroundings: Surroundings): Promise<Choice> {
  const files = kubeconfigFiles(surroundings);
  const merged = await mergedOf(files);
  const name = surroundings.context || merged.current;
  if (name === '') throw kubernetesNoConfig({ places: files.join(', ') });
  const context = merged.contexts.get(name);
  if (context === undefined) throw bad(files.join(', '), 'noContext', { context: name });
  const cluster = merged.clusters.get(textOf(context.value, 'cluster'));
  const server = textOf(cluster?.value, 'server');
  if (cluster === undefined || !/^https?:/.test(server)) throw bad(context.file, 'noCluster', { context: name });
  const user = merged.users.get(textOf(context.value, 'user'));
  if (user !== undefined) await refuseForeign(user, textOf(context.value, 'user'), surroundings);
  const namespace = textOf(context.value, 'namespace') || 'default';
  return { context: name, namespace, server, cluster: cluster.value, user: user?.value ?? {} };
}

/** The contexts of the kubeconfig, and the current one of them; contacts nothing and runs nothing. */
export async function contextsOf(
  surroundings: Surroundings,
): Promise<{ readonly all: readonly string[]; readonly current: string }> {
  const { contexts, current } = await mergedOf(kubeconfigFiles(surroundings));
  const all = [...contexts.keys()];
  if (all.length === 0) throw kubernetesNoConfig({ places: kubeconfigFiles(surroundings).join(', ') });
  return { all, current };
}

/** Where kubectl writes the current context: the first file that has one, else the first that is there. */
export async function currentFile(surroundings: Surroundings): Promise<string> {
  const files = kubeconfigFiles(surroundings);
  for (const file of files) if (textOf(await read(file), 'current-context') !== '') return file;
  for (const file of files) if ((await read(file)) !== undefined) return file;
  return files[0] ?? ownFile(surroundings.home);
}

async function mergedOf(files: readonly string[]): Promise<Merged> {
  const merged: Merged = { clusters: new Map(), users: new Map(), contexts: new Map(), current: '' };
  for (const file of files) await merge(merged, file);
  return merged;
}

/** A text of a kubeconfig; empty when there is none. */
export function textOf(value: Raw | undefined, key: string): string {
  const text = value?.[key];
  return typeof text === 'string' ? text : '';
}

function bad(file: string, why: keyof typeof badConfigBecause, args: Record<string, string> = {}, cause?: unknown) {
  return kubernetesBadConfig({ path: file, why: fill(badConfigBecause[why], args) }, cause);
}

/** What was said first stays: clusters, users, contexts and the current context of earlier files win. */
async function merge(merged: Merged, file: string): Promise<void> {
  const config = await read(file);
  if (config === undefined) return;
  const add = (entries: Entries, list: unknown, key: string) => {
    for (const one of Array.isArray(list) ? (list as unknown[]) : []) {
      if (!isObject(one) || entries.has(textOf(one, 'name'))) continue;
      const value = isObject(one[key]) ? one[key] : {};
      entries.set(textOf(one, 'name'), { value: withFullPaths(value, file), file });
    }
  };
  add(merged.clusters, config['clusters'], 'cluster');
  add(merged.users, config['users'], 'user');
  add(merged.contexts, config['contexts'], 'context');
  merged.current ||= textOf(config, 'current-context');
}

/** A file that is not there is passed over, as kubectl does. */
async function read(file: string): Promise<Raw | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return '';
    throw bad(file, 'unreadable', {}, error);
  });
  if (text.trim() === '') return undefined;
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // The parser quotes the line, which may hold a secret: its words stay here.
    throw bad(file, 'notYaml');
  }
  if (!isObject(value)) throw bad(file, 'notYaml');
  return value;
}

const paths = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'] as const;

function withFullPaths(value: Raw, file: string): Raw {
  const full = paths.flatMap((key) => {
    const given = textOf(value, key);
    return given === '' ? [] : [[key, path.resolve(path.dirname(file), given)] as const];
  });
  return {
    ...value,
    ...Object.fromEntries(full),
    ...(isObject(value['exec']) && { exec: placed(value['exec'], file) }),
  };
}

/** A plugin given by a relative path is meant from where the kubeconfig is; a bare name is looked for on PATH. */
function placed(exec: Raw, file: string): Raw {
  const command = textOf(exec, 'command');
  return /[\\/]/.test(command) ? { ...exec, command: path.resolve(path.dirname(file), command) } : exec;
}

/** What makes a program run, or the content of another file be sent. */
const dangerous = ['exec', 'auth-provider', 'tokenFile'] as const;

async function refuseForeign({ value, file }: Entry, user: string, surroundings: Surroundings): Promise<void> {
  if (!dangerous.some((key) => value[key] !== undefined && value[key] !== null)) return;
  const { workspace, home } = surroundings;
  if (path.resolve(file) === ownFile(home) || !(await isForeign(file, workspace))) return;
  throw bad(file, 'foreign', { user });
}
