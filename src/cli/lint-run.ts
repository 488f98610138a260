import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { lookIn } from '../backends/workspace/look';
import { lintAmong, type LintOptions } from '../core/lint/engine';
import { Lines } from '../core/lint/lines';
import { factsOf, readParts } from '../core/lint/parts';
import { roomFor, type RoomEntry } from '../core/lint/rooms';
import type { Room } from '../core/lint/rule';
import { WorkspaceIndex } from '../core/lint/workspace-index';
import type { Chosen } from './lint-files';
import type { Linted } from './lint-reports';

/** How files are judged, and who hears of what goes wrong. */
export type LintJob = Pick<LintOptions, 'profile' | 'levels'> & {
  /** A rule, or the parser, threw; the rest goes on without it. */
  readonly onFailure: (file: Chosen, what: string, error: unknown) => void;
  /** A file cannot be read. */
  readonly onUnreadable: (file: Chosen, error: unknown) => void;
  /** A file is none of ours. */
  readonly onOtherKind: (file: Chosen) => void;
};

/**
 * Judges files in two passes: what each says of itself to the others comes first. Of texts, only the one at hand is in
 * memory.
 */
export async function* lintFiles(files: readonly Chosen[], job: LintJob): AsyncGenerator<Linted, void> {
  const reader = new Reader();
  const index = new WorkspaceIndex(Infinity);
  const ours: { readonly file: Chosen; readonly entry: RoomEntry }[] = [];
  for (const file of files) {
    try {
      const found = await reader.open(file);
      if (found === undefined) {
        job.onOtherKind(file);
        continue;
      }
      ours.push({ file, entry: found.entry });
      keepFacts(index, file, await found.entry.load(), found.text);
    } catch (error) {
      job.onUnreadable(file, error);
    }
  }
  for (const { file, entry } of ours) {
    try {
      const room = await entry.load();
      yield await judged(file, room, await reader.text(file), index, job);
    } catch (error) {
      job.onUnreadable(file, error);
    }
  }
}

async function judged(
  file: Chosen,
  room: Room<unknown>,
  text: string,
  index: WorkspaceIndex,
  { profile, levels, onFailure }: LintJob,
): Promise<Linted> {
  const around = { look: lookIn(path.dirname(file.place)), peers: index.peers(room.id, withSlashes(file.place)) };
  const findings = await lintAmong(room, text, around, {
    ...(profile && { profile }),
    ...(levels && { levels }),
    path: file.file,
    onFailure: (what, error) => {
      onFailure(file, what, error);
    },
  });
  const lines = new Lines(findings.length === 0 ? '' : text);
  return { file: file.file, room, findings, positionAt: (offset) => lines.positionAt(offset) };
}

/** Reads files; the standard input, which can be read only once, is kept. */
class Reader {
  #stdin: Promise<string> | undefined;

  /** The text of a file, and its kind; nothing when it is none of ours. */
  async open(file: Chosen): Promise<{ readonly text: string; readonly entry: RoomEntry } | undefined> {
    // A file that is walked past is read only when its name, or what it begins with, may make it ours.
    const head = { isWanted: false };
    const byName = roomFor(file.file, undefined, () => {
      head.isWanted = true;
      return '';
    });
    if (byName === undefined && !head.isWanted && !file.isNamed) return undefined;
    const text = await this.text(file);
    const entry = byName ?? roomFor(file.file, undefined, () => text);
    return entry && { text, entry };
  }

  async text({ isStdin, place }: Chosen): Promise<string> {
    const text = await (isStdin ? (this.#stdin ??= readAll(process.stdin)) : readFile(place, 'utf8'));
    return text.replace(/^\uFEFF/, '');
  }
}

/** Keeps what a file says of itself to the others of its room; a parser that throws is told when the file is judged. */
function keepFacts(index: WorkspaceIndex, { file, place }: Chosen, room: Room<unknown>, text: string): void {
  if (room.facts === undefined) return;
  try {
    // A copy: the words in the facts of a room are pieces of its text, and would keep all of it.
    const facts: unknown = structuredClone(factsOf(room, readParts(room, text, file)));
    index.put({ path: withSlashes(place), room: room.id, facts, names: [] });
  } catch {
    return;
  }
}

const withSlashes = (place: string): string => place.split(path.sep).join('/');
