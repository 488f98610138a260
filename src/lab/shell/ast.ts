/** What a parameter expansion does besides giving the value. */
export type ParameterOperation =
  | { readonly kind: 'assign' | 'error'; readonly colon: boolean; readonly word: Word }
  | { readonly kind: 'default' | 'alternative'; readonly colon: boolean; readonly word: Word }
  | { readonly kind: 'cut'; readonly end: 'prefix' | 'suffix'; readonly longest: boolean; readonly word: Word }
  | { readonly kind: 'replace'; readonly all: boolean; readonly pattern: Word; readonly word: Word }
  | { readonly kind: 'part'; readonly offset: Word; readonly length?: Word }
  | { readonly kind: 'length' };

/** A piece of a word; `quoted` pieces are neither split nor globbed. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly operation?: ParameterOperation;
      readonly quoted: boolean;
    }
  | { readonly kind: 'command'; readonly body: readonly Item[]; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean };

export type Word = readonly WordPart[];

export type Assignment = { readonly name: string; readonly value: Word; readonly append: boolean };

/** `fd` is the descriptor that changes. */
export type Redirect =
  | {
      readonly kind: 'file';
      readonly operator: '>' | '>>' | '<' | '>|' | '<>';
      readonly fd: number;
      readonly target: Word;
    }
  | { readonly kind: 'duplicate'; readonly output: boolean; readonly fd: number; readonly target: Word }
  | { readonly kind: 'both'; readonly append: boolean; readonly target: Word }
  | { readonly kind: 'here'; readonly fd: number; readonly content: () => Word };

export type Command =
  | {
      readonly kind: 'simple';
      readonly assignments: readonly Assignment[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
      readonly line: number;
    }
  | { readonly kind: 'group' | 'subshell'; readonly body: readonly Item[]; readonly redirects: readonly Redirect[] }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: readonly Item[]; readonly body: readonly Item[] }[];
      readonly otherwise?: readonly Item[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'loop';
      readonly until: boolean;
      readonly condition: readonly Item[];
      readonly body: readonly Item[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      /** Undefined: the positional parameters. */
      readonly words?: readonly Word[];
      readonly body: readonly Item[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'case';
      readonly subject: Word;
      readonly arms: readonly { readonly patterns: readonly Word[]; readonly body: readonly Item[] }[];
      readonly redirects: readonly Redirect[];
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command };

export type Pipeline = { readonly negated: boolean; readonly commands: readonly Command[]; readonly text: string };

/** Pipelines joined by `&&` and `||`. */
export type AndOr = {
  readonly first: Pipeline;
  readonly rest: readonly { readonly when: '&&' | '||'; readonly pipeline: Pipeline }[];
};

/** One element of a list; `background` when it ends in `&`. */
export type Item = { readonly chain: AndOr; readonly background: boolean; readonly text: string };

/** What the parser found wrong; the message is busybox's, without prefix. */
export class ShellSyntaxError extends Error {
  override readonly name = 'ShellSyntaxError';

  constructor(
    /** What stood there: a token as it is named in messages. */
    readonly found: string,
    readonly expecting: string | undefined,
    readonly line: number,
    /** More text could make it right. */
    readonly incomplete: boolean,
    message?: string,
  ) {
    super(message ?? `unexpected ${found}${expecting === undefined ? '' : ` (expecting ${expecting})`}`);
  }
}
