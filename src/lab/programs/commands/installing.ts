import { stub } from '../../kernel/process';
import type { Package } from './packages';
import { dirName } from './speak';
import type { Call } from './tool';

/** What an executable of a package takes at most; the rest of the claim is its library's. */
const largestBinary = 1_200_000;

/** Writes the files of a package: its executables, its configuration, and a file that claims what is left of its size. */
export async function placeFiles(call: Call, one: Package, library: string): Promise<readonly string[]> {
  const { files } = call;
  const written: string[] = [];
  const write = async (path: string, data: Buffer | string, mode: number, size: number): Promise<void> => {
    if (dirName(path) !== '/') await files.mkdir(dirName(path), { parents: true });
    // A link (BusyBox's, say) makes way; it must not lead the write to what it points to.
    await files.lstat(path).then(
      (stat) => (stat.kind === 'symlink' ? files.remove(path) : undefined),
      () => undefined,
    );
    await files.write(path, data, { mode, size });
    await files.chmod(path, mode);
    written.push(path);
  };
  const paths = Object.entries(one.programs);
  let left = one.size;
  for (const [path, program] of paths) {
    const content = stub(program);
    const size = Math.max(content.length, Math.min(largestBinary, Math.floor(one.size / paths.length)));
    left -= size;
    await write(path, content, 0o755, size);
  }
  for (const [path, text] of Object.entries(one.files)) {
    left -= text.length;
    // Configuration that is there already stays, as package managers leave it.
    if (path.startsWith('/etc/') && (await files.stat(path).catch(() => undefined))) continue;
    await write(path, text, 0o644, text.length);
  }
  if (left > 0) await write(`${library}/${one.name}/${one.name}.so`, `${one.name} ${one.version}\n`, 0o644, left);
  return written;
}

/** Removes what `placeFiles` has written. */
export async function removeFiles(call: Call, one: Package, library: string): Promise<void> {
  const paths = [
    ...Object.keys(one.programs),
    ...Object.keys(one.files).filter((path) => !path.startsWith('/etc/')),
    `${library}/${one.name}`,
  ];
  for (const path of paths) await call.files.remove(path, { recursive: true }).catch(() => undefined);
}
