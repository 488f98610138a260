import { BoundedPattern } from './bounded';
import { Fail } from '../commands/tool';
import type { AwkProgram, Expr, Routine, Statement } from './awk-parse';
import { posixPattern } from './patterns';
import { fill } from './printf';

/** A value: a number, a text, or a text from the input that may count as a number. */
export type Value = number | string | { readonly input: string };
type Table = Map<string, Value>;
type Frame = Map<string, Value | Table>;

/** How a statement ended, other than by running to its end. */
type Leave = { readonly how: 'next' | 'exit' | 'break' | 'continue' | 'return'; readonly value?: Value };

/** What awk does with what it prints. */
export type AwkOutput = (text: string, to?: { readonly mode: '>' | '>>'; readonly file: string }) => Promise<void>;

const looksNumeric = (text: string): boolean => /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(text);

export const textOf = (value: Value): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return value.input;
  if (Number.isInteger(value)) return String(value);
  return Number.isFinite(value)
    ? String(Number(value.toPrecision(6)))
    : String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
};
export const numberOf = (value: Value): number => (typeof value === 'number' ? value : parseFloat(textOf(value)) || 0);
const truth = (value: Value): boolean => {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'object' && looksNumeric(value.input)) return Number(value.input) !== 0;
  return textOf(value) !== '';
};
const numeric = (value: Value): boolean =>
  typeof value === 'number' || (typeof value === 'object' && looksNumeric(value.input));

/** How many steps awk makes before it lets other processes of the lab run. */
const breath = 20_000;

/** Runs a parsed awk program: variables, fields and control flow. */
export class AwkRunner {
  readonly #globals: Frame = new Map();
  readonly #frames: Frame[] = [];
  #fields: Value[] = [];
  #line = '';
  #steps = 0;
  readonly #patterns = new Map<string, RegExp>();
  #seed = 1;
  readonly #open = new Set<unknown>();

  constructor(
    readonly program: AwkProgram,
    private readonly print: AwkOutput,
    private readonly now: () => number,
    private readonly pause: () => Promise<void>,
  ) {
    for (const [name, value] of Object.entries({
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\u001c',
      NR: 0,
      FNR: 0,
      NF: 0,
      RSTART: 0,
      RLENGTH: -1,
      FILENAME: '',
    }))
      this.#globals.set(name, value);
  }

  set(name: string, value: Value | Table): void {
    this.#globals.set(name, value);
  }

  get(name: string): Value {
    const value = this.#scope(name).get(name);
    return value === undefined || value instanceof Map ? '' : value;
  }

