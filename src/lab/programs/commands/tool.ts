import { FileError, type Files } from '../../kernel/files';
import type { Process, Program } from '../../kernel/process';
import { OptionError, parseOptions, type Options, type OptionSpec } from '../text/options';

/** Whose manners a command has: BusyBox's, or those of GNU and the other full-size programs. */
export type Flavour = 'busybox' | 'gnu';

/** What a command prints before it gives up, and its exit status; an empty text prints nothing. */
export class Fail extends Error {
  override readonly name = 'Fail';

  constructor(
    text: string,
    readonly code = 1,
  ) {
    super(text);
  }
}

/** A command wants more memory than the lab gives it: it says so, or meets its container's limit first. */
export class OutOfMemory extends Fail {
  constructor() {
    super('out of memory');
  }
}

/** One run of a command: its process, its words and its mishaps. */
export class Call {
  /** The status that it ends with unless the tool returns one. */
  status = 0;
  readonly files: Files;

  constructor(
    readonly self: Process,
    /** As it calls itself in messages. */
    readonly name: string,
    readonly args: readonly string[],
    readonly flavour: Flavour,
  ) {
    this.files = self.files;
  }

  get busybox(): boolean {
    return this.flavour === 'busybox';
  }

  /** What differs between the two worlds: the one's, or the other's. */
  says<T>(busybox: T, fullSize: T): T {
    return this.busybox ? busybox : fullSize;
  }

  /** `can't` for BusyBox, `cannot` for GNU. */
  get cannot(): string {
    return this.says("can't", 'cannot');
  }

  options(short: string, long?: OptionSpec['long'], stopAtOperand = false): Options {
    return this.parse(this.args, short, long, stopAtOperand);
  }

  /** Options of other words than those that the command was given. */
  parse(args: readonly string[], short: string, long?: OptionSpec['long'], stopAtOperand = false): Options {
    return parseOptions(args, { short, stopAtOperand, ...(long ? { long } : {}) });
  }

  path(name: string): string {
    return this.self.path(name);
  }

  print(text: string | Uint8Array): Promise<void> {
    return text.length === 0 ? Promise.resolve() : this.self.stdout.write(text);
  }

  /** Writes to standard error as it is. */
  warn(text: string): Promise<void> {
    return this.self.stderr.write(text);
  }

  /** Writes `name: text` to standard error and remembers that something failed. */
  async complain(text: string, status = 1): Promise<void> {
    this.status = Math.max(this.status, status);
    await this.self.stderr.write(`${this.name}: ${text}\n`);
  }

  /** Does something with a file; what the file system refuses is told with `sentence` and counts as failure. */
  async attempt<T>(sentence: string, action: () => Promise<T>, status = 1): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await this.complain(`${sentence}: ${error.message}`, status);
      return undefined;
    }
  }
}

/** A command, written once for all its flavours; returns its status, or nothing for that of the call. */
export type Tool = (call: Call) => Promise<number | undefined>;

export type Tools = Readonly<Record<string, Tool>>;

/** Turns a tool into what a process runs. `name` is told when argv[0] is something else (`busybox ls`). */
export function runTool(
  tool: Tool,
  self: Process,
  name: string,
  args: readonly string[],
  flavour: Flavour,
): Promise<number> {
  const call = new Call(self, name, args, flavour);
  return tool(call)
    .then((status) => status ?? call.status)
    .catch((error: unknown) => explain(call, error));
}

/** The programs of a set of tools, in one flavour. */
export const programsOf = (tools: Tools, flavour: Flavour): readonly (readonly [string, Program])[] =>
  Object.entries(tools).map(([name, tool]) => [
    name,
    (self) => runTool(tool, self, baseName(self.argv[0] ?? name), self.argv.slice(1), flavour),
  ]);

/** The last part of a path. */
export const baseName = (path: string): string => path.replace(/\/+$/, '').replace(/^.*\//, '') || (path ? '/' : '');

/** What ends a command early, told as the C programs do. */
async function explain(call: Call, error: unknown): Promise<number> {
  if (error instanceof Fail) {
    const limit = call.self.facts.memoryLimit();
    if (error instanceof OutOfMemory && limit !== undefined) call.self.allocate(limit);
    if (error.message) await call.warn(`${call.name}: ${error.message}\n`);
    return error.code;
  }
  if (error instanceof FileError) {
    await call.warn(`${call.name}: ${error.path}: ${error.message}\n`);
    return 1;
  }
  if (!(error instanceof OptionError)) throw error;
  await call.warn(`${call.name}: ${optionText(error)}\n${usage(call)}`);
  return call.busybox ? 1 : (usageStatus.get(call.name) ?? 1);
}

const optionText = ({ option, why, long }: OptionError): string => {
  if (why === 'unknown') return long ? `unrecognized option '--${option}'` : `invalid option -- '${option}'`;
  return long ? `option '--${option}' requires an argument` : `option requires an argument -- '${option}'`;
};

const usage = ({ busybox, name }: Call): string =>
  busybox ? `${banner}\n\nUsage: ${name} [OPTIONS] [ARGS]...\n` : `Try '${name} --help' for more information.\n`;

/** The first line of everything that BusyBox tells of itself. */
export const banner = 'BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.';

const usageStatus: ReadonlyMap<string, number> = new Map([
  ['ls', 2],
  ['grep', 2],
  ['sort', 2],
  ['curl', 2],
  ['wget', 2],
  ['ping', 2],
]);
