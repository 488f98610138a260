import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { lookIn } from '../backends/workspace/look';
import { lintAmong, type LintOptions } from '../core/lint/engine';
import { Lines } from '../core/lint/lines';
import type { Peer } from '../core/lint/nearby';
import { roomFor, type RoomEntry } from '../core/lint/rooms';
import type { Room } from '../core/lint/rule';
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
  const neighbours = new Neighbours();
  const ours: { readonly file: Chosen; readonly entry: RoomEntry }[] = [];
  for (const file of files) {
    try {
      const found = await reader.open(file);
      if (found === undefined) {
        job.onOtherKind(file);
        continue;
      }
      ours.push({ file, entry: found.entry });
      neighbours.add(file, await found.entry.load(), found.text);
    } catch (error) {
      job.onUnreadable(file, error);
    }
  }
  for (const { file, entry } of ours) {
    try {
      const room = await entry.load();
      yield await judged(file, room, await reader.text(file), neighbours, job);
    } catch (error) {
      job.onUnreadable(file, error);
    }
  }
}

async function judged(
  file: Chosen,
  room: Room<unknown>,
  text: string,
  neighbours: Neighbours,
  { profile, levels, onFailure }: LintJob,
): Promise<Linted> {
  const around = { look: lookIn(path.dirname(file.place)), peers: neighbours.of(file, room) };
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

type Neighbour = { readonly name: string; readonly facts: unknown };

/** What the files of a run say of themselves, by room and folder. */
class Neighbours {
  readonly #folders = new Map<Room<unknown>, Map<string, Neighbour[]>>();
  #last:
    { readonly folder: string; readonly room: Room<unknown>; readonly peers: readonly Peer<unknown>[] } | undefined;

  /** A parser that throws is told when the file is judged. */
  add({ file, place }: Chosen, room: Room<unknown>, text: string): void {
    if (room.facts === undefined) return;
    try {
      // A copy: the words in the facts of a room are pieces of its text, and would keep all of it.
      const facts: unknown = structuredClone(room.facts(room.parse(text, file)));
      const folders = this.#folders.get(room) ?? new Map<string, Neighbour[]>();
      const folder = path.dirname(place);
      this.#folders.set(room, folders);
      const neighbour = { name: path.basename(place), facts };
      const known = folders.get(folder);
      if (known === undefined) folders.set(folder, [neighbour]);
      else known.push(neighbour);
    } catch {
      return;
    }
  }

  /** What the others say, with their paths from the folder of a file. */
  of({ place }: Chosen, room: Room<unknown>): readonly Peer<unknown>[] {
    const folder = path.dirname(place);
    if (this.#last?.folder !== folder || this.#last.room !== room)
      this.#last = { folder, room, peers: [...this.#peers(folder, room)] };
    const own = path.basename(place);
    return this.#last.peers.filter((peer) => peer.path !== own);
  }

  *#peers(from: string, room: Room<unknown>): Iterable<Peer<unknown>> {
    for (const [folder, neighbours] of this.#folders.get(room) ?? []) {
      const way = path.relative(from, folder).split(path.sep).join('/');
      for (const { name, facts } of neighbours) yield { path: way === '' ? name : `${way}/${name}`, facts };
    }
  }
}
