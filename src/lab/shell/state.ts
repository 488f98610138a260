import type { Child, Exit, Input, Output, Process, Signal } from '../kernel/process';
import { signalNumber } from '../processes/signals';
import { emptyInput, nullOutput } from '../processes/streams';
import type { Command } from './ast';

/** Whose messages and habits a shell has. */
export type Flavor = 'ash' | 'dash' | 'bash';

export type Variable = { readonly value: string | undefined; readonly exported: boolean; readonly readOnly: boolean };

/** What a descriptor is connected with. */
export type Descriptor = { readonly input?: Input; readonly output?: Output };
export type Io = ReadonlyMap<number, Descriptor>;

export type Job = {
  readonly id: number;
  readonly pid: number;
  readonly text: string;
  readonly child: Child;
  exit: Exit | undefined;
  stopped: boolean;
};

/** What a command gets as its standard streams; where a descriptor is closed, nothing. */
export const standardStreams = (
  shell: Shell,
): { readonly stdin: Input; readonly stdout: Output; readonly stderr: Output } => ({
  stdin: shell.io.get(0)?.input ?? emptyInput,
  stdout: shell.io.get(1)?.output ?? nullOutput,
  stderr: shell.io.get(2)?.output ?? nullOutput,
});

/** Leaves loops, functions or the shell. */
export class Leave extends Error {
  constructor(
    readonly kind: 'break' | 'continue' | 'return' | 'exit',
    /** Loops to leave, or the status. */
    readonly value: number,
  ) {
    super(kind);
  }
}

/** An error that ends a shell which nobody types to; the message has no prefix yet. */
export class ShellError extends Error {
  constructor(
    message: string,
    readonly status = 2,
    readonly builtin?: string,
  ) {
    super(message);
  }
}

/** Options by their letters; `pipefail` has none. */
export const optionNames: Readonly<Record<string, string>> = {
  e: 'errexit',
  f: 'noglob',
  I: 'ignoreeof',
  i: 'interactive',
  m: 'monitor',
  n: 'noexec',
  s: 'stdin',
  x: 'xtrace',
  v: 'verbose',
  C: 'noclobber',
  a: 'allexport',
  b: 'notify',
  u: 'nounset',
  p: 'pipefail',
};

const initialPs1: Readonly<Record<Flavor, string>> = { ash: '\\w \\$ ', dash: '\\$ ', bash: '\\u@\\h:\\w\\$ ' };

/** The state of one shell process. */
export class Shell {
  readonly variables = new Map<string, Variable>();
  readonly functions = new Map<string, Command>();
  readonly aliases = new Map<string, string>();
  readonly traps = new Map<string, string>();
  readonly options = new Set<string>();
  readonly jobs: Job[] = [];
  /** What `local` has hidden, one map a function. */
  readonly scopes: Map<string, Variable | undefined>[] = [];
  io: Io;
  arg0: string;
  /** Set while a script file is read: errors name lines then. */
  script = false;
  interactive = false;
  positional: readonly string[] = [];
  status = 0;
  line = 0;
  background: number | undefined;
  optionIndex = 0;
  /** Above zero where a failure is a question: conditions, `&&`, `||`, `!`. */
  tested = 0;
  loops = 0;
  depth = 0;
  mask = 0o022;
  readonly #pending: string[] = [];
  readonly #wakes = new Set<() => void>();

  constructor(
    readonly self: Process,
    readonly flavor: Flavor,
  ) {
    this.arg0 = self.argv[0] ?? 'sh';
    this.io = new Map<number, Descriptor>([
      [0, { input: self.stdin }],
      [1, { output: self.stdout }],
      [2, { output: self.stderr }],
    ]);
    for (const [name, value] of self.env) {
      if (/^[A-Za-z_]\w*$/.test(name)) this.variables.set(name, { value, exported: true, readOnly: false });
    }
    this.#initial();
  }

  #initial(): void {
    const plain = (name: string, value: string): void =>
      void this.variables.set(name, { value, exported: this.variables.get(name)?.exported ?? false, readOnly: false });
    plain('IFS', ' \t\n');
    plain('OPTIND', '1');
    plain('PPID', String(this.self.ppid));
    if (!this.variables.has('PS1')) plain('PS1', initialPs1[this.flavor]);
    if (!this.variables.has('PS2')) plain('PS2', '> ');
    if (!this.variables.has('PS4')) plain('PS4', '+ ');
    if (!this.variables.has('PATH')) plain('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
    this.variables.set('PWD', { value: this.self.cwd, exported: this.flavor !== 'dash', readOnly: false });
    if (this.flavor === 'dash') return;
    const level = Number(this.variables.get('SHLVL')?.value ?? '0') + 1;
    this.variables.set('SHLVL', { value: String(level), exported: true, readOnly: false });
    if (this.flavor !== 'bash') return;
    plain('BASH', '/bin/bash');
    plain('BASH_VERSION', '5.2.37(1)-release');
    plain('HOSTNAME', this.self.facts.hostname);
    plain('UID', String(this.self.user.uid));
    plain('EUID', String(this.self.user.uid));
  }

