import { Fail } from '../commands/tool';
import { ExpressionParser } from './awk-expressions';
import type { AwkProgram, Expr, Routine, Rule, Statement } from './awk-program';

/** Reads awk programs: rules, functions and statements; throws Fail. */
export class AwkParser extends ExpressionParser {
  protected readonly routines = new Map<string, Routine>();

  parse(): AwkProgram {
    const rules: Rule[] = [];
    this.skip();
    while (this.peek().kind !== 'end') {
      const rule = this.rule();
      if (rule) rules.push(rule);
      this.skip();
    }
    return { rules, routines: this.routines };
  }

  protected rule(): Rule | undefined {
    if (this.take('function') || this.take('func')) {
      const name = this.name();
      const parameters: string[] = [];
      this.need('(');
      while (!this.take(')')) {
        parameters.push(this.name());
        this.take(',');
      }
      this.lines();
      this.routines.set(name, { parameters, body: this.block() });
      return undefined;
    }
    for (const when of ['BEGIN', 'END'] as const) if (this.take(when)) return { when, body: this.block() };
    if (this.is('{')) return { when: 'always', body: this.block() };
    const test = this.expression();
    const until = this.take(',') ? this.expression() : undefined;
    const body = this.is('{') ? { body: this.block() } : {};
    return until ? { when: 'range', test, until, ...body } : { when: 'line', test, ...body };
  }

  protected block(): Statement {
    this.need('{');
    const body: Statement[] = [];
    this.skip();
    while (!this.take('}')) {
      body.push(this.statement());
      this.skip();
    }
    return { kind: 'block', body };
  }

  protected statement(): Statement {
    // Programs are short; what is nested deeper than this is no honest one.
    if (++this.depth > 200) throw new Fail('program is nested too deeply', 2);
    const statement = this.one();
    this.depth--;
    return statement;
  }

  protected one(): Statement {
    if (this.is('{')) return this.block();
    const token = this.peek();
    if (token.kind !== 'word') return this.simple();
    switch (token.text) {
      case 'if':
        return this.if();
      case 'while':
        this.at++;
        return { kind: 'while', test: this.parenthesised(), body: this.body(), first: true };
      case 'do':
        return this.do();
      case 'for':
        return this.for();
      case 'next':
      case 'break':
      case 'continue':
        this.at++;
        return { kind: 'leave', how: token.text };
      case 'exit':
      case 'return':
        return this.leave(token.text);
      default:
        return this.simple();
    }
  }

  protected do(): Statement {
    this.at++;
    const body = this.body();
    this.skip();
    this.need('while');
    return { kind: 'while', test: this.parenthesised(), body, first: false };
  }

  protected leave(how: 'exit' | 'return'): Statement {
    this.at++;
    const { kind } = this.peek();
    const ends = kind === 'newline' || kind === 'end' || this.is(';') || this.is('}');
    return ends ? { kind: 'leave', how } : { kind: 'leave', how, value: this.expression() };
  }

  protected parenthesised(): Expr {
    this.need('(');
    const value = this.expression();
    this.need(')');
    return value;
  }

  protected body(): Statement {
    this.lines();
    if (this.take(';')) return { kind: 'block', body: [] };
    return this.statement();
  }

  protected if(): Statement {
    this.at++;
    const test = this.parenthesised();
    const yes = this.body();
    const back = this.at;
    this.skip();
    if (this.take('else')) return { kind: 'if', test, yes, no: this.body() };
    this.at = back;
    return { kind: 'if', test, yes };
  }

  protected for(): Statement {
    this.at++;
    this.need('(');
    const [variable, word, name] = this.tokens.slice(this.at, this.at + 3);
    if (variable?.kind === 'name' && word?.text === 'in' && this.tokens[this.at + 3]?.text === ')') {
      this.at += 4;
      return { kind: 'each', variable: variable.text, name: name?.text ?? '', body: this.body() };
    }
    const start = this.is(';') ? {} : { start: this.simple() };
    this.need(';');
    const test = this.is(';') ? {} : { test: this.expression() };
    this.need(';');
    const step = this.is(')') ? {} : { step: this.simple() };
    this.need(')');
    return { kind: 'for', ...start, ...test, ...step, body: this.body() };
  }

  protected simple(): Statement {
    if (this.is('print') || this.is('printf')) return this.print();
    if (!this.take('delete')) return { kind: 'expr', value: this.expression() };
    const name = this.name();
    return { kind: 'delete', name, keys: this.take('[') ? this.list(']') : [] };
  }

  protected print(): Statement {
    const formatted = this.peek().text === 'printf';
    this.at++;
    this.printing = true;
    const args: Expr[] = [];
    while (
      this.peek().kind !== 'newline' &&
      this.peek().kind !== 'end' &&
      !['}', ';', '>', '>>', '|'].some((sign) => this.is(sign))
    ) {
      args.push(...this.printed());
      if (!this.take(',')) break;
      this.lines();
    }
    this.printing = false;
    if (this.is('|')) throw new Fail('the practice lab has no pipes in awk', 2);
    const mode = this.take('>>') ? '>>' : this.take('>') ? '>' : undefined;
    return { kind: 'print', formatted, args, ...(mode ? { to: { mode, file: this.expression() } } : {}) };
  }

  /** `print (a, b)` prints two things, `print (a) b` one. */
  protected printed(): readonly Expr[] {
    const back = this.at;
    if (this.is('(')) {
      this.printing = false;
      this.at++;
      const list = this.list(')');
      this.printing = true;
      if (list.length > 1 && !this.is('in')) return list;
      this.at = back;
    }
    return [this.expression()];
  }
}
