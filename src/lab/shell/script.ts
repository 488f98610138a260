import { FileError } from '../kernel/files';
import type { Interpreter } from './interpreter';
import { ShellError } from './state';

/** Runs a file as the shell's script: `$0` and the line numbers of messages are its own. */
export async function runScript(run: Interpreter, file: string, argv: readonly string[]): Promise<number> {
  const { shell } = run;
  const text = await readScript(run, file);
  shell.arg0 = argv[0] ?? file;
  shell.positional = argv.slice(1);
  shell.script = true;
  return run.text(text, true);
}

/** The text of a script. Throws ShellError as the shell words it. */
export async function readScript(run: Interpreter, file: string): Promise<string> {
  const { shell } = run;
  try {
    return (await shell.self.files.read(shell.self.path(file))).toString('utf8');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const missing = error.code === 'ENOENT';
    if (shell.flavor === 'bash') throw new BareError(`${shell.arg0}: ${file}: ${error.message}`, missing ? 127 : 126);
    if (shell.flavor === 'dash') {
      throw new BareError(`${shell.arg0}: 0: cannot open ${file}: ${missing ? 'No such file' : error.message}`, 2);
    }
    throw new ShellError(`can't open '${file}': ${error.message}`);
  }
}

/** A message that has its prefix already. */
export class BareError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}
