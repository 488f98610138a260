import type { Nearby, Peers, Thing, Whole } from './nearby';
import { moved, type Part } from './parts';
import type { Problem, Room, Rule } from './rule';

/** What the rules of a room found in a parsed text and asked nobody else about, by their places among the rules. */
type Memory = (readonly Problem[] | undefined)[];

const none: readonly Problem[] = [];

/**
 * Checks the parts of one file. A part that was checked before is not checked again by a rule that looks at nothing
 * else; and while one part cannot be read for certain, rules that compare it with others say nothing.
 */
export class Checker<File> {
  readonly #parts: readonly { readonly part: Part<File>; readonly memory: Memory; readonly asked: Asked }[];
  readonly #isSure: boolean;

  constructor(room: Room<File>, parts: readonly Part<File>[], nearby: Nearby) {
    this.#parts = parts.map((part) => {
      const memory = (part.memory.get(room) as Memory | undefined) ?? [];
      part.memory.set(room, memory);
      return { part, memory, asked: new Asked(nearby, parts.length > 1 ? { parts, start: part.at } : undefined) };
    });
    this.#isSure = !parts.some(({ file }) => room.isUnsure?.(file) === true);
  }

  /**
   * What a rule finds, at its places in the whole text.
   * @param order its place among the rules of the room
   * @throws what the rule throws
   */
  check(rule: Rule<File>, order: number): readonly Problem[] {
    const all: Problem[] = [];
    for (const { part, memory, asked } of this.#parts) {
      let problems = memory[order];
      if (problems === undefined) {
        asked.forget();
        problems = listOf(rule.check(part.file, asked));
        if (!asked.isAsked) memory[order] = problems;
        else if (asked.isComparing && !this.#isSure) continue;
      }
      for (const problem of problems) all.push(movedProblem(problem, part.at));
    }
    return all;
  }
}

/** What is near a text, and whether somebody has asked. */
class Asked implements Nearby {
  isAsked = false;
  /** Has somebody asked what other parts or files say? */
  isComparing = false;

  constructor(
    readonly nearby: Nearby,
    readonly ownWhole: Whole | undefined,
  ) {}

  forget(): void {
    this.isAsked = this.isComparing = false;
  }

  readonly at = (path: string): Thing | undefined => {
    this.isAsked = true;
    return this.nearby.at(path);
  };

  get peers(): Peers {
    this.isAsked = this.isComparing = true;
    return this.nearby.peers;
  }

  get whole(): Whole | undefined {
    this.isAsked = this.isComparing = true;
    return this.ownWhole;
  }
}

/** Most rules find nothing in most parts, and share that. */
function listOf(problems: Iterable<Problem>): readonly Problem[] {
  let list: Problem[] | undefined;
  for (const problem of problems) (list ??= []).push(problem);
  return list ?? none;
}

function movedProblem({ related, ...own }: Problem, by: number): Problem {
  const there = related?.map(({ isOfWhole, ...place }) =>
    isOfWhole === true || place.path !== undefined ? place : moved(place, by),
  );
  return { ...moved(own, by), ...(there && { related: there }) };
}
