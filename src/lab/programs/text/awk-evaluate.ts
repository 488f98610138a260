import { Fail } from '../commands/tool';
import { AwkMemory } from './awk-memory';
import type { AwkProgram, Expr, Routine, Statement } from './awk-program';
import {
  arithmetic,
  builtins,
  comparisons,
  numberOf,
  order,
  textOf,
  truth,
  type Frame,
  type Table,
  type Value,
} from './awk-values';
import { BoundedPattern } from './bounded';

/** How a statement ended, other than by running to its end. */
export type Leave = { readonly how: 'next' | 'exit' | 'break' | 'continue' | 'return'; readonly value?: Value };

/** How many steps awk makes before it lets other processes of the lab run. */
const breath = 20_000;

/** Works awk's expressions out; what statements do is added by who extends it. */
export abstract class AwkEvaluator extends AwkMemory {
  #steps = 0;
  #seed = 1;

  /** @param now the lab's time in milliseconds; `pause` lets other processes run */
  constructor(
    readonly program: AwkProgram,
    private readonly now: () => number,
    private readonly pause: () => Promise<void>,
  ) {
    super();
  }

  protected abstract run(statement: Statement): Promise<Leave | undefined>;

  /** What an expression comes to. */
  async value(expr: Expr): Promise<Value> {
    switch (expr.kind) {
      case 'number':
      case 'text':
        return expr.value;
      case 'regex':
        return this.pattern(expr.source).test(this.line) ? 1 : 0;
      case 'variable':
        return this.get(expr.name);
      case 'field':
        return this.#field(Math.trunc(numberOf(await this.value(expr.index))));
      case 'choice':
        return this.value(truth(await this.value(expr.test)) ? expr.yes : expr.no);
      default:
        return this.#compound(expr);
    }
  }

