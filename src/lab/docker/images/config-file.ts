import { createHash } from 'node:crypto';
import type { Layer } from '../../files/layer';
import type { Config, HistoryRow, Image } from '../model';

/** An image as the store holds it. */
export type Held = Image & {
  /** Its configuration file: the id is this text's SHA-256. */
  readonly file: string;
  readonly dockerVersion: string;
  /** Set for images of `docker commit`: the container's id and configuration. */
  readonly container?: string;
  readonly containerConfig?: unknown;
  /** The catalogue's name of a pulled image. */
  readonly entry?: string;
};

/** What a configuration file says beside what the Image says. */
export type Extra = {
  readonly dockerVersion?: string;
  readonly container?: string;
  readonly containerConfig?: unknown;
};

export const digestOf = (data: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(data).digest('hex')}`;

/** The order in which Go writes a container configuration; the first ones even when they are empty. */
const always: readonly (readonly [string, unknown])[] = [
  ['Hostname', ''],
  ['Domainname', ''],
  ['User', ''],
  ['AttachStdin', false],
  ['AttachStdout', false],
  ['AttachStderr', false],
  ['ExposedPorts', undefined],
  ['Tty', false],
  ['OpenStdin', false],
  ['StdinOnce', false],
  ['Env', null],
  ['Cmd', null],
  ['Healthcheck', undefined],
  ['ArgsEscaped', undefined],
  ['Image', ''],
  ['Volumes', null],
  ['WorkingDir', ''],
  ['Entrypoint', null],
  ['NetworkDisabled', undefined],
  ['MacAddress', undefined],
  ['OnBuild', null],
  ['Labels', null],
  ['StopSignal', undefined],
  ['StopTimeout', undefined],
  ['Shell', undefined],
];

/** A configuration with all the keys that the API shows, in its order. */
export function fullConfig(config: object | undefined): Record<string, unknown> {
  const given = (config ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    always.flatMap(([key, fallback]) => {
      const value = given[key] ?? fallback;
      const omitted =
        value === undefined || (fallback === undefined && (value === '' || value === false || isEmpty(value)));
      return omitted ? [] : [[key, value]];
    }),
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Only the keys that are set, as BuildKit writes them. */
function shortConfig(config: Config): Record<string, unknown> {
  const given = config as Record<string, unknown>;
  return Object.fromEntries(always.flatMap(([key]) => (isSet(given[key]) ? [[key, given[key]]] : [])));
}

const isSet = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  !(Array.isArray(value) && value.length === 0);

/** Writes an image's configuration file; keys in alphabetical order as everywhere. */
function writeConfigFile(image: Omit<Image, 'id'>, extra: Extra = {}): string {
  return JSON.stringify({
    architecture: image.architecture,
    ...(image.author ? { author: image.author } : {}),
    config: extra.container === undefined ? shortConfig(image.config) : fullConfig(image.config),
    ...(extra.container === undefined ? {} : { container: extra.container }),
    ...(extra.containerConfig === undefined ? {} : { container_config: extra.containerConfig }),
    created: image.created,
    ...(image.comment ? { comment: image.comment } : {}),
    ...(extra.dockerVersion ? { docker_version: extra.dockerVersion } : {}),
    history: image.history,
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: image.layers.map(({ diffId }) => diffId) },
  });
}

/** What is asked of a configuration file before its layers are there. Throws Error when it is none. */
export function readConfigFile(file: string): {
  readonly diffIds: readonly string[];
  readonly os: string;
  readonly image: (layers: readonly Layer[]) => Held;
} {
  const json = JSON.parse(file) as Record<string, unknown>;
  const rootfs = json['rootfs'] as { readonly diff_ids?: unknown } | undefined;
  const diffIds = rootfs?.diff_ids;
  if (typeof json !== 'object' || !Array.isArray(diffIds) || !diffIds.every((id) => typeof id === 'string')) {
    throw new Error('invalid image JSON, no RootFS key');
  }
  const history = historyOf(json['history']);
  const text = (key: string): string => (typeof json[key] === 'string' ? json[key] : '');
  return {
    diffIds,
    os: text('os'),
    image: (layers) => ({
      id: digestOf(file),
      created: text('created') || '0001-01-01T00:00:00Z',
      author: text('author'),
      comment: text('comment') || (history.at(-1)?.comment ?? ''),
      architecture: text('architecture') === 'arm64' ? 'arm64' : 'amd64',
      config: typeof json['config'] === 'object' && json['config'] ? json['config'] : {},
      history,
      layers,
      file,
      dockerVersion: text('docker_version'),
      ...(text('container') ? { container: text('container') } : {}),
      ...(json['container_config'] === undefined ? {} : { containerConfig: json['container_config'] }),
    }),
  };
}

/** Rows of a foreign file may lack what ours have. */
function historyOf(value: unknown): readonly HistoryRow[] {
  if (!Array.isArray(value)) return [];
  const rows = value.filter((row): row is Partial<HistoryRow> => typeof row === 'object' && row !== null);
  return rows.map((row) => ({ ...row, created: row.created ?? '', created_by: row.created_by ?? '' }));
}

/** Turns an image that somebody made into one that the store can hold. */
export function held(image: Omit<Image, 'id'>, extra: Extra = {}): Held {
  const file = writeConfigFile(image, extra);
  const read = readConfigFile(file).image(image.layers);
  return {
    ...read,
    ...(image.parent === undefined ? {} : { parent: image.parent }),
    ...(image.fromCatalogue ? { fromCatalogue: true } : {}),
  };
}

/** Names of the stacks of layers, lowest first: https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid */
export function chainIds(diffIds: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const id of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? id : digestOf(`${below} ${id}`));
  }
  return chain;
}

/** The bytes that an image's layers add. */
export const sizeOf = (image: Image): number => image.layers.reduce((sum, { size }) => sum + size, 0);
