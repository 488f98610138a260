import { FileError } from '../kernel/files';
import { Gone } from '../kernel/process';
import { redirectStreams, yieldTurn } from '../processes/process-view';
import type { Assignment, Command, Item, Pipeline, Redirect } from './ast';
import { quoted } from './ending';
import { Expansion } from './expand';
import { runExternal } from './external';
import { background, runPipe, substitute } from './forks';
import { Parser } from './parser';
import { RedirectError, redirected } from './redirects';
import { runCompound } from './run-compound';
import { type Io, Leave, type Shell, ShellError, standardStreams } from './state';

/** What a builtin command gets: the shell, its arguments (name first), and the interpreter for what it runs. */
export type Builtin = (shell: Shell, argv: readonly string[], run: Interpreter) => Promise<number>;
/** `special` builtins keep their assignments, and end the shell when they fail. */
export type BuiltinRow = { readonly run: Builtin; readonly special: boolean };

/** How deep functions may call each other. */
const deepestCall = 400;

/** Runs the commands of a shell. `tail` commands may take the process for themselves: nothing comes after them. */
export class Interpreter {
  readonly expansion: Expansion;

  constructor(
    readonly shell: Shell,
    readonly builtins: ReadonlyMap<string, BuiltinRow>,
  ) {
    this.expansion = new Expansion(shell, (_, body) => substitute(this, body));
  }

  /** The same for a copy of the shell. */
  copy(shell: Shell): Interpreter {
    return new Interpreter(shell, this.builtins);
  }

  async items(items: readonly Item[], tail = false): Promise<number> {
    for (const [index, item] of items.entries()) {
      if (item.background) background(this, item);
      else await this.#chain(item, tail && index === items.length - 1);
    }
    return this.shell.status;
  }

  /** Runs text as if it stood here (`eval`, traps, `.`). Throws ShellSyntaxError. */
  async text(text: string, tail = false): Promise<number> {
    const parser = new Parser({ text, at: 0, line: 1, depth: 0 }, this.shell.aliases);
    let ran = false;
    for (let items = parser.next(); items; items = parser.next()) {
      ran = true;
      await this.items(items, tail && parser.atEnd());
    }
    if (!ran) this.shell.status = 0;
    return this.shell.status;
  }

