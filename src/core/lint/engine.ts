import { fill } from '../text';
import { Checker } from './checked';
import { alone, nearbyOf, type Look, type Nearby, type Peers } from './nearby';
import { moved, ofParts, readParts, type Part } from './parts';
import {
  isNamed,
  layers,
  overlap,
  ruleNamed,
  type Edit,
  type Finding,
  type Level,
  type Pragma,
  type Profile,
  type Problem,
  type Room,
  type Rule,
  type Severity,
  type Span,
} from './rule';
import { severityOfUnused, unusedSuppressions } from './suppressions';

/** How a text is judged. */
export type LintOptions = {
  readonly profile?: Profile;
  /** The name of the file, where it has one. */
  readonly path?: string | undefined;
  /** What the author has set by code or alias; it wins over the profile. */
  readonly levels?: Readonly<Record<string, Level>>;
  /** What is known of the workspace around the text. */
  readonly nearby?: Nearby;
  /** Hears of a rule, or of the parser, that threw; the rest goes on without it. */
  readonly onFailure?: (what: string, error: unknown) => void;
};

/** The code of the summary that stands for the findings above the cap. */
export const moreFindings = 'more-findings';

const cap = 200;
const more = {
  en: '{count} more findings are not shown: heal the first ones, and the rest come up.',
  zh: '还有 {count} 个问题没有显示：先修复前面的，其余的会随后出现。',
};

type Candidate = {
  readonly rule: Rule<never>;
  readonly order: number;
  readonly severity: Severity;
  readonly problem: Problem;
  readonly covers: Span;
};

/** All findings of a room's rules in a text, in the order of the text. Never throws. */
export function lint<File>(room: Room<File>, text: string, options: LintOptions = {}): readonly Finding[] {
  try {
    return judge(room, readParts(room, text, options.path), options);
  } catch (error) {
    options.onFailure?.(room.id, error);
    return [];
  }
}

/** Where a text stands: how to look around there, and what the other files of its room say. */
export type Around = { readonly look: Look; readonly peers?: Peers };

/** The same for a text that stands among other files. Never rejects. */
export async function lintAmong<File>(
  room: Room<File>,
  text: string,
  around: Around,
  options: LintOptions = {},
): Promise<readonly Finding[]> {
  try {
    return await judgeAmong(room, readParts(room, text, options.path), around, options);
  } catch (error) {
    options.onFailure?.(room.id, error);
    return [];
  }
}

/** The same for a text that has been read, by the same room and with the same path. Never rejects. */
export async function judgeAmong<File>(
  room: Room<File>,
  parts: readonly Part<File>[],
  around: Around,
  options: LintOptions = {},
): Promise<readonly Finding[]> {
  try {
    return judge(room, parts, { ...options, nearby: await nearbyOf(room, parts, around.look, around.peers) });
  } catch (error) {
    options.onFailure?.(room.id, error);
    return [];
  }
}

function judge<File>(room: Room<File>, parts: readonly Part<File>[], options: LintOptions): readonly Finding[] {
  const checker = new Checker(room, parts, options.nearby ?? alone);
  const candidates = room.rules.flatMap((rule, order) => candidatesOf(rule, order, checker, options));
  const pragmas = ofParts(parts, (file) => room.pragmas(file));
  const shown = strongest(candidates)
    .flatMap((candidate) => afterPragmas(candidate, pragmas))
    .map(({ rule, severity, problem }): Finding => ({
      code: rule.code,
      severity,
      span: problem.span,
      message: fill(rule.message, problem.args ?? {}),
      lesson: rule.lesson,
      fix: problem.fix,
      ...(problem.related && { related: problem.related }),
    }));
  const findings = [...shown, ...unused(room, pragmas, candidates, options)];
  return capped(findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end));
}

function unused<File>(
  { rules }: Room<File>,
  pragmas: readonly Pragma[],
  found: readonly Candidate[],
  options: LintOptions,
): readonly Finding[] {
  const severity = severityOfUnused(options.profile, options.levels);
  const isAsked = (rule: Rule<File>): boolean => levelOf(rule, options) !== 'off';
  return severity === 'off' ? [] : unusedSuppressions({ rules, pragmas, found, isAsked }, severity);
}

/** What the author has set for a rule, by its code before any other of its names. */
function setLevel(rule: Pick<Rule<never>, 'code' | 'aliases'>, { levels }: LintOptions): Level | undefined {
  if (levels === undefined) return undefined;
  return levels[rule.code] ?? Object.entries(levels).find(([name]) => isNamed(rule, name))?.[1];
}

