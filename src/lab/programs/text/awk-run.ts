import { AwkEvaluator, type Leave } from './awk-evaluate';
import type { AwkProgram, Expr, Statement } from './awk-program';
import { numberOf, textOf, truth } from './awk-values';
import { fill } from './printf';

/** What awk does with what it prints. */
export type AwkOutput = (text: string, to?: { readonly mode: '>' | '>>'; readonly file: string }) => Promise<void>;

/** What a loop hands on of how its body ended: `break` ends here. */
const passed = (leave: Leave): Leave | undefined => (leave.how === 'break' ? undefined : leave);

/** Runs a parsed awk program. */
export class AwkRunner extends AwkEvaluator {
  readonly #open = new Set<unknown>();

  constructor(
    program: AwkProgram,
    private readonly print: AwkOutput,
    now: () => number,
    pause: () => Promise<void>,
  ) {
    super(program, now, pause);
  }

  /** Runs the rules of BEGIN or END. */
  async edge(when: 'BEGIN' | 'END'): Promise<Leave | undefined> {
    for (const rule of this.program.rules) {
      if (rule.when !== when || !rule.body) continue;
      const leave = await this.run(rule.body);
      if (leave?.how === 'exit') return leave;
    }
    return undefined;
  }

  /** Runs the other rules over one record. */
  async record(line: string): Promise<Leave | undefined> {
    this.set('NR', numberOf(this.get('NR')) + 1);
    this.set('FNR', numberOf(this.get('FNR')) + 1);
    this.setLine(line);
    for (const rule of this.program.rules) {
      if (rule.when === 'BEGIN' || rule.when === 'END') continue;
      if (!(await this.#applies(rule))) continue;
      const leave = await (rule.body ? this.run(rule.body) : this.#printLine());
      if (leave?.how === 'next') return undefined;
      if (leave) return leave;
    }
    return undefined;
  }

  async #printLine(): Promise<Leave | undefined> {
    await this.print(`${this.line}${textOf(this.get('ORS'))}`);
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

  protected async run(statement: Statement): Promise<Leave | undefined> {
    await this.breathe();
    switch (statement.kind) {
      case 'block':
        return this.#block(statement.body);
      case 'expr':
        return this.value(statement.value).then(() => undefined);
      case 'print':
        return this.#print(statement).then(() => undefined);
      case 'if': {
        const way = truth(await this.value(statement.test)) ? statement.yes : statement.no;
        return way && this.run(way);
      }
      case 'delete':
        return this.#delete(statement.name, statement.keys);
      case 'leave':
        return { how: statement.how, ...(statement.value && { value: await this.value(statement.value) }) };
      case 'each':
        return this.#each(statement);
      default:
        return this.#loop(statement);
    }
  }

  async #block(body: readonly Statement[]): Promise<Leave | undefined> {
    for (const one of body) {
      const leave = await this.run(one);
      if (leave) return leave;
    }
    return undefined;
  }

  async #delete(name: string, keys: readonly Expr[]): Promise<undefined> {
    if (keys.length === 0) this.table(name).clear();
    else this.table(name).delete(await this.key(keys));
    return undefined;
  }

  async #each(statement: Extract<Statement, { readonly kind: 'each' }>): Promise<Leave | undefined> {
    for (const key of [...this.table(statement.name).keys()]) {
      this.scope(statement.variable).set(statement.variable, { input: key });
      const leave = await this.run(statement.body);
      if (leave && leave.how !== 'continue') return passed(leave);
    }
    return undefined;
  }

  async #loop(statement: Extract<Statement, { readonly kind: 'while' | 'for' }>): Promise<Leave | undefined> {
    const [start, step] = statement.kind === 'for' ? [statement.start, statement.step] : [];
    if (start) await this.run(start);
    let tested = statement.kind === 'for' || statement.first;
    for (;;) {
      if (tested && statement.test && !truth(await this.value(statement.test))) return undefined;
      tested = true;
      const leave = await this.run(statement.body);
      if (leave && leave.how !== 'continue') return passed(leave);
      if (step) await this.run(step);
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
        `${args.length === 0 ? this.line : values.join(textOf(this.get('OFS')))}${textOf(this.get('ORS'))}`,
        target,
      );
  }
}