  async #chain(item: Item, tail: boolean): Promise<void> {
    const { first, rest } = item.chain;
    await this.#pipeline(first, rest.length > 0, tail && rest.length === 0);
    for (const [index, { when, pipeline }] of rest.entries()) {
      if ((this.shell.status === 0) !== (when === '&&')) continue;
      const last = index === rest.length - 1;
      await this.#pipeline(pipeline, !last, tail && last);
    }
  }

  async #pipeline(pipeline: Pipeline, tested: boolean, tail: boolean): Promise<void> {
    const { shell } = this;
    const question = tested || pipeline.negated;
    shell.tested += question ? 1 : 0;
    try {
      const [only] = pipeline.commands;
      if (pipeline.commands.length === 1 && only) shell.status = await this.command(only, tail && !pipeline.negated);
      else shell.status = await runPipe(this, pipeline);
    } finally {
      shell.tested -= question ? 1 : 0;
    }
    if (pipeline.negated) shell.status = shell.status === 0 ? 1 : 0;
    await this.runTraps();
    this.#exitOnError(question);
  }

  #exitOnError(question: boolean): void {
    const { shell } = this;
    if (shell.status !== 0 && !question && shell.tested === 0 && shell.options.has('e')) {
      throw new Leave('exit', shell.status);
    }
  }

  /** Runs the traps of signals that have come. */
  async runTraps(): Promise<void> {
    for (let name = this.shell.nextPending(); name !== undefined; name = this.shell.nextPending()) {
      const action = this.shell.traps.get(name);
      if (action === undefined) continue;
      const { status } = this.shell;
      await this.text(action);
      this.shell.status = status;
    }
  }

  /** Runs one command as the last of its process. */
  async one(command: Command): Promise<number> {
    this.shell.status = await this.command(command, true);
    await this.runTraps();
    return this.shell.status;
  }

  async command(command: Command, tail: boolean): Promise<number> {
    await yieldTurn(this.shell.self);
    if (command.kind === 'simple') return this.#simple(command, tail);
    if (command.kind === 'function') {
      this.shell.functions.set(command.name, command.body);
      return 0;
    }
    if (command.redirects.length === 0) return runCompound(this, command, tail);
    return this.#withIo(command.redirects, () => runCompound(this, command, false));
  }

  async #withIo(redirects: readonly Redirect[], run: () => Promise<number>): Promise<number> {
    const before = this.shell.io;
    const io = await this.#redirect(redirects);
    if (!io) return this.shell.flavor === 'dash' ? 2 : 1;
    this.shell.io = io;
    try {
      return await run();
    } finally {
      if (this.shell.io === io) this.shell.io = before;
    }
  }

  async #redirect(redirects: readonly Redirect[]): Promise<Io | undefined> {
    try {
      return await redirected(this.shell, redirects, this.expansion);
    } catch (error) {
      if (!(error instanceof RedirectError)) throw error;
      await this.shell.complain(error.message);
      return undefined;
    }
  }

  async #simple(command: Extract<Command, { kind: 'simple' }>, tail: boolean): Promise<number> {
    const { shell } = this;
    if (command.line > 0) shell.line = command.line;
    const argv = await this.expansion.fields(command.words);
    const substitutes = command.words.some((word) => word.some((part) => part.kind === 'command'));
    if (argv.length === 0) return this.#assignOnly(command, substitutes ? shell.status : 0);
    const values = await this.#evaluate(command.assignments);
    await this.#trace(values, argv);
    return this.#found(command, argv, values, tail);
  }

  async #found(
    command: Extract<Command, { kind: 'simple' }>,
    argv: readonly string[],
    values: readonly (readonly [string, string])[],
    tail: boolean,
  ): Promise<number> {
    const [name = ''] = argv;
    const body = this.shell.functions.get(name);
    const builtin = body ? undefined : this.builtins.get(name);
    if (builtin && name === 'exec') return this.#exec(command, argv, values);
    const run = (): Promise<number> => {
      if (!body && !builtin) return runExternal(this, argv, new Map(values), tail);
      const call = () => (body ? this.#call(body, argv) : this.#builtin(name, argv));
      return this.#assigned(values, builtin?.special === true, call);
    };
    return command.redirects.length === 0 ? run() : this.#withIo(command.redirects, run);
  }

  async #exec(
    command: Extract<Command, { kind: 'simple' }>,
    argv: readonly string[],
    values: readonly (readonly [string, string])[],
  ): Promise<number> {
    const { shell } = this;
    const io = await this.#redirect(command.redirects);
    if (!io) throw new Leave('exit', shell.flavor === 'bash' ? 1 : 2);
    shell.io = io;
    const { stdin, stdout, stderr } = standardStreams(shell);
    redirectStreams(shell.self, [stdin, stdout, stderr]);
    if (argv.length === 1) {
      for (const [name, value] of values) shell.set(name, value);
      return 0;
    }
    const status = await runExternal(this, argv.slice(1), new Map(values), 'exec');
    throw new Leave('exit', status);
  }

  async #assignOnly(command: Extract<Command, { kind: 'simple' }>, status: number): Promise<number> {
    const { shell } = this;
    if (command.redirects.length > 0 && !(await this.#redirect(command.redirects))) return 1;
    const ranSubstitution = command.assignments.some(({ value }) => value.some((part) => part.kind === 'command'));
    const values: (readonly [string, string])[] = [];
    for (const assignment of command.assignments) {
      const value = await this.#value(assignment);
      shell.set(assignment.name, value);
      values.push([assignment.name, value]);
    }
    await this.#trace(values, []);
    return ranSubstitution ? shell.status : status;
  }

  async #value({ name, value, append }: Assignment): Promise<string> {
    const text = await this.expansion.text(value);
    return append ? (this.shell.get(name) ?? '') + text : text;
  }

  async #evaluate(assignments: readonly Assignment[]): Promise<readonly (readonly [string, string])[]> {
    const values: (readonly [string, string])[] = [];
    for (const assignment of assignments) values.push([assignment.name, await this.#value(assignment)]);
    return values;
  }

  async #assigned(
    values: readonly (readonly [string, string])[],
    permanent: boolean,
    run: () => Promise<number>,
  ): Promise<number> {
    const { shell } = this;
    const old = values.map(([name]) => [name, shell.variables.get(name)] as const);
    for (const [name, value] of values) shell.set(name, value, !permanent);
    try {
      return await run();
    } finally {
      if (!permanent) {
        for (const [name, variable] of old) {
          if (variable) shell.variables.set(name, variable);
          else shell.variables.delete(name);
        }
      }
    }
  }

  async #builtin(name: string, argv: readonly string[]): Promise<number> {
    const { shell } = this;
    try {
      return (await this.builtins.get(name)?.run(shell, argv, this)) ?? 127;
    } catch (error) {
      if (error instanceof FileError || (error instanceof Gone && !shell.self.ended.aborted)) {
        await shell
          .complain(`write error: ${error instanceof FileError ? error.message : 'Broken pipe'}`, name)
          .catch(() => undefined);
        return 1;
      }
      if (error instanceof ShellError) throw new ShellError(error.message, error.status, error.builtin ?? name);
      throw error;
    }
  }

  async #call(body: Command, argv: readonly string[]): Promise<number> {
    const { shell } = this;
    if (shell.depth >= deepestCall) throw new ShellError('function nesting too deep');
    const { positional, loops } = shell;
    shell.positional = argv.slice(1);
    shell.scopes.push(new Map());
    shell.depth += 1;
    shell.loops = 0;
    try {
      return await this.command(body, false);
    } catch (error) {
      if (error instanceof Leave && error.kind === 'return') return error.value;
      throw error;
    } finally {
      shell.positional = positional;
      shell.depth -= 1;
      shell.loops = loops;
      for (const [name, variable] of shell.scopes.pop() ?? []) {
        if (variable) shell.variables.set(name, variable);
        else shell.variables.delete(name);
      }
    }
  }

  async #trace(values: readonly (readonly [string, string])[], argv: readonly string[]): Promise<void> {
    const { shell } = this;
    if (!shell.options.has('x')) return;
    const words = [...values.map(([name, value]) => `${name}=${quoted(value)}`), ...argv.map(quoted)];
    await shell.io.get(2)?.output?.write(`${shell.get('PS4') ?? '+ '}${words.join(' ')}\n`);
  }
}
