import type { Room, Span } from './rule';

/** A piece of a text that can be read by itself, and where it begins. */
export type Part<File = unknown> = {
  readonly at: number;
  readonly text: string;
  readonly file: File;
  /** What was found out about it, by what that is called: it stays with the file wherever the part is moved. */
  readonly memory: Map<unknown, unknown>;
};

/**
 * Reads a text part by part. Who types changes one part: those that an earlier version had already are taken from it.
 * @param before the parts of an earlier version, read by the same room with the same path
 * @throws what the room's `parse` throws
 */
export function readParts<File>(
  room: Room<File>,
  text: string,
  path?: string,
  before: readonly Part<File>[] = [],
): readonly Part<File>[] {
  const known = new Map<string, Part<File>[]>();
  for (const part of [...before].reverse()) {
    const same = known.get(part.text);
    if (same === undefined) known.set(part.text, [part]);
    else same.push(part);
  }
  const starts = [0, ...(room.cuts?.(text) ?? [])];
  return starts.map((at, index) => {
    const own = text.slice(at, starts[index + 1]);
    // Two parts with the same text are two: each is taken once.
    const { file, memory } = known.get(own)?.pop() ?? { file: room.parse(own, path), memory: new Map() };
    return { at, text: own, file, memory };
  });
}

/** What is said of each part, with its places in the whole text. */
export function ofParts<File, Said>(
  parts: readonly Part<File>[],
  say: (file: File) => Iterable<Said>,
): readonly Said[] {
  return parts.flatMap(({ at, file }) => [...say(file)].map((one) => moved(one, at)));
}

/**
 * The same, where it is remembered what was said of a part.
 * @param key what is said; who asks with the same key says the same
 */
export function rememberedOf<File, Said>(
  parts: readonly Part<File>[],
  key: unknown,
  say: (file: File) => Iterable<Said>,
): readonly Said[] {
  return parts.flatMap(({ at, file, memory }) => {
    const said = (memory.get(key) as readonly Said[] | undefined) ?? [...say(file)];
    memory.set(key, said);
    return said.map((one) => moved(one, at));
  });
}

/** What a room's files say to each other of this one; nothing where they say nothing. */
export function factsOf<File>(room: Room<File>, parts: readonly Part<File>[]): unknown {
  const [first, ...others] = parts;
  if (room.facts === undefined || first === undefined) return undefined;
  if (others.length === 0) return room.facts(first.file);
  return rememberedOf(parts, 'facts', (file) => room.facts?.(file) as Iterable<unknown>);
}

/** The same plain data, every span in it so many characters further on. */
export function moved<Data>(data: Data, by: number): Data {
  return by === 0 ? data : (movedData(data, by) as Data);
}

function movedData(data: unknown, by: number): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return movedList(data, by);
  if (isSpan(data)) return { start: data.start + by, end: data.end + by };
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) copy[key] = typeof value === 'string' ? value : movedData(value, by);
  return copy;
}

/** A list without places stays the same one. */
function movedList(data: readonly unknown[], by: number): readonly unknown[] {
  const copy = data.map((one) => movedData(one, by));
  return copy.every((one, index) => one === data[index]) ? data : copy;
}

function isSpan(data: object): data is Span {
  const { start, end } = data as Partial<Span>;
  return typeof start === 'number' && typeof end === 'number';
}
