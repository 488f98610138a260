/** An expression of awk. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expr }
  | { readonly kind: 'element'; readonly name: string; readonly keys: readonly Expr[] }
  | { readonly kind: 'in'; readonly keys: readonly Expr[]; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Expr }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly before: boolean; readonly target: Expr }
  | { readonly kind: 'choice'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] };

/** A statement of awk. */
export type Statement =
  | {
      readonly kind: 'print';
      readonly formatted: boolean;
      readonly args: readonly Expr[];
      readonly to?: { readonly mode: '>' | '>>'; readonly file: Expr };
    }
  | { readonly kind: 'expr'; readonly value: Expr }
  | { readonly kind: 'if'; readonly test: Expr; readonly yes: Statement; readonly no?: Statement }
  | { readonly kind: 'while'; readonly test: Expr; readonly body: Statement; readonly first: boolean }
  | {
      readonly kind: 'for';
      readonly start?: Statement;
      readonly test?: Expr;
      readonly step?: Statement;
      readonly body: Statement;
    }
  | { readonly kind: 'each'; readonly variable: string; readonly name: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'delete'; readonly name: string; readonly keys: readonly Expr[] }
  | { readonly kind: 'leave'; readonly how: 'next' | 'exit' | 'break' | 'continue' | 'return'; readonly value?: Expr };

/** A rule: when it applies, and what it does. */
export type Rule = {
  readonly when: 'BEGIN' | 'END' | 'always' | 'line' | 'range';
  readonly test?: Expr;
  readonly until?: Expr;
  readonly body?: Statement;
};
/** A function that the program defines. */
export type Routine = { readonly parameters: readonly string[]; readonly body: Statement };
/** A program, read. */
export type AwkProgram = { readonly rules: readonly Rule[]; readonly routines: ReadonlyMap<string, Routine> };
