import type { Part } from './parts';
import type { Room } from './rule';

/** What stands at a path. */
export type Thing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'folder'; readonly names: readonly string[] }
  | {
      readonly kind: 'file';
      /** Its text, when it is one and is not large. */
      readonly text?: string;
      /** May it be run as a program? Left out where nobody can tell. */
      readonly isExecutable?: boolean;
    };

/** Another file of the same room in the workspace. */
export type Peer<Facts> = { readonly path: string; readonly facts: Facts };

/**
 * The files of a room that stand together. The same list is given for each of them, so that what is made of it once
 * serves all; the file that is judged is among them under the path `own`, or not at all.
 */
export type Peers<Facts = unknown> = { readonly all: readonly Peer<Facts>[]; readonly own?: string };

/** What a rule may know of the workspace around its file. */
export type Nearby<Facts = unknown> = {
  /** What stands at a path, which is relative to the file's folder; undefined when nobody knows, which is not "no". */
  readonly at: (path: string) => Thing | undefined;
  /** What the room's `facts` says of the other files. */
  readonly peers: Peers<Facts>;
  /** The file that the text is a part of, when it has several. */
  readonly whole?: Whole | undefined;
};

/** All parts of a file, and where the one that is judged begins. The list is the same one for all of them. */
export type Whole = { readonly parts: readonly Part[]; readonly start: number };

/** Nothing is known but the text. */
export const alone: Nearby<never> = { at: () => undefined, peers: { all: [] } };

/** The other files. */
export const othersIn = <Facts>({ all, own }: Peers<Facts>): readonly Peer<Facts>[] =>
  own === undefined ? all : all.filter(({ path }) => path !== own);

/** Looks at a path relative to the folder of the file that is judged; undefined when it may not or cannot look. */
export type Look = (path: string) => Promise<Thing | undefined>;

/** Looks up what a room's rules may ask about a file. A look that fails leaves that path unknown. */
export async function nearbyOf<File>(
  room: Room<File>,
  parts: readonly Part<File>[],
  look: Look,
  peers: Peers = alone.peers,
): Promise<Nearby> {
  const asked = parts.flatMap(({ file }) => [...(room.looksAt?.(file) ?? [])]);
  const paths = new Set(asked.slice(0, mostLooks));
  const found = await Promise.all(
    [...paths].map(async (path) => [path, await look(path).catch(() => undefined)] as const),
  );
  const things = new Map(found);
  return { at: (path) => things.get(path), peers };
}

/** One file asks for so many paths at most. */
const mostLooks = 200;

/** The largest file whose text is looked at, in bytes. */
export const largestText = 64 * 1024;
