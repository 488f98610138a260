import { posix } from 'node:path';
import { archiveStat, mountFiles, packArchive, packRoot, unpackArchive } from '../../files';
import { ApiError, type Call } from '../../http/call';
import { FileError, type Files } from '../../kernel/files';
import { Gone } from '../../kernel/process';
import { findUser } from '../../processes/users';
import { isTrue } from './attach';
import type { Container } from './record';
import { restingFiles } from './root-files';
import type { ContainerStore } from './store';

/** A container's files, whether it runs or not. */
export const filesOf = async (store: ContainerStore, container: Container): Promise<Files> =>
  container.run?.files ?? (await restingFiles(store, container));

type Asked = {
  readonly container: Container;
  readonly reference: string;
  readonly path: string;
  readonly files: Files;
};

async function askedOf(store: ContainerStore, call: Call): Promise<Asked> {
  const reference = call.params['id'] ?? '';
  const given = call.query.get('path') ?? '';
  if (given === '') throw new ApiError(400, 'bad parameter: pathcannot be empty');
  const container = store.require(reference);
  // The end of a path says whether a link is to be followed, and is kept.
  const path = `${posix.resolve('/', given)}${/[^/]\/\.?$/.test(given) ? given.slice(given.lastIndexOf('/')) : ''}`;
  return { container, reference, path, files: await filesOf(store, container) };
}

const missing = ({ path, reference }: Asked): ApiError =>
  new ApiError(404, `Could not find the file ${path} in container ${reference}`);

function refusal(asked: Asked, error: unknown): unknown {
  if (!(error instanceof FileError)) return error;
  if (error.code === 'ENOENT') return missing(asked);
  if (error.code === 'ENOTDIR') return new ApiError(500, `lstat ${asked.path}: not a directory`);
  return new ApiError(500, `${error.path}: ${error.message.toLowerCase()}`);
}

/** Serves HEAD and GET of an archive (`docker cp` out of a container). */
export async function serveArchive(store: ContainerStore, call: Call): Promise<void> {
  const asked = await askedOf(store, call);
  const header = await archiveStat(asked.files, asked.path).catch((error: unknown) => {
    throw refusal(asked, error);
  });
  const headers = { 'X-Docker-Container-Path-Stat': header };
  if (call.method === 'HEAD') {
    call.reply(200, undefined, headers);
    return;
  }
  store.emit(asked.container, 'archive-path');
  const body = call.stream('application/x-tar', headers);
  try {
    for await (const chunk of packArchive(asked.files, asked.path)) await body.write(chunk);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  body.end();
}

/** Serves PUT of an archive (`docker cp` into a container). */
export async function takeArchive(store: ContainerStore, call: Call): Promise<void> {
  const asked = await askedOf(store, call);
  const { files, path, container } = asked;
  const stat = await files.stat(path).catch((error: unknown) => {
    throw refusal(asked, error);
  });
  if (stat.kind !== 'directory') throw new ApiError(500, 'extraction point is not a directory');
  checkWritable(container, path);
  const copyUidGid = isTrue(call.query.get('copyUIDGID'));
  const user = copyUidGid && container.config.User !== '' ? await findUser(files, container.config.User) : undefined;
  await unpackArchive(files, path, call.body as AsyncIterable<Uint8Array>, {
    noOverwriteDirNonDir: isTrue(call.query.get('noOverwriteDirNonDir')),
    copyUidGid,
    ...(user && { owner: { uid: user.uid, gid: user.gid } }),
  }).catch((error: unknown) => {
    throw error instanceof ApiError ? error : new ApiError(500, error instanceof Error ? error.message : String(error));
  });
  store.emit(container, 'extract-to-dir');
  store.changed(container);
  call.reply(200);
}

function checkWritable({ host, mounts }: Container, path: string): void {
  const mount = mounts
    .map(({ point }) => point)
    .filter(({ Destination: place }) => path === place || path.startsWith(`${place}/`))
    .sort((a, b) => b.Destination.length - a.Destination.length)[0];
  if (mount && !mount.RW) throw new ApiError(500, 'mounted volume is marked read-only');
  if (!mount && host.ReadonlyRootfs) throw new ApiError(500, 'container rootfs is marked read-only');
}

/** Serves `GET /containers/{id}/export`: all files but those of mounts. */
export async function serveExport(store: ContainerStore, call: Call): Promise<void> {
  const container = store.require(call.params['id'] ?? '');
  const body = call.stream('application/octet-stream');
  store.emit(container, 'export');
  try {
    for await (const chunk of packRoot(mountFiles(container.root, [], store.parts.clock))) await body.write(chunk);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  body.end();
}
