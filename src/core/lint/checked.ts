import type { Nearby, Peers, Thing, Whole } from './nearby';
import { moved, type Part } from './parts';
import type { Problem, Room, Rule } from './rule';

/** What a rule found in a parsed text, and asked nobody else about. It goes with what was parsed. */
const remembered = new WeakMap<object, Map<Rule<never>, readonly Problem[]>>();

/**
 * What a rule finds in the parts of a file, at its places in the whole text. A part that was judged before is not
 * judged again by a rule that looks at nothing else; and while one part cannot be read for certain, rules that compare
 * it with others say nothing of them.
 * @throws what the rule throws
 */
export function* checked<File>(
  room: Room<File>,
  rule: Rule<File>,
  parts: readonly Part<File>[],
  nearby: Nearby,
): Iterable<Problem> {
  for (const part of parts) {
    const before = remembered.get(part.file as object)?.get(rule);
    const problems = before ?? [...anew(room, rule, part, parts, nearby)];
    for (const problem of problems) yield movedProblem(problem, part.at);
  }
}

function anew<File>(
  room: Room<File>,
  rule: Rule<File>,
  part: Part<File>,
  parts: readonly Part<File>[],
  nearby: Nearby,
): readonly Problem[] {
  const asked = new Asked(nearby, parts.length > 1 ? { parts, start: part.at } : undefined);
  const problems = [...rule.check(part.file, asked)];
  if (!asked.isAsked) remember(part.file as object, rule, problems);
  const isUnsure = asked.isComparing && parts.some(({ file }) => room.isUnsure?.(file) === true);
  return isUnsure ? [] : problems;
}

function remember(file: object, rule: Rule<never>, problems: readonly Problem[]): void {
  const ofFile = remembered.get(file) ?? new Map<Rule<never>, readonly Problem[]>();
  remembered.set(file, ofFile);
  ofFile.set(rule, problems);
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

function movedProblem({ related, ...own }: Problem, by: number): Problem {
  const there = related?.map(({ isOfWhole, ...place }) =>
    isOfWhole === true || place.path !== undefined ? place : moved(place, by),
  );
  return { ...moved(own, by), ...(there && { related: there }) };
}
