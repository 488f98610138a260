import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { ApiError } from '../../http/call';
import type { MountRequest, Mounted } from './record';

const refuse = (type: string, sentence: string): never => {
  throw new ApiError(400, `invalid mount config for type "${type}": ${sentence}`);
};

/** A mount that was asked for with `--mount`; a volume has no source on the host yet. Throws ApiError 400. */
export async function readMount(request: MountRequest): Promise<Mounted & { readonly volume?: MountRequest }> {
  const type = request.Type ?? '';
  if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs') return refuse(type, 'mount type unknown');
  checkTarget(type, request.Target ?? '');
  const shared = {
    Destination: posix.normalize(request.Target ?? '').replace(/(.)\/$/, '$1'),
    RW: request.ReadOnly !== true,
  };
  if (type === 'bind') return readBind(request, shared);
  if (type === 'tmpfs') return readTmpfs(request, shared);
  const { VolumeOptions: options } = request;
  return {
    point: { Type: 'volume', Source: '', ...shared, Mode: 'z', Propagation: '' },
    copyUp: options?.NoCopy !== true,
    create: false,
    ...(options?.Subpath !== undefined && { subpath: options.Subpath }),
    volume: request,
  };
}

type Shared = { readonly Destination: string; readonly RW: boolean };

async function readBind(request: MountRequest, shared: Shared): Promise<Mounted> {
  const source = request.Source ?? '';
  if (source === '') refuse('bind', 'field Source must not be empty');
  if (!isHostPath(source)) {
    refuse('bind', `invalid mount path: '${source}' mount path must be absolute`);
  }
  const create = request.BindOptions?.CreateMountpoint === true;
  if (!create && !(await exists(source))) refuse('bind', `bind source path does not exist: ${source}`);
  const propagation = request.BindOptions?.Propagation ?? '';
  return {
    point: {
      Type: 'bind',
      Source: source,
      ...shared,
      Mode: '',
      Propagation: propagation === '' ? 'rprivate' : propagation,
    },
    copyUp: false,
    create,
  };
}

function readTmpfs(request: MountRequest, shared: Shared): Mounted {
  if ((request.Source ?? '') !== '') refuse('tmpfs', 'field Source must not be specified');
  const { SizeBytes: size, Mode: mode } = request.TmpfsOptions ?? {};
  return {
    point: { Type: 'tmpfs', Source: '', ...shared, Mode: '', Propagation: '' },
    copyUp: false,
    create: false,
    ...(size !== undefined && size > 0 && { size }),
    ...(mode !== undefined && mode > 0 && { mode }),
  };
}

function checkTarget(type: string, target: string): void {
  if (target === '') refuse(type, 'field Target must not be empty');
  if (!target.startsWith('/')) refuse(type, `invalid mount path: '${target}' mount path must be absolute`);
  if (posix.normalize(target) === '/') refuse(type, `invalid specification: destination can't be '/'`);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const modeWords = new Set(
  'ro rw z Z nocopy shared slave private rshared rslave rprivate cached delegated consistent'.split(' '),
);

/** The words after the last colon of a `-v`; throws ApiError 500 `invalid mode: x`, as the engine does. */
export function checkMode(mode: string, status = 500): readonly string[] {
  const words = mode === '' ? [] : mode.split(',');
  if (words.some((word) => !modeWords.has(word))) throw new ApiError(status, `invalid mode: ${mode}`);
  return words;
}

/** A `-v [source:]destination[:mode]`; `name` is set when the source is a volume's. Throws ApiError. */
export function readBindText(text: string): Mounted & { readonly name?: string } {
  const invalid = `invalid volume specification: '${text}'`;
  const parts = splitBind(text);
  if (parts.length === 1 && text !== '') return anonymousAt(text, invalid);
  const [source = '', target = '', mode = '', ...more] = parts;
  if (more.length > 0 || source === '' || target === '') throw new ApiError(500, invalid);
  return bindOf(source, target, mode, invalid);
}

function bindOf(source: string, target: string, mode: string, invalid: string): Mounted & { readonly name?: string } {
  const words = checkMode(mode);
  const type = isHostPath(source) ? 'bind' : 'volume';
  const Destination = destinationOf(target, `${invalid}: invalid mount config for type "${type}"`);
  const RW = !words.includes('ro');
  if (type === 'bind') {
    const Propagation = words.find((word) => /^r?(shared|slave|private)$/.test(word)) ?? 'rprivate';
    const point = { Type: type, Source: source, Destination, Mode: mode, RW, Propagation } as const;
    return { point, copyUp: false, create: true };
  }
  const point = { Type: type, Source: '', Destination, Mode: mode === '' ? 'z' : mode, RW, Propagation: '' } as const;
  return { point, copyUp: !words.includes('nocopy'), create: false, name: source };
}

function anonymousAt(target: string, invalid: string): Mounted {
  const Destination = destinationOf(target, `${invalid}: invalid mount config for type "volume"`);
  const point = { Type: 'volume', Source: '', Destination, Mode: '', RW: true, Propagation: '' } as const;
  return { point, copyUp: true, create: false };
}

function destinationOf(target: string, invalid: string): string {
  if (!target.startsWith('/')) {
    throw new ApiError(500, `${invalid}: invalid mount path: '${target}' mount path must be absolute`);
  }
  const destination = posix.normalize(target).replace(/(.)\/$/, '$1');
  if (destination === '/') throw new ApiError(500, `${invalid}: invalid specification: destination can't be '/'`);
  return destination;
}

const drive = /^[a-zA-Z]:[\\/]/;

/** Is it a path of this machine, and no volume's name? */
const isHostPath = (text: string): boolean =>
  text.startsWith('/') || (process.platform === 'win32' && drive.test(text));

/** Parts at the colons, but for the one of a Windows drive. */
function splitBind(text: string): readonly string[] {
  const start = process.platform === 'win32' && drive.test(text) ? 2 : 0;
  const parts = text.slice(start).split(':');
  return [text.slice(0, start) + (parts[0] ?? ''), ...parts.slice(1)];
}