function levelOf(rule: Rule<never>, options: LintOptions): Level {
  return setLevel(rule, options) ?? (options.profile === 'strict' ? rule.severity.strict : rule.severity.learn);
}

const none: readonly Candidate[] = [];

function candidatesOf<File>(
  rule: Rule<File>,
  order: number,
  checker: Checker<File>,
  options: LintOptions,
): readonly Candidate[] {
  const set = setLevel(rule, options);
  const level = set ?? levelOf(rule, options);
  if (level === 'off') return none;
  try {
    const problems = checker.check(rule, order);
    if (problems.length === 0) return none;
    return [...onePerPlace(problems)]
      .map((problem): Candidate => {
        const severity = set === undefined ? (problem.severity ?? level) : level;
        return { rule, order, severity, problem, covers: problem.covers ?? problem.span };
      })
      .filter(({ severity }) => options.profile !== 'quiet' || set !== undefined || severity === 'error');
  } catch (error) {
    options.onFailure?.(rule.code, error);
    return [];
  }
}

/** One place may be reached on several ways: over the aliases of YAML, say. */
function* onePerPlace(problems: Iterable<Problem>): Iterable<Problem> {
  const places = new Set<string>();
  for (const problem of problems) {
    const place = `${problem.span.start}-${problem.span.end}`;
    if (!places.has(place)) yield problem;
    places.add(place);
  }
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** One mistake, one finding: drops what a more certain finding at the same place makes pointless. */
function strongest(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = [...candidates].sort((a, b) => a.covers.start - b.covers.start);
  const hidden = new Set<Candidate>();
  let open: Candidate[] = [];
  for (const candidate of sorted) {
    open = open.filter((other) => other.covers.end > candidate.covers.start);
    for (const other of open) {
      if (hides(other, candidate)) hidden.add(candidate);
      else if (hides(candidate, other)) hidden.add(other);
    }
    open.push(candidate);
  }
  return candidates.filter((candidate) => !hidden.has(candidate));
}

function hides(a: Candidate, b: Candidate): boolean {
  if (a.rule === b.rule || !overlap(a.covers, b.problem.span)) return false;
  const byLayer = layers.indexOf(a.rule.layer) - layers.indexOf(b.rule.layer);
  if (byLayer !== 0) return byLayer < 0;
  if (!overlap(b.covers, a.problem.span)) return true;
  const bySeverity = severities.indexOf(a.severity) - severities.indexOf(b.severity);
  return (bySeverity || a.order - b.order) < 0;
}

/** An error is hidden by its name only, never by `all`. */
function afterPragmas(candidate: Candidate, pragmas: readonly Pragma[]): readonly Candidate[] {
  let { severity } = candidate;
  for (const pragma of pragmas) {
    const named = pragma.names === 'all' || pragma.names.some((name) => isNamed(candidate.rule, name));
    if (!named) continue;
    if (pragma.kind === 'raise') severity = 'error';
    else if (pragma.names === 'all' && candidate.severity === 'error') continue;
    else if (pragma.scope === 'file' || overlap(pragma.scope, candidate.problem.span)) return [];
  }
  return [{ ...candidate, severity }];
}

function capped(findings: readonly Finding[]): readonly Finding[] {
  const next = findings[cap];
  if (next === undefined) return findings;
  const message = fill(more, { count: findings.length - cap });
  const summary: Finding = {
    code: moreFindings,
    severity: 'information',
    span: next.span,
    message,
    lesson: next.lesson,
  };
  return [...findings.slice(0, cap), summary];
}

/** The edits of all safe fixes that do not touch each other; of two that do, the first. */
export function safeEdits(findings: readonly Finding[]): readonly Edit[] {
  const chosen: Edit[] = [];
  for (const { fix } of findings) {
    if (fix?.safe !== true) continue;
    const touches = (a: Edit, b: Edit): boolean => a.span.start <= b.span.end && b.span.start <= a.span.end;
    if (!fix.edits.some((edit) => chosen.some((other) => touches(edit, other)))) chosen.push(...fix.edits);
  }
  return chosen;
}

/** The edit that hides a finding in a text that was read, by the comment that the language's own tools read. */
export function ignoreHere<File>(
  room: Room<File>,
  parts: readonly Part<File>[],
  { code, span }: Finding,
): Finding['fix'] {
  const part = parts.findLast(({ at }) => at <= span.start);
  if (part === undefined || ruleNamed(room.rules, code) === undefined) return undefined;
  const edit = room.ignoreHere?.(part.file, moved(span, -part.at), code);
  return edit && { title: fill(ignoreTitle, { code }), edits: [moved(edit, part.at)], safe: false };
}

const ignoreTitle = { en: 'Ignore {code} here', zh: '在此处忽略 {code}' };
