import type { Child, Input, Output, Program } from '../kernel/process';
import { ForkError, type ShellSpawnOptions } from '../processes/process-view';
import { emptyInput } from '../processes/streams';
import type { Item, Pipeline } from './ast';
import { endOf } from './ending';
import type { Interpreter } from './interpreter';
import { addJob, foreground } from './jobs';
import { type Shell, ShellError, standardStreams } from './state';

/** How much one `$( )` may print, in bytes. */
const longestSubstitution = 16 * 1024 * 1024;

/** Starts a background command. Throws ShellError when no process can be made. */
export function background(run: Interpreter, item: Item): void {
  const { shell } = run;
  const input = shell.interactive ? shell.io.get(0)?.input : emptyInput;
  try {
    const plain: Item = { ...item, background: false };
    const child = fork(run, (inner) => inner.items([plain], true), {
      ...(input && { stdin: input }),
      job: shell.interactive,
      deaf: !shell.interactive,
    });
    shell.background = child.pid;
    const job = addJob(shell, child, item.text);
    if (shell.interactive)
      void shell.io
        .get(2)
        ?.output?.write(`[${job.id}] ${child.pid}\n`)
        .catch(() => undefined);
    shell.status = 0;
  } catch (error) {
    throw forkError(shell, error);
  }
}

function forkError(shell: Shell, error: unknown): unknown {
  if (!(error instanceof ForkError)) return error;
  const texts = { ash: `can't fork: ${error.message}`, dash: 'Cannot fork', bash: `fork: ${error.message}` };
  return new ShellError(texts[shell.flavor], shell.flavor === 'bash' ? 254 : 2);
}

/** How a copy of a shell is to be started. */
export type ForkOptions = {
  readonly stdin?: Input;
  readonly stdout?: Output;
  /** A process group, where a person controls jobs: its own, or the one named. */
  readonly job?: boolean;
  readonly group?: number;
  /** The keyboard's signals do not reach it. */
  readonly deaf?: boolean;
  readonly onStop?: () => void;
};

/** Starts a copy of a shell in a process of its own. Throws ForkError. */
export function fork(
  run: Interpreter,
  body: (inner: Interpreter) => Promise<number>,
  options: ForkOptions = {},
): Child {
  const { shell } = run;
  const main = shell.get('$') ?? String(shell.self.pid);
  const program: Program = async (self) => {
    if (options.deaf === true) for (const signal of ['SIGINT', 'SIGQUIT'] as const) self.on(signal, 'ignore');
    const copy = shell.forked(self);
    copy.variables.set('$', { value: main, exported: false, readOnly: false });
    return endOf(run.copy(copy), (inner) => body(inner));
  };
  const { stdin, stdout, stderr } = standardStreams(shell);
  const spawn: ShellSpawnOptions = {
    stdin: options.stdin ?? stdin,
    stdout: options.stdout ?? stdout,
    stderr,
    env: shell.environment(),
    ...(options.job === true && { group: options.group ?? 'new' }),
    ...(options.onStop && { onStop: options.onStop }),
  };
  return shell.self.fork(shell.self.argv, program, spawn);
}

/** The parts of a pipeline are in the group of its first. */
const groupOf = ([leader]: readonly Child[]): { readonly group?: number } => (leader ? { group: leader.pid } : {});

/** Runs the commands of a pipeline, each in a process of its own. Resolves to the status. */
export async function runPipe(run: Interpreter, pipeline: Pipeline): Promise<number> {
  const { shell } = run;
  const children: Child[] = [];
  let stdin: Input | undefined = standardStreams(shell).stdin;
  const watch = foreground(shell, pipeline.text);
  for (const [index, command] of pipeline.commands.entries()) {
    const pipe = index === pipeline.commands.length - 1 ? undefined : shell.self.pipe();
    try {
      const streams = { ...(stdin && { stdin }), ...(pipe && { stdout: pipe.output }) };
      const options = { ...streams, ...groupOf(children), job: shell.interactive, onStop: watch.stopped };
      const child = fork(run, (inner) => inner.one(command), options);
      children.push(child);
      watch.started(child);
    } catch (error) {
      throw forkError(shell, error);
    } finally {
      pipe?.output.end();
    }
    stdin = pipe?.input;
  }
  const codes = await watch.wait(children);
  const failed = shell.options.has('p') ? codes.findLast((code) => code !== 0) : undefined;
  return failed ?? codes.at(-1) ?? 0;
}

/** Runs the commands of `$( )`. Resolves to what they print. */
export async function substitute(run: Interpreter, body: readonly Item[]): Promise<string> {
  const { shell } = run;
  const pipe = shell.self.pipe();
  let child;
  try {
    child = fork(run, (inner) => inner.items(body, true), { stdout: pipe.output });
  } catch (error) {
    throw forkError(shell, error);
  } finally {
    pipe.output.end();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for (let chunk = await pipe.input.read(); chunk; chunk = await pipe.input.read()) {
    size += chunk.length;
    if (size <= longestSubstitution) chunks.push(chunk);
  }
  shell.status = (await child.exited).code;
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
}