  /** The same shell in a process that was forked from it: traps are gone, jobs are not its own. */
  forked(self: Process): Shell {
    const copy = new Shell(self, this.flavor);
    copy.variables.clear();
    for (const [name, variable] of this.variables) copy.variables.set(name, variable);
    for (const [name, body] of this.functions) copy.functions.set(name, body);
    for (const option of this.options) copy.options.add(option);
    for (const [name, text] of this.aliases) copy.aliases.set(name, text);
    for (const [name, text] of this.traps) if (text === '') copy.traps.set(name, text);
    for (const scope of this.scopes) copy.scopes.push(new Map(scope));
    const [stdin, stdout, stderr] = [copy.io.get(0), copy.io.get(1), copy.io.get(2)];
    copy.io = new Map([...this.io, [0, stdin ?? {}], [1, stdout ?? {}], [2, stderr ?? {}]]);
    Object.assign(copy, { arg0: this.arg0, script: this.script, positional: this.positional, status: this.status });
    Object.assign(copy, { line: this.line, background: this.background, tested: this.tested, loops: this.loops });
    Object.assign(copy, { depth: this.depth, mask: this.mask });
    return copy;
  }

  get(name: string): string | undefined {
    return this.variables.get(name)?.value;
  }

  /** Throws ShellError for what is read-only. */
  set(name: string, value: string, exported = false): void {
    const old = this.variables.get(name);
    if (old?.readOnly === true) {
      throw new ShellError(this.flavor === 'bash' ? `${name}: readonly variable` : `${name}: is read only`);
    }
    const all = this.options.has('a');
    this.variables.set(name, { value, exported: exported || all || (old?.exported ?? false), readOnly: false });
    if (name === 'OPTIND') this.optionIndex = 0;
  }

  /** What commands get as their environment. */
  environment(more: ReadonlyMap<string, string> = new Map()): Map<string, string> {
    const env = new Map<string, string>();
    for (const [name, { value, exported }] of this.variables) if (exported && value !== undefined) env.set(name, value);
    for (const [name, value] of more) env.set(name, value);
    return env;
  }

  /** What stands before an error message. */
  prefix(builtin?: string): string {
    const name = builtin === undefined ? '' : `${builtin}: `;
    if (this.flavor === 'dash') return `${this.arg0}: ${Math.max(1, this.line)}: ${name}`;
    if (this.flavor === 'bash')
      return `${this.arg0}: ${this.interactive ? '' : `line ${Math.max(1, this.line)}: `}${name}`;
    const counted = this.script || (builtin !== undefined && !this.interactive);
    return `${this.arg0}: ${name}${counted ? `line ${this.script ? this.line : 0}: ` : ''}`;
  }

  async complain(message: string, builtin?: string): Promise<void> {
    await this.io.get(2)?.output?.write(`${this.prefix(builtin)}${message}\n`);
  }

  /** Sets what a signal does, as `trap` says it; undefined is the default. */
  trap(name: string, action: string | undefined): void {
    if (action === undefined) this.traps.delete(name);
    else this.traps.set(name, action);
    if (name === 'EXIT') return;
    const signal: Signal = `SIG${name}`;
    if (action === '') this.self.on(signal, 'ignore');
    else if (action !== undefined) this.self.on(signal, () => this.raise(name));
    else this.defaultFor(signal);
  }

  /** A shell that somebody types to survives what would end others. */
  defaultFor(signal: Signal): void {
    const survived = this.interactive && ['SIGTERM', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'].includes(signal);
    if (this.interactive && signal === 'SIGINT') this.self.on(signal, () => this.raise('INT'));
    else this.self.on(signal, survived ? () => undefined : 'default');
  }

  /** A signal that a trap waits for has come. */
  raise(name: string): void {
    this.#pending.push(name);
    for (const wake of [...this.#wakes]) wake();
  }

  /** The next signal whose trap has to run. */
  nextPending(): string | undefined {
    return this.#pending.shift();
  }

  /** Resolves to the number of the signal that comes while something is waited for. */
  interrupted(): { readonly promise: Promise<number>; readonly forget: () => void } {
    let wake = (): void => undefined;
    const promise = new Promise<number>((resolve) => {
      wake = () => resolve(signalNumber(`SIG${this.#pending.at(-1) ?? 'INT'}`));
    });
    if (this.#pending.length > 0) wake();
    this.#wakes.add(wake);
    return { promise, forget: () => void this.#wakes.delete(wake) };
  }
}
