import { createHash } from 'node:crypto';
import type { Reader } from '../../core/course/check';
import { readAs } from '../../core/course/read';
import { bytesOf, piecesOf } from './bytes';
import { factsOf } from './facts';
import type { Machine } from './machine';

/** How much of a file is read as it is, and how much is parsed, in bytes. */
const limits = { file: 64 * 1024 * 1024, parsed: 16 * 1024 * 1024 } as const;

/** A file that is to be read: where it is, and what the learner calls it. */
export type Source = { readonly file: string; readonly name: string };

/** What a reader makes of a file: a value, or an InvalidFile when it is not what the reader reads. */
export async function readFileAs(
  reader: Reader,
  { file, name }: Source,
  machine: Machine,
  signal: AbortSignal,
): Promise<unknown> {
  switch (reader) {
    case 'facts':
      return factsOf(file, name, machine, signal);
    case 'sha256':
      return hashOf(file, name, signal);
    case 'bytes':
      return (await bytesOf(file, name, limits.file, signal)).toString('latin1');
    case 'text':
      return (await bytesOf(file, name, limits.file, signal)).toString('utf8');
    default:
      return readAs(reader, (await bytesOf(file, name, limits.parsed, signal)).toString('utf8'));
  }
}

async function hashOf(file: string, name: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(file, name, limits.file, signal)) hash.update(piece);
  return hash.digest('hex');
}
