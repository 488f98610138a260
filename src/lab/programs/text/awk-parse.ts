import { Fail } from '../commands/tool';

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

export type Rule = {
  readonly when: 'BEGIN' | 'END' | 'always' | 'line' | 'range';
  readonly test?: Expr;
  readonly until?: Expr;
  readonly body?: Statement;
};
export type Routine = { readonly parameters: readonly string[]; readonly body: Statement };
export type AwkProgram = { readonly rules: readonly Rule[]; readonly routines: ReadonlyMap<string, Routine> };

type Token = {
  readonly kind: 'number' | 'text' | 'regex' | 'name' | 'call' | 'word' | 'sign' | 'newline' | 'end';
  readonly text: string;
};

const words = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'exit',
  'return',
  'delete',
  'in',
  'print',
  'printf',
  'getline',
]);
const signs = /^(?:\*\*=|\|\||&&|\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|>>|\*\*|!~|[{}()[\];,+\-*/%^!<>|?:~$=])/;
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\u0007',
};

/** Splits an awk program; a slash begins an expression where a value cannot have come before it. */
function tokens(source: string): readonly Token[] {
  const out: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], text: string, length = text.length): void => {
    out.push({ kind, text });
    at += length;
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest)?.[0];
    const last = out.at(-1);
    const value = last && (['number', 'text', 'name'].includes(last.kind) || /^[\])$]$|^\+\+$|^--$/.test(last.text));
    const regex = value ? undefined : /^\/((?:[^/\\\n]|\\.|\[(?:[^\]\\\n]|\\.)+\])*)\//.exec(rest);
    const text = /^"((?:[^"\\]|\\[^])*)"/.exec(rest);
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(rest)?.[0];
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    const sign = signs.exec(rest)?.[0];
    if (blank !== undefined) at += blank.length;
    else if (rest.startsWith('\n')) push('newline', '\n');
    else if (regex) push('regex', regex[1] ?? '', regex[0].length);
    else if (text)
      push(
        'text',
        (text[1] ?? '').replace(/\\([^])/g, (whole, letter: string) => escapes[letter] ?? whole),
        text[0].length,
      );
    else if (number !== undefined) push('number', number);
    else if (name !== undefined) push(words.has(name) ? 'word' : rest[name.length] === '(' ? 'call' : 'name', name);
    else if (sign !== undefined) push('sign', sign);
    else throw new Fail(`syntax error near '${rest.slice(0, 20)}'`, 2);
  }
  return out;
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['in'],
  ['~', '!~'],
  ['<', '<=', '!=', '==', '>', '>='],
  [' '],
  ['+', '-'],
  ['*', '/', '%'],
];
const assigns = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=', '**=']);
const noArguments = new Set(['length']);