  #field(index: number): Value {
    return index === 0 ? { input: this.line } : (this.fields[index - 1] ?? '');
  }

  /** Naming an element makes it, as awk has it. */
  #element(table: Table, key: string): Value {
    const there = table.get(key);
    if (there === undefined) table.set(key, '');
    return there ?? '';
  }

  #unary(operator: string, of: Value): Value {
    if (operator === '!') return truth(of) ? 0 : 1;
    return operator === '-' ? -numberOf(of) : numberOf(of);
  }

  async #assigned({ operator, target, value }: Extract<Expr, { readonly kind: 'assign' }>): Promise<Value> {
    const right = await this.value(value);
    const next = operator === '' ? right : arithmetic(operator, numberOf(await this.value(target)), numberOf(right));
    await this.assign(target, next);
    return next;
  }

  async #compound(
    expr: Extract<Expr, { readonly kind: 'element' | 'in' | 'unary' | 'binary' | 'assign' | 'step' | 'call' }>,
  ): Promise<Value> {
    await this.breathe();
    switch (expr.kind) {
      case 'element':
        return this.#element(this.table(expr.name), await this.key(expr.keys));
      case 'in':
        return this.table(expr.name).has(await this.key(expr.keys)) ? 1 : 0;
      case 'unary':
        return this.#unary(expr.operator, await this.value(expr.of));
      case 'binary':
        return this.#binary(expr.operator, expr.left, expr.right);
      case 'assign':
        return this.#assigned(expr);
      case 'step': {
        const before = numberOf(await this.value(expr.target));
        await this.assign(expr.target, before + expr.by);
        return expr.before ? before + expr.by : before;
      }
      case 'call':
        return this.#call(expr.name, expr.args);
    }
  }

  async #binary(operator: string, left: Expr, right: Expr): Promise<Value> {
    const first = await this.value(left);
    if (operator === '&&' || operator === '||') {
      const decided = truth(first) === (operator === '||');
      return (decided ? operator === '||' : truth(await this.value(right))) ? 1 : 0;
    }
    if (operator === '~' || operator === '!~')
      return this.pattern(await this.#source(right)).test(textOf(first)) === (operator === '~') ? 1 : 0;
    const second = await this.value(right);
    if (operator === ' ') return textOf(first) + textOf(second);
    const compare = comparisons[operator];
    if (compare) return compare(order(first, second)) ? 1 : 0;
    return arithmetic(operator, numberOf(first), numberOf(second));
  }

  /** The pattern that an expression stands for, with or without slashes. */
  async #source(expr: Expr | undefined): Promise<string> {
    if (!expr) return '';
    return expr.kind === 'regex' ? expr.source : textOf(await this.value(expr));
  }

  protected async key(keys: readonly Expr[]): Promise<string> {
    const parts: string[] = [];
    for (const one of keys) parts.push(textOf(await this.value(one)));
    return parts.join(textOf(this.get('SUBSEP')));
  }

  async assign(target: Expr, value: Value): Promise<void> {
    if (target.kind === 'element') this.table(target.name).set(await this.key(target.keys), value);
    else if (target.kind === 'variable') {
      this.scope(target.name).set(target.name, value);
      if (target.name === 'NF') this.resize(Math.min(100_000, Math.max(0, Math.trunc(numberOf(value)))));
    } else if (target.kind === 'field') {
      const index = Math.trunc(numberOf(await this.value(target.index)));
      if (index < 0 || index > 100_000) throw new Fail('trying to access out of range field', 2);
      if (index === 0) this.setLine(textOf(value));
      else this.setField(index, value);
    } else throw new Fail('assignment to something that is no variable', 2);
  }

  async #call(name: string, args: readonly Expr[]): Promise<Value> {
    const routine = this.program.routines.get(name);
    if (routine) return this.#routine(routine, args);
    const special = Object.hasOwn(this.#specials, name) ? this.#specials[name] : undefined;
    if (special) return special(args);
    const values: Value[] = [];
    for (const one of args) values.push(await this.value(one));
    const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
    if (!builtin) throw new Fail(`function ${name} never defined`, 2);
    return builtin(values[0] ?? '', values[1], values[2]);
  }

  /** Functions that look at more than the values of what they are given. */
  readonly #specials: Readonly<Record<string, (args: readonly Expr[]) => Promise<Value>>> = {
    length: (args) => this.#length(args),
    split: (args) => this.#splitInto(args),
    match: (args) => this.#match(args),
    sub: (args) => this.#substitute(false, args),
    gsub: (args) => this.#substitute(true, args),
    systime: () => Promise.resolve(Math.floor(this.now() / 1000)),
    srand: async ([seed]) => (this.#seed = seed ? numberOf(await this.value(seed)) : this.now()),
    rand: () => Promise.resolve((this.#seed = (this.#seed * 16_807) % 2_147_483_647) / 2_147_483_647),
  };

  async #routine({ parameters, body }: Routine, args: readonly Expr[]): Promise<Value> {
    if (this.frames.length > 500) throw new Fail('functions call each other too deeply', 2);
    const frame: Frame = new Map();
    for (const [at, name] of parameters.entries()) {
      const one = args[at];
      const table = one?.kind === 'variable' ? this.scope(one.name).get(one.name) : undefined;
      frame.set(name, table instanceof Map ? table : one ? await this.value(one) : '');
    }
    this.frames.push(frame);
    const leave = await this.run(body);
    this.frames.pop();
    return leave?.value ?? '';
  }

  async #length([of]: readonly Expr[]): Promise<Value> {
    const table = of?.kind === 'variable' ? this.scope(of.name).get(of.name) : undefined;
    if (table instanceof Map) return table.size;
    return Array.from(of ? textOf(await this.value(of)) : this.line).length;
  }

  async #splitInto([text, into, separator]: readonly Expr[]): Promise<Value> {
    if (!text || into?.kind !== 'variable') throw new Fail('bad call of split', 2);
    const by = separator ? await this.#source(separator) : textOf(this.get('FS'));
    const parts = this.split(textOf(await this.value(text)), by);
    const table = this.table(into.name);
    table.clear();
    parts.forEach((input, at) => table.set(String(at + 1), { input }));
    return parts.length;
  }

  async #match([text, pattern]: readonly Expr[]): Promise<Value> {
    const found = this.pattern(await this.#source(pattern)).exec(text ? textOf(await this.value(text)) : '');
    const start = found ? found.index + 1 : 0;
    this.set('RSTART', start);
    this.set('RLENGTH', found ? found[0].length : -1);
    return start;
  }

  async #substitute(all: boolean, [wanted, by, into]: readonly Expr[]): Promise<Value> {
    const source = await this.#source(wanted);
    const replacement = by ? textOf(await this.value(by)) : '';
    const target = into ?? { kind: 'field', index: { kind: 'number', value: 0 } };
    let count = 0;
    const pattern = new BoundedPattern(this.pattern(source).source, all ? 'g' : '');
    const next = textOf(await this.value(target)).replace(pattern, (whole: string) => {
      count++;
      return replacement.replace(/\\&|&/g, (mark) => (mark === '&' ? whole : '&'));
    });
    if (count > 0) await this.assign(target, next);
    return count;
  }

  protected async breathe(): Promise<void> {
    if (++this.#steps % breath === 0) await this.pause();
  }
}
