import { itemsOf, mappingOf, scalarOf, textOf, type Mapping, type Scalar, type Value } from '../yaml/tree';
import { isOpen, type ComposeFile } from './file';
import { mountsIn } from './mounts';
import type { Service } from './service';

/** Files that Compose lays over a main file without being asked to. */
export const overrides: readonly string[] = [
  'compose.override.yaml',
  'compose.override.yml',
  'docker-compose.override.yaml',
  'docker-compose.override.yml',
];

/** Scripts that may say how a file is deployed. */
export const scripts: readonly string[] = ['deploy.sh', 'stack.sh', 'scripts/deploy.sh', 'Makefile'];

/** A path that a file names, relative to its folder, and where. */
export type NamedPath = { readonly path: string; readonly scalar: Scalar; readonly start: number };

/** The paths, relative to the file's folder, that its rules ask about. */
export function* looksAt(file: ComposeFile): Iterable<string> {
  if (file.root === undefined) return;
  yield* ['', '.env', ...overrides, ...scripts];
  for (const service of file.services) {
    const { contexts, dockerfile } = buildOf(service) ?? { contexts: [], dockerfile: undefined };
    const named = [
      ...contexts,
      ...envFilesOf(service),
      ...(dockerfile === undefined ? [] : [dockerfile]),
      ...sourcesOf(service),
    ];
    for (const { path } of named) yield* [path, parentOf(path)];
    for (const { path } of contexts) yield joined(path, 'Dockerfile');
  }
}

/** The folder that a path is in; "" is that of the file. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path in a folder. */
export function joined(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** A path of the project without `./` and a slash at its end; nothing for any other. */
export function localPath(text: string): string | undefined {
  if (text === '' || isOpen(text) || /^[~/]|^[A-Za-z]:|[\\:]|^git@|^-$/.test(text)) return undefined;
  const path = text
    .replaceAll('$$', '$')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/+$/, '');
  return path === '.' ? '' : path;
}

/** What a build is made of: its context, and its Dockerfile as seen from the Compose file. */
export type Build = {
  readonly contexts: readonly NamedPath[];
  readonly dockerfile: NamedPath | undefined;
  /** Has it a Dockerfile at all, or its text, or that of another place? */
  readonly needsDockerfile: boolean;
};

/** How a service is built, when it is built from a folder of the project. */
export function buildOf(service: Service): Build | undefined {
  const build = service.body.get('build');
  if (build === undefined || build.kind === 'sequence') return undefined;
  const table = mappingOf(build);
  const context = scalarOf(table === undefined ? build : table.get('context'));
  const path = localPath(context?.text ?? '.');
  return path === undefined
    ? undefined
    : { ...dockerfileIn(table, path), contexts: context ? [named(path, context)] : [] };
}

function dockerfileIn(table: Mapping | undefined, folder: string): Omit<Build, 'contexts'> {
  const file = scalarOf(table?.get('dockerfile'));
  const path = localPath(file?.text ?? '');
  const dockerfile = file === undefined || path === undefined ? undefined : named(joined(folder, path), file);
  return { dockerfile, needsDockerfile: file === undefined && table?.all.has('dockerfile_inline') !== true };
}

function named(path: string, scalar: Scalar, start = 0): NamedPath {
  return { path, scalar, start };
}

/** The files with variables that a service must have. */
export function envFilesOf(service: Service): readonly NamedPath[] {
  const value = service.body.get('env_file');
  const all: readonly (Value | undefined)[] =
    value?.kind === 'sequence' ? itemsOf(value).map((item) => item.value) : [value];
  return all.flatMap((one) => {
    const table = mappingOf(one);
    if (textOf(table?.get('required')) === 'false') return [];
    const scalar = scalarOf(table === undefined ? one : table.get('path'));
    const path = scalar && localPath(scalar.text);
    return scalar === undefined || path === undefined ? [] : [named(path, scalar)];
  });
}

/** The paths of the project that a service mounts and that look like files on both sides. */
export function sourcesOf(service: Service): readonly NamedPath[] {
  return mountsIn(service.body.get('volumes')).flatMap(({ source, target, type, scalar }) => {
    if (type !== 'bind' || source === undefined || scalar === undefined || !/^\.{1,2}\//.test(source)) return [];
    const path = localPath(source);
    const isFile = path !== undefined && looksLikeFile(source) && looksLikeFile(target ?? '');
    return isFile ? [named(path, scalar)] : [];
  });
}

function looksLikeFile(path: string): boolean {
  return /[^/.]\.[A-Za-z][A-Za-z0-9]{0,6}$/.test(path) && !/\.(?:d|git)$/.test(path);
}