  #scope(name: string): Frame {
    const frame = this.#frames.at(-1);
    return frame?.has(name) ? frame : this.#globals;
  }

  #table(name: string): Table {
    const scope = this.#scope(name);
    const there = scope.get(name);
    if (there instanceof Map) return there;
    const made: Table = new Map();
    scope.set(name, made);
    return made;
  }

  /** Runs the rules of BEGIN or END. */
  async edge(when: 'BEGIN' | 'END'): Promise<Leave | undefined> {
    for (const rule of this.program.rules) {
      if (rule.when !== when || !rule.body) continue;
      const leave = await this.#run(rule.body);
      if (leave?.how === 'exit') return leave;
    }
    return undefined;
  }

  /** Runs the other rules over one record. */
  async record(line: string): Promise<Leave | undefined> {
    this.set('NR', numberOf(this.get('NR')) + 1);
    this.set('FNR', numberOf(this.get('FNR')) + 1);
    this.#setLine(line);
    for (const rule of this.program.rules) {
      if (rule.when === 'BEGIN' || rule.when === 'END') continue;
      if (!(await this.#applies(rule))) continue;
      const leave = rule.body
        ? await this.#run(rule.body)
        : await this.print(`${this.#line}${textOf(this.get('ORS'))}`).then(() => undefined);
      if (leave?.how === 'next') return undefined;
      if (leave) return leave;
    }
    return undefined;
  }

  async #applies(rule: AwkProgram['rules'][number]): Promise<boolean> {
    if (rule.when === 'always' || !rule.test) return true;
    if (rule.when === 'line' || !rule.until) return truth(await this.value(rule.test));
    if (!this.#open.has(rule) && !truth(await this.value(rule.test))) return false;
    if (truth(await this.value(rule.until))) this.#open.delete(rule);
    else this.#open.add(rule);
    return true;
  }

  #setLine(line: string): void {
    this.#line = line;
    this.#fields = this.#split(line, textOf(this.get('FS'))).map((input) => ({ input }));
    this.set('NF', this.#fields.length);
  }

  #split(text: string, separator: string): readonly string[] {
    if (separator === ' ') return text.split(/[ \t\n]+/).filter(Boolean);
    if (text === '') return [];
    return separator.length === 1 && separator !== '\\' ? text.split(separator) : text.split(this.#pattern(separator));
  }

  #pattern(source: string): RegExp {
    const there = this.#patterns.get(source);
    if (there) return there;
    const made = posixPattern(source, true);
    if (this.#patterns.size < 1000) this.#patterns.set(source, made);
    return made;
  }

  async #breathe(): Promise<void> {
    if (++this.#steps % breath === 0) await this.pause();
  }

  async #run(statement: Statement): Promise<Leave | undefined> {
    await this.#breathe();
    switch (statement.kind) {
      case 'block':
        for (const one of statement.body) {
          const leave = await this.#run(one);
          if (leave) return leave;
        }
        return undefined;
      case 'expr':
        await this.value(statement.value);
        return undefined;
      case 'print':
        await this.#print(statement);
        return undefined;
      case 'if':
        if (truth(await this.value(statement.test))) return this.#run(statement.yes);
        return statement.no ? this.#run(statement.no) : undefined;
      case 'delete':
        if (statement.keys.length === 0) this.#table(statement.name).clear();
        else this.#table(statement.name).delete(await this.#key(statement.keys));
        return undefined;
      case 'leave':
        return { how: statement.how, ...(statement.value ? { value: await this.value(statement.value) } : {}) };
      default:
        return this.#loop(statement);
    }
  }

  async #loop(statement: Extract<Statement, { readonly kind: 'while' | 'for' | 'each' }>): Promise<Leave | undefined> {
    if (statement.kind === 'each') {
      for (const key of [...this.#table(statement.name).keys()]) {
        this.#scope(statement.variable).set(statement.variable, { input: key });
        const leave = await this.#run(statement.body);
        if (leave?.how === 'break') return undefined;
        if (leave && leave.how !== 'continue') return leave;
      }
      return undefined;
    }
    if (statement.kind === 'for' && statement.start) await this.#run(statement.start);
    for (let first = statement.kind === 'while' && !statement.first; ; first = false) {
      if (!first && statement.test && !truth(await this.value(statement.test))) return undefined;
      const leave = await this.#run(statement.body);
      if (leave?.how === 'break') return undefined;
      if (leave && leave.how !== 'continue') return leave;
      if (statement.kind === 'for' && statement.step) await this.#run(statement.step);
    }
  }

  async #print({ formatted, args, to }: Extract<Statement, { readonly kind: 'print' }>): Promise<void> {
    const values: string[] = [];
    for (const one of args) values.push(textOf(await this.value(one)));
    const target = to ? { mode: to.mode, file: textOf(await this.value(to.file)) } : undefined;
    if (formatted) {
      const rest = values.slice(1);
      await this.print(
        fill(values[0] ?? '', () => rest.shift() ?? ''),
        target,
      );
    } else
      await this.print(
        `${args.length === 0 ? this.#line : values.join(textOf(this.get('OFS')))}${textOf(this.get('ORS'))}`,
        target,
      );
  }

  async #key(keys: readonly Expr[]): Promise<string> {
    const parts: string[] = [];
    for (const one of keys) parts.push(textOf(await this.value(one)));
    return parts.join(textOf(this.get('SUBSEP')));
  }

  /** What an expression comes to. */
  async value(expr: Expr): Promise<Value> {
    switch (expr.kind) {
      case 'number':
      case 'text':
        return expr.value;
      case 'regex':
        return this.#pattern(expr.source).test(this.#line) ? 1 : 0;
      case 'variable':
        return this.get(expr.name);
      case 'field': {
        const index = Math.trunc(numberOf(await this.value(expr.index)));
        return index === 0 ? { input: this.#line } : (this.#fields[index - 1] ?? '');
      }
      case 'element':
        return this.#table(expr.name).get(await this.#key(expr.keys)) ?? '';
      case 'in':
        return this.#table(expr.name).has(await this.#key(expr.keys)) ? 1 : 0;
      case 'choice':
        return this.value(truth(await this.value(expr.test)) ? expr.yes : expr.no);
      case 'unary': {
        const of = await this.value(expr.of);
        return expr.operator === '!' ? (truth(of) ? 0 : 1) : expr.operator === '-' ? -numberOf(of) : numberOf(of);
      }
      default:
        return this.#compound(expr);
    }
  }

  async #compound(expr: Extract<Expr, { readonly kind: 'binary' | 'assign' | 'step' | 'call' }>): Promise<Value> {
    await this.#breathe();
    switch (expr.kind) {
      case 'binary':
        return this.#binary(expr.operator, expr.left, expr.right);
      case 'assign': {
        const right = await this.value(expr.value);
        const next =
          expr.operator === ''
            ? right
            : arithmetic(expr.operator, numberOf(await this.value(expr.target)), numberOf(right));
        await this.assign(expr.target, next);
        return next;
      }
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
    if (operator === '&&') return truth(first) && truth(await this.value(right)) ? 1 : 0;
    if (operator === '||') return truth(first) || truth(await this.value(right)) ? 1 : 0;
    if (operator === '~' || operator === '!~') {
      const pattern = right.kind === 'regex' ? right.source : textOf(await this.value(right));
      return this.#pattern(pattern).test(textOf(first)) === (operator === '~') ? 1 : 0;
    }
    const second = await this.value(right);
    if (operator === ' ') return textOf(first) + textOf(second);
    if (!['<', '<=', '==', '!=', '>', '>='].includes(operator))
      return arithmetic(operator, numberOf(first), numberOf(second));
    const byNumber =
      (numeric(first) || first === '') && (numeric(second) || second === '') && !(first === '' && second === '');
    const [a, b] = byNumber ? [numberOf(first), numberOf(second)] : [textOf(first), textOf(second)];
    const order = a < b ? -1 : a > b ? 1 : 0;
    return { '<': order < 0, '<=': order <= 0, '==': order === 0, '!=': order !== 0, '>': order > 0, '>=': order >= 0 }[
      operator
    ]
      ? 1
      : 0;
  }

  async assign(target: Expr, value: Value): Promise<void> {
    if (target.kind === 'element') this.#table(target.name).set(await this.#key(target.keys), value);
    else if (target.kind === 'variable') {
      this.#scope(target.name).set(target.name, value);
      if (target.name === 'NF') this.#resize(Math.min(100_000, Math.max(0, Math.trunc(numberOf(value)))));
    } else if (target.kind === 'field') {
      const index = Math.trunc(numberOf(await this.value(target.index)));
      if (index < 0 || index > 100_000) throw new Fail('trying to access out of range field', 2);
      if (index === 0) return this.#setLine(textOf(value));
      while (this.#fields.length < index) this.#fields.push('');
      this.#fields[index - 1] = value;
      this.#resize(this.#fields.length);
    } else throw new Fail('assignment to something that is no variable', 2);
  }

  #resize(count: number): void {
    while (this.#fields.length < count) this.#fields.push('');
    this.#fields.length = count;
    this.set('NF', count);
    this.#line = this.#fields.map(textOf).join(textOf(this.get('OFS')));
  }

  async #call(name: string, args: readonly Expr[]): Promise<Value> {
    const routine = this.program.routines.get(name);
    if (routine) return this.#routine(routine, args);
    if (name === 'split' || name === 'sub' || name === 'gsub' || name === 'match' || name === 'length')
      return this.#special(name, args);
    const values: Value[] = [];
    for (const one of args) values.push(await this.value(one));
    const result = builtin(name, values);
    if (result !== undefined) return result;
    if (name === 'systime') return Math.floor(this.now() / 1000);
    if (name === 'srand') return (this.#seed = numberOf(values[0] ?? this.now()));
    if (name === 'rand') return (this.#seed = (this.#seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    throw new Fail(`function ${name} never defined`, 2);
  }

  async #routine({ parameters, body }: Routine, args: readonly Expr[]): Promise<Value> {
    if (this.#frames.length > 500) throw new Fail('functions call each other too deeply', 2);
    const frame: Frame = new Map();
    for (const [at, name] of parameters.entries()) {
      const one = args[at];
      const table = one?.kind === 'variable' ? this.#scope(one.name).get(one.name) : undefined;
      frame.set(name, table instanceof Map ? table : one ? await this.value(one) : '');
    }
    this.#frames.push(frame);
    const leave = await this.#run(body);
    this.#frames.pop();
    return leave?.value ?? '';
  }

  async #special(name: string, args: readonly Expr[]): Promise<Value> {
    const [first, second, third] = args;
    if (name === 'length') {
      const table = first?.kind === 'variable' ? this.#scope(first.name).get(first.name) : undefined;
      return table instanceof Map ? table.size : [...(first ? textOf(await this.value(first)) : this.#line)].length;
    }
    const source = async (expr: Expr | undefined): Promise<string> =>
      expr?.kind === 'regex' ? expr.source : expr ? textOf(await this.value(expr)) : '';
    if (name === 'split') {
      if (!first || second?.kind !== 'variable') throw new Fail('bad call of split', 2);
      const parts = this.#split(textOf(await this.value(first)), third ? await source(third) : textOf(this.get('FS')));
      const table = this.#table(second.name);
      table.clear();
      parts.forEach((input, at) => table.set(String(at + 1), { input }));
      return parts.length;
    }
    if (name === 'match') {
      const found = this.#pattern(await source(second)).exec(first ? textOf(await this.value(first)) : '');
      this.set('RSTART', found ? found.index + 1 : 0);
      this.set('RLENGTH', found ? found[0].length : -1);
      return found ? found.index + 1 : 0;
    }
    return this.#substitute(
      name === 'gsub',
      await source(first),
      second ? textOf(await this.value(second)) : '',
      third ?? { kind: 'field', index: { kind: 'number', value: 0 } },
    );
  }

  async #substitute(all: boolean, source: string, replacement: string, target: Expr): Promise<Value> {
    let count = 0;
    const pattern = new BoundedPattern(this.#pattern(source).source, all ? 'g' : '');
    const next = textOf(await this.value(target)).replace(pattern, (whole: string) => {
      count++;
      return replacement.replace(/\\&|&/g, (mark) => (mark === '&' ? whole : '&'));
    });
    if (count > 0) await this.assign(target, next);
    return count;
  }
}

function arithmetic(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      return left ** right;
    default:
      if (right === 0) throw new Fail('division by zero', 2);
      return operator === '/' ? left / right : left % right;
  }
}

/** Functions of values alone; undefined when there is none of this name. */
function builtin(name: string, [first = '', second, third]: readonly Value[]): Value | undefined {
  switch (name) {
    case 'substr': {
      const from = Math.round(numberOf(second ?? 1));
      const end = third === undefined ? Infinity : from + Math.round(numberOf(third));
      return textOf(first).slice(Math.max(0, from - 1), Math.max(0, end - 1));
    }
    case 'index':
      return textOf(first).indexOf(textOf(second ?? '')) + 1;
    case 'toupper':
      return textOf(first).toUpperCase();
    case 'tolower':
      return textOf(first).toLowerCase();
    case 'int':
      return Math.trunc(numberOf(first));
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'sin':
    case 'cos':
      return Math[name](numberOf(first));
    default:
      return undefined;
  }
}
