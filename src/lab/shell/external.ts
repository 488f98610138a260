import { ExecError } from '../kernel/process';
import { ExecFailure } from '../processes/execute';
import { ForkError, redirectStreams, type ShellSpawnOptions } from '../processes/process-view';
import { fork } from './forks';
import type { Interpreter } from './interpreter';
import { foreground } from './jobs';
import { runScript } from './script';
import { type Shell, ShellError, standardStreams } from './state';

/**
 * Runs a command that is a file: in a child; or in the shell's own process when nothing comes after it (`tail`) or it
 * was asked for (`exec`). Resolves to its status.
 */
export async function runExternal(
  run: Interpreter,
  argv: readonly string[],
  more: ReadonlyMap<string, string>,
  tail: boolean | 'exec',
): Promise<number> {
  const { shell } = run;
  const env = environment(shell, more);
  const ownProcess = tail === 'exec' || (tail && !shell.interactive && shell.traps.size === 0);
  try {
    return await (ownProcess ? become(shell, argv, env) : spawn(shell, argv, env));
  } catch (error) {
    if (error instanceof ForkError) throw new ShellError(`can't fork: ${error.message}`);
    if (!(error instanceof ExecError)) throw error;
    if (error instanceof ExecFailure && error.reason === 'format') return asScript(run, error.file, argv, tail);
    const exec = tail === 'exec';
    await shell.complain(refusal(shell, argv[0] ?? '', error, exec), exec ? 'exec' : undefined);
    return error.code;
  }
}

/** A command is looked up where the shell looks, even when its PATH is not exported. */
function environment(shell: Shell, more: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const env = shell.environment(more);
  const path = shell.get('PATH');
  return env.has('PATH') || path === undefined ? env : new Map([...env, ['PATH', path]]);
}

function become(shell: Shell, argv: readonly string[], env: ReadonlyMap<string, string>): Promise<number> {
  const { stdin, stdout, stderr } = standardStreams(shell);
  redirectStreams(shell.self, [stdin, stdout, stderr]);
  return shell.self.become(argv, env);
}

async function spawn(shell: Shell, argv: readonly string[], env: ReadonlyMap<string, string>): Promise<number> {
  const watch = foreground(shell, argv.join(' '));
  const options: ShellSpawnOptions = {
    env,
    ...standardStreams(shell),
    ...(shell.interactive && { group: 'new', onStop: watch.stopped }),
  };
  const child = await shell.self.spawn(argv, options);
  watch.started(child);
  return (await watch.wait([child])).at(-1) ?? 0;
}

/** An executable text without `#!` is a script of the shell that finds it. */
async function asScript(
  run: Interpreter,
  file: string,
  argv: readonly string[],
  tail: boolean | 'exec',
): Promise<number> {
  const { shell } = run;
  const inner = (child: Interpreter): Promise<number> => runScript(child, file, argv);
  if (tail === 'exec') return inner(run);
  const watch = foreground(shell, argv.join(' '));
  const child = fork(run, inner, { job: shell.interactive, onStop: watch.stopped });
  watch.started(child);
  return (await watch.wait([child])).at(-1) ?? 0;
}

function refusal(shell: Shell, command: string, error: ExecError, exec: boolean): string {
  const reason = error instanceof ExecFailure ? error.reason : 'not found';
  if (reason === 'permission') return `${command}: Permission denied`;
  if (shell.flavor !== 'bash' || exec) return `${command}: not found`;
  if (reason === 'no interpreter') return `${command}: cannot execute: required file not found`;
  return command.includes('/') ? `${command}: No such file or directory` : `${command}: command not found`;
}
