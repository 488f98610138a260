import { posix } from 'node:path';
import { ExecError } from '../../kernel/process';
import { runExternal } from '../external';
import type { Builtin } from '../interpreter';
import { readScript } from '../script';
import { Leave, type Shell, ShellError } from '../state';

const done = (status: number): Promise<number> => Promise.resolve(status);

function statusOf(shell: Shell, word: string | undefined): number {
  if (word === undefined) return shell.status;
  if (/^\d+$/.test(word)) return Number(word) & 255;
  const texts = {
    ash: `Illegal number: ${word}`,
    dash: `Illegal number: ${word}`,
    bash: `${word}: numeric argument required`,
  };
  throw new ShellError(texts[shell.flavor]);
}

const leaving =
  (kind: 'return' | 'exit'): Builtin =>
  (shell, argv) => {
    throw new Leave(kind, statusOf(shell, argv[1]));
  };

const leavingLoop =
  (kind: 'break' | 'continue'): Builtin =>
  (shell, argv) => {
    const count = Number(argv[1] ?? '1');
    if (!(count >= 1)) throw new ShellError(`Illegal number: ${argv[1] ?? ''}`);
    if (shell.loops === 0) return done(0);
    throw new Leave(kind, count);
  };

const evalBuiltin: Builtin = (_shell, argv, run) => run.text(argv.slice(1).join(' '));

const dot: Builtin = async (shell, argv, run) => {
  const [, file, ...rest] = argv;
  if (file === undefined) {
    if (shell.flavor !== 'bash') return 0;
    await shell.complain('filename argument required', argv[0]);
    return 2;
  }
  const path = file.includes('/') ? file : await sourced(shell, file);
  const text = await readScript(run, path);
  const before = shell.positional;
  if (rest.length > 0) shell.positional = rest;
  try {
    return await run.text(text);
  } catch (error) {
    if (error instanceof Leave && error.kind === 'return') return error.value;
    throw error;
  } finally {
    if (rest.length > 0) shell.positional = before;
  }
};

/** The file that a bare name means to `.`. Throws ShellError. */
async function sourced(shell: Shell, name: string): Promise<string> {
  const bash = shell.flavor === 'bash';
  const path = shell.get('PATH') ?? '';
  for (const directory of [...path.split(':'), ...(bash ? ['.'] : [])]) {
    const file = posix.resolve(shell.self.cwd, directory, name);
    const stat = await shell.self.files.stat(file).catch(() => undefined);
    if (stat?.kind === 'file') return file;
  }
  throw new ShellError(`${name}: ${bash ? 'No such file or directory' : 'not found'}`, bash ? 1 : 2);
}

/** `exec` where the interpreter does not see it itself (`command exec`). */
const exec: Builtin = async (_shell, argv, run) => {
  if (argv.length === 1) return 0;
  try {
    throw new Leave('exit', await runExternal(run, argv.slice(1), new Map(), 'exec'));
  } catch (error) {
    if (error instanceof ExecError) return error.code;
    throw error;
  }
};

/** Builtins that the language itself needs: their assignments stay, and their errors end a script. */
export const specialBuiltins = {
  ':': () => done(0),
  '.': dot,
  source: dot,
  break: leavingLoop('break'),
  continue: leavingLoop('continue'),
  return: leaving('return'),
  exit: leaving('exit'),
  eval: evalBuiltin,
  exec,
};
