import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { largestText, type Look } from '../../core/lint/nearby';

/** Looks around in a folder of this machine, for rules that judge a file there. Nothing is run, links are followed. */
export function lookIn(folder: string): Look {
  return async (name) => {
    const place = path.resolve(folder, name);
    const found = await stat(place).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    });
    if (found === undefined) return { kind: 'nothing' };
    if (found.isDirectory()) return { kind: 'folder', names: await readdir(place) };
    const isText = found.isFile() && found.size <= largestText;
    return {
      kind: 'file',
      ...(isText && { text: await readFile(place, 'utf8') }),
      ...(process.platform !== 'win32' && { isExecutable: (found.mode & 0o111) !== 0 }),
    };
  };
}