/** Reads awk programs by descending from the weakest operator to the strongest. */
export class AwkParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  /** Inside `print` a `>` sends output somewhere, unless in parentheses. */
  #printing = false;
  readonly #routines = new Map<string, Routine>();

  constructor(source: string) {
    this.#tokens = tokens(source);
  }

  parse(): AwkProgram {
    const rules: Rule[] = [];
    this.#skip();
    while (this.#peek().kind !== 'end') {
      const rule = this.#rule();
      if (rule) rules.push(rule);
      this.#skip();
    }
    return { rules, routines: this.#routines };
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: 'end of file' };
  }

  #is(text: string): boolean {
    const token = this.#peek();
    return (token.kind === 'sign' || token.kind === 'word') && token.text === text;
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #need(text: string): void {
    if (!this.#take(text)) throw new Fail(`syntax error at '${this.#peek().text}'`, 2);
  }

  #lines(): void {
    while (this.#peek().kind === 'newline') this.#at++;
  }

  #skip(): void {
    while (this.#peek().kind === 'newline' || this.#is(';')) this.#at++;
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== 'name' && token.kind !== 'call') throw new Fail(`syntax error at '${token.text}'`, 2);
    this.#at++;
    return token.text;
  }

  #rule(): Rule | undefined {
    if (this.#take('function') || this.#take('func')) {
      const name = this.#name();
      const parameters: string[] = [];
      this.#need('(');
      while (!this.#take(')')) {
        parameters.push(this.#name());
        this.#take(',');
      }
      this.#lines();
      this.#routines.set(name, { parameters, body: this.#block() });
      return undefined;
    }
    for (const when of ['BEGIN', 'END'] as const) if (this.#take(when)) return { when, body: this.#block() };
    if (this.#is('{')) return { when: 'always', body: this.#block() };
    const test = this.#expression();
    const until = this.#take(',') ? this.#expression() : undefined;
    const body = this.#is('{') ? { body: this.#block() } : {};
    return until ? { when: 'range', test, until, ...body } : { when: 'line', test, ...body };
  }

  #block(): Statement {
    this.#need('{');
    const body: Statement[] = [];
    this.#skip();
    while (!this.#take('}')) {
      body.push(this.#statement());
      this.#skip();
    }
    return { kind: 'block', body };
  }

  #statement(): Statement {
    // Programs are short; what is nested deeper than this is no honest one.
    if (++this.#depth > 200) throw new Fail('program is nested too deeply', 2);
    const statement = this.#one();
    this.#depth--;
    return statement;
  }

  #one(): Statement {
    if (this.#is('{')) return this.#block();
    const token = this.#peek();
    if (token.kind !== 'word') return this.#simple();
    switch (token.text) {
      case 'if':
        return this.#if();
      case 'while': {
        this.#at++;
        const test = this.#parenthesised();
        return { kind: 'while', test, body: this.#body(), first: true };
      }
      case 'do': {
        this.#at++;
        const body = this.#body();
        this.#skip();
        this.#need('while');
        return { kind: 'while', test: this.#parenthesised(), body, first: false };
      }
      case 'for':
        return this.#for();
      case 'next':
      case 'break':
      case 'continue':
        this.#at++;
        return { kind: 'leave', how: token.text };
      case 'exit':
      case 'return': {
        this.#at++;
        const ends = this.#peek().kind === 'newline' || this.#peek().kind === 'end' || this.#is(';') || this.#is('}');
        return ends
          ? { kind: 'leave', how: token.text }
          : { kind: 'leave', how: token.text, value: this.#expression() };
      }
      default:
        return this.#simple();
    }
  }

  #parenthesised(): Expr {
    this.#need('(');
    const value = this.#expression();
    this.#need(')');
    return value;
  }

  #body(): Statement {
    this.#lines();
    if (this.#take(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #if(): Statement {
    this.#at++;
    const test = this.#parenthesised();
    const yes = this.#body();
    const back = this.#at;
    this.#skip();
    if (this.#take('else')) return { kind: 'if', test, yes, no: this.#body() };
    this.#at = back;
    return { kind: 'if', test, yes };
  }

  #for(): Statement {
    this.#at++;
    this.#need('(');
    const [variable, word, name] = this.#tokens.slice(this.#at, this.#at + 3);
    if (variable?.kind === 'name' && word?.text === 'in' && this.#tokens[this.#at + 3]?.text === ')') {
      this.#at += 4;
      return { kind: 'each', variable: variable.text, name: name?.text ?? '', body: this.#body() };
    }
    const start = this.#is(';') ? {} : { start: this.#simple() };
    this.#need(';');
    const test = this.#is(';') ? {} : { test: this.#expression() };
    this.#need(';');
    const step = this.#is(')') ? {} : { step: this.#simple() };
    this.#need(')');
    return { kind: 'for', ...start, ...test, ...step, body: this.#body() };
  }

  #simple(): Statement {
    if (this.#is('print') || this.#is('printf')) return this.#print();
    if (!this.#take('delete')) return { kind: 'expr', value: this.#expression() };
    const name = this.#name();
    return { kind: 'delete', name, keys: this.#take('[') ? this.#list(']') : [] };
  }

  #print(): Statement {
    const formatted = this.#peek().text === 'printf';
    this.#at++;
    this.#printing = true;
    const args: Expr[] = [];
    while (
      this.#peek().kind !== 'newline' &&
      this.#peek().kind !== 'end' &&
      !['}', ';', '>', '>>', '|'].some((sign) => this.#is(sign))
    ) {
      args.push(...this.#printed());
      if (!this.#take(',')) break;
      this.#lines();
    }
    this.#printing = false;
    if (this.#is('|')) throw new Fail('the practice lab has no pipes in awk', 2);
    const mode = this.#take('>>') ? '>>' : this.#take('>') ? '>' : undefined;
    return { kind: 'print', formatted, args, ...(mode ? { to: { mode, file: this.#expression() } } : {}) };
  }

  /** `print (a, b)` prints two things, `print (a) b` one. */
  #printed(): readonly Expr[] {
    const back = this.#at;
    if (this.#is('(')) {
      this.#printing = false;
      this.#at++;
      const list = this.#list(')');
      this.#printing = true;
      if (list.length > 1 && !this.#is('in')) return list;
      this.#at = back;
    }
    return [this.#expression()];
  }

  #list(end: string): readonly Expr[] {
    const list: Expr[] = [];
    this.#lines();
    while (!this.#take(end)) {
      list.push(this.#expression());
      this.#lines();
      if (!this.#is(end)) this.#need(',');
      this.#lines();
    }
    return list;
  }

  #expression(): Expr {
    const left = this.#choice();
    const { kind, text } = this.#peek();
    if (kind !== 'sign' || !assigns.has(text)) return left;
    if (left.kind !== 'variable' && left.kind !== 'field' && left.kind !== 'element')
      throw new Fail(`syntax error at '${text}'`, 2);
    this.#at++;
    this.#lines();
    return { kind: 'assign', operator: text.slice(0, -1).replace('**', '^'), target: left, value: this.#expression() };
  }

  #choice(): Expr {
    const test = this.#binary(0);
    if (!this.#take('?')) return test;
    this.#lines();
    const yes = this.#expression();
    this.#lines();
    this.#need(':');
    this.#lines();
    return { kind: 'choice', test, yes, no: this.#expression() };
  }

  #binary(level: number): Expr {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#operator(operators);
      if (operator === undefined) return left;
      if (operator === 'in') left = { kind: 'in', keys: [left], name: this.#name() };
      else {
        if (operator === '&&' || operator === '||') this.#lines();
        left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
      }
    }
  }

  #operator(operators: readonly string[]): string | undefined {
    const { kind, text } = this.#peek();
    if (operators[0] === ' ') {
      // Two values beside each other are joined.
      const begins =
        ['number', 'text', 'name', 'call'].includes(kind) ||
        (kind === 'sign' && ['$', '!', '(', '-', '+', '++', '--'].includes(text));
      return begins && text !== '+' && text !== '-' ? ' ' : undefined;
    }
    if ((kind !== 'sign' && kind !== 'word') || !operators.includes(text)) return undefined;
    if (text === '>' && this.#printing) return undefined;
    this.#at++;
    return text;
  }

  #unary(): Expr {
    for (const operator of ['!', '-', '+'])
      if (this.#take(operator)) return { kind: 'unary', operator, of: this.#unary() };
    const base = this.#postfix();
    if (!this.#take('^') && !this.#take('**')) return base;
    return { kind: 'binary', operator: '^', left: base, right: this.#unary() };
  }

  #postfix(): Expr {
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.#take(sign)) return { kind: 'step', by, before: true, target: this.#postfix() };
    const value = this.#primary();
    if (value.kind !== 'variable' && value.kind !== 'field' && value.kind !== 'element') return value;
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.#take(sign)) return { kind: 'step', by, before: false, target: value };
    return value;
  }

  #primary(): Expr {
    const token = this.#peek();
    if (++this.#depth > 400) throw new Fail('program is nested too deeply', 2);
    this.#at++;
    const value = this.#value(token);
    this.#depth--;
    return value;
  }

  #value(token: Token): Expr {
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'text':
        return { kind: 'text', value: token.text };
      case 'regex':
        return { kind: 'regex', source: token.text };
      case 'call':
        this.#need('(');
        return { kind: 'call', name: token.text, args: this.#inside(() => this.#list(')')) };
      case 'name':
        if (this.#take('[')) return { kind: 'element', name: token.text, keys: this.#inside(() => this.#list(']')) };
        return noArguments.has(token.text)
          ? { kind: 'call', name: token.text, args: [] }
          : { kind: 'variable', name: token.text };
      default:
        if (token.text === '$') return { kind: 'field', index: this.#dollar() };
        if (token.text === '(') return this.#group();
        throw new Fail(`syntax error at '${token.text}'`, 2);
    }
  }

  #dollar(): Expr {
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.#take(sign)) return { kind: 'step', by, before: true, target: this.#primary() };
    return this.#take('-') ? { kind: 'unary', operator: '-', of: this.#primary() } : this.#primary();
  }

  #inside<T>(read: () => T): T {
    const before = this.#printing;
    this.#printing = false;
    const value = read();
    this.#printing = before;
    return value;
  }

  #group(): Expr {
    const list = this.#inside(() => this.#list(')'));
    if (list.length > 1 && this.#take('in')) return { kind: 'in', keys: list, name: this.#name() };
    const [only] = list;
    if (!only || list.length > 1) throw new Fail("syntax error at ')'", 2);
    // In parentheses an assignment's target is a value like others.
    return only.kind === 'variable' || only.kind === 'field' || only.kind === 'element'
      ? { kind: 'choice', test: { kind: 'number', value: 1 }, yes: only, no: only }
      : only;
  }
}
