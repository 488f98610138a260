import type { Args, Text } from '../text';
import type { Nearby } from './nearby';

/** A stretch of a text: offsets in UTF-16 units, `end` not included. */
export type Span = { readonly start: number; readonly end: number };

/** How bad a finding is. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule may be set to. */
export type Level = Severity | 'off';

/** `learn` is the default, `strict` adds good practice, `quiet` shows errors only. */
export type Profile = 'learn' | 'strict' | 'quiet';

/** One replacement; an empty span inserts. */
export type Edit = { readonly span: Span; readonly text: string };

/** How to heal a finding; `safe` means that it chooses nothing for the author and may run on save. */
export type Fix = { readonly title: Text; readonly edits: readonly Edit[]; readonly safe: boolean };

/** What a check yields for one mistake. */
export type Problem = {
  /** The token that is wrong, and no more. */
  readonly span: Span;
  /** Values for the placeholders of the rule's message. */
  readonly args?: Args;
  readonly fix?: Fix | undefined;
  /** For a place about which the rule is less, or more, sure than usual. */
  readonly severity?: Severity;
  /** Where this mistake makes other findings pointless; the span itself when left out. */
  readonly covers?: Span;
  /** Other places that belong to it. */
  readonly related?: readonly Related[];
};

/** A place that belongs to a finding: in this file, or in that of a path relative to this file's folder. */
export type Related = {
  readonly path?: string;
  readonly span: Span;
  readonly message: Text;
  /** Does the span count from the start of the whole file, where a check reads a part of it? */
  readonly isOfWhole?: boolean;
};

/** What a rule reads; of two findings on one token, the earlier layer wins. */
export const layers = ['characters', 'syntax', 'meaning'] as const;

/** Files beside an example, by their paths; one that ends in "/" is an empty folder. A program is one that may be run. */
export type Beside = Readonly<Record<string, string | { readonly program: string }>>;

/** A text with one place marked: `FROM «nginx»`, and what its fix makes of it. */
export type BadExample = { readonly text: string; readonly fixed?: string; readonly beside?: Beside };

/** A text that is all right, alone or beside other files. */
export type GoodExample = string | { readonly text: string; readonly beside: Beside };

/** The parts of a good example. */
export const partsOf = (good: GoodExample): { readonly text: string; readonly beside?: Beside } =>
  typeof good === 'string' ? { text: good } : good;

/** One rule: what it looks for, how it speaks, and the examples that are its documentation and its tests. */
export type Rule<File> = {
  /** Stable for ever: in settings, ignore comments and links. */
  readonly code: string;
  /** Names of the same rule in other tools; each works wherever the code works. */
  readonly aliases: readonly string[];
  readonly layer: (typeof layers)[number];
  readonly severity: { readonly learn: Level; readonly strict: Level };
  readonly title: Text;
  /** What is wrong and what happens because of it: at most 120 characters, 60 in Chinese. */
  readonly message: Text;
  readonly why: Text;
  /** The id of the lesson that teaches it. */
  readonly lesson: string;
  check(file: File, nearby: Nearby): Iterable<Problem>;
  readonly examples: { readonly bad: readonly BadExample[]; readonly good: readonly GoodExample[] };
};

/** A comment of the author's that hides findings or makes them errors. */
export type Pragma =
  | {
      readonly kind: 'ignore';
      readonly names: readonly string[] | 'all';
      readonly scope: Span | 'file';
      /** Where it stands, when that can be told. */
      readonly at?: Span;
      /** What takes it out of the text. */
      readonly remove?: Edit;
    }
  | { readonly kind: 'raise'; readonly names: readonly string[] };

/** A language: how its text is read, its rules, and how its authors silence a finding. */
export type Room<File> = {
  readonly id: string;
  /** The word after the fence of a code block. */
  readonly fence: string;
  readonly rules: readonly Rule<File>[];
  /** @param path the name of the file, where it has one; what a file is for may show in its name only */
  parse(text: string, path?: string): File;
  /**
   * Where a text can be cut into parts, each of which is parsed and judged by itself and says a list of facts. A rule
   * hears of the others by `Nearby.whole`. A language without it has files of one part.
   */
  cuts?(text: string): readonly number[];
  /** Is this a part of which nobody knows for certain what it says? Nothing is then said of what it may hold. */
  isUnsure?(file: File): boolean;
  pragmas(file: File): Iterable<Pragma>;
  /** The paths, relative to the file's folder, that its rules ask about; "" is that folder. */
  looksAt?(file: File): Iterable<string>;
  /** What rules that judge another file may know of this one. */
  facts?(file: File): unknown;
  /** The edit that hides this code at this place and nowhere else; a language without comments has none. */
  ignoreHere?(file: File, place: Span, code: string): Edit | undefined;
};

/** A mistake in a text, ready to be shown in every language. */
export type Finding = {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Text;
  readonly lesson: string;
  readonly fix?: Fix | undefined;
  readonly related?: readonly Related[] | undefined;
};

/** Do two stretches share a character? */
export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The rule with this code or alias, in any case. */
export function ruleNamed<File>(rules: readonly Rule<File>[], name: string): Rule<File> | undefined {
  return rules.find((rule) => isNamed(rule, name));
}

/** Is this one of the rule's names? */
export function isNamed(rule: Pick<Rule<never>, 'code' | 'aliases'>, name: string): boolean {
  const wanted = name.toLowerCase();
  return rule.code.toLowerCase() === wanted || rule.aliases.some((alias) => alias.toLowerCase() === wanted);
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  return backwards.reduce((all, edit) => all.slice(0, edit.span.start) + edit.text + all.slice(edit.span.end), text);
}

/** A piece of the author's text, short enough for a message. */
export function brief(text: string, length = 24): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
