/** A part of a template of Go, as `text/template` knows them. */
export type Node =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'print'; readonly pipe: Pipe } | Branch;

/** A part that is made as often as its pipe says. */
export type Branch = {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: Pipe;
  readonly body: Nodes;
  readonly otherwise: Nodes;
};

/** Parts in their order. */
export type Nodes = readonly Node[];

/** Commands whose results go into the next, and the variables that take the last. */
export type Pipe = {
  readonly declares: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly Command[];
};

/** A function, field or value with its arguments. */
export type Command = readonly Term[];

/** What an argument may be; `at` is where it starts in the template, in characters. */
export type Term =
  | { readonly kind: 'dot' }
  | { readonly kind: 'nil' }
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | {
      readonly kind: 'field';
      readonly of: Term;
      readonly names: readonly string[];
      readonly source: string;
      readonly at: number;
    }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe };

/** Why a template cannot be read or carried out, in the words of Go. */
export class TemplateError extends Error {
  constructor(
    readonly stage: 'read' | 'run',
    sentence: string,
  ) {
    super(`template: ${sentence}`);
    this.name = 'TemplateError';
  }
}
