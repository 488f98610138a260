import { Fail } from '../commands/tool';
import type { Expr } from './awk-program';
import { tokensOf, type Token } from './awk-tokens';

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

/** Reads awk's expressions by descending from the weakest operator to the strongest. */
export class ExpressionParser {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  protected depth = 0;
  /** Inside `print` a `>` sends output somewhere, unless in parentheses. */
  protected printing = false;
  constructor(source: string) {
    this.tokens = tokensOf(source);
  }

  protected peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: 'end of file' };
  }

  protected is(text: string): boolean {
    const token = this.peek();
    return (token.kind === 'sign' || token.kind === 'word') && token.text === text;
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected need(text: string): void {
    if (!this.take(text)) throw new Fail(`syntax error at '${this.peek().text}'`, 2);
  }

  protected lines(): void {
    while (this.peek().kind === 'newline') this.at++;
  }

  protected skip(): void {
    while (this.peek().kind === 'newline' || this.is(';')) this.at++;
  }

  protected name(): string {
    const token = this.peek();
    if (token.kind !== 'name' && token.kind !== 'call') throw new Fail(`syntax error at '${token.text}'`, 2);
    this.at++;
    return token.text;
  }

  protected list(end: string): readonly Expr[] {
    const list: Expr[] = [];
    this.lines();
    while (!this.take(end)) {
      list.push(this.expression());
      this.lines();
      if (!this.is(end)) this.need(',');
      this.lines();
    }
    return list;
  }

  protected expression(): Expr {
    const left = this.choice();
    const { kind, text } = this.peek();
    if (kind !== 'sign' || !assigns.has(text)) return left;
    if (left.kind !== 'variable' && left.kind !== 'field' && left.kind !== 'element')
      throw new Fail(`syntax error at '${text}'`, 2);
    this.at++;
    this.lines();
    return { kind: 'assign', operator: text.slice(0, -1).replace('**', '^'), target: left, value: this.expression() };
  }

  protected choice(): Expr {
    const test = this.binary(0);
    if (!this.take('?')) return test;
    this.lines();
    const yes = this.expression();
    this.lines();
    this.need(':');
    this.lines();
    return { kind: 'choice', test, yes, no: this.expression() };
  }

  protected binary(level: number): Expr {
    const operators = levels[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = this.operator(operators);
      if (operator === undefined) return left;
      if (operator === 'in') left = { kind: 'in', keys: [left], name: this.name() };
      else {
        if (operator === '&&' || operator === '||') this.lines();
        left = { kind: 'binary', operator, left, right: this.binary(level + 1) };
      }
    }
  }

  protected operator(operators: readonly string[]): string | undefined {
    const { kind, text } = this.peek();
    if (operators[0] === ' ') {
      // Two values beside each other are joined.
      const begins =
        ['number', 'text', 'name', 'call'].includes(kind) ||
        (kind === 'sign' && ['$', '!', '(', '-', '+', '++', '--'].includes(text));
      return begins && text !== '+' && text !== '-' ? ' ' : undefined;
    }
    if ((kind !== 'sign' && kind !== 'word') || !operators.includes(text)) return undefined;
    if (text === '>' && this.printing) return undefined;
    this.at++;
    return text;
  }

  protected unary(): Expr {
    for (const operator of ['!', '-', '+'])
      if (this.take(operator)) return { kind: 'unary', operator, of: this.unary() };
    const base = this.postfix();
    if (!this.take('^') && !this.take('**')) return base;
    return { kind: 'binary', operator: '^', left: base, right: this.unary() };
  }

  protected postfix(): Expr {
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.take(sign)) return { kind: 'step', by, before: true, target: this.postfix() };
    const value = this.primary();
    if (value.kind !== 'variable' && value.kind !== 'field' && value.kind !== 'element') return value;
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.take(sign)) return { kind: 'step', by, before: false, target: value };
    return value;
  }

  protected primary(): Expr {
    const token = this.peek();
    if (++this.depth > 400) throw new Fail('program is nested too deeply', 2);
    this.at++;
    const value = this.value(token);
    this.depth--;
    return value;
  }

  protected value(token: Token): Expr {
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'text':
        return { kind: 'text', value: token.text };
      case 'regex':
        return { kind: 'regex', source: token.text };
      case 'call':
        this.need('(');
        return { kind: 'call', name: token.text, args: this.inside(() => this.list(')')) };
      case 'name':
        if (this.take('[')) return { kind: 'element', name: token.text, keys: this.inside(() => this.list(']')) };
        return noArguments.has(token.text)
          ? { kind: 'call', name: token.text, args: [] }
          : { kind: 'variable', name: token.text };
      default:
        if (token.text === '$') return { kind: 'field', index: this.dollar() };
        if (token.text === '(') return this.group();
        throw new Fail(`syntax error at '${token.text}'`, 2);
    }
  }

  protected dollar(): Expr {
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (this.take(sign)) return { kind: 'step', by, before: true, target: this.primary() };
    return this.take('-') ? { kind: 'unary', operator: '-', of: this.primary() } : this.primary();
  }

  protected inside<T>(read: () => T): T {
    const before = this.printing;
    this.printing = false;
    const value = read();
    this.printing = before;
    return value;
  }

  protected group(): Expr {
    const list = this.inside(() => this.list(')'));
    if (list.length > 1 && this.take('in')) return { kind: 'in', keys: list, name: this.name() };
    const [only] = list;
    if (!only || list.length > 1) throw new Fail("syntax error at ')'", 2);
    // In parentheses an assignment's target is a value like others.
    return only.kind === 'variable' || only.kind === 'field' || only.kind === 'element'
      ? { kind: 'choice', test: { kind: 'number', value: 1 }, yes: only, no: only }
      : only;
  }
}
