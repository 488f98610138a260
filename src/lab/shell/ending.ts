import { ShellSyntaxError } from './ast';
import type { Interpreter } from './interpreter';
import { BareError } from './script';
import { Leave, type Shell, ShellError } from './state';

/** A word as a shell could read it again. */
export const quoted = (text: string): string =>
  /^(?!=$)[A-Za-z0-9_@%+=:,./\]^{}-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Runs a shell's body to the end: what leaves it, what is wrong, and its EXIT trap. */
export async function endOf(run: Interpreter, body: (run: Interpreter) => Promise<number>): Promise<number> {
  const status = await guarded(run, () => body(run));
  const action = run.shell.traps.get('EXIT');
  if (action === undefined || action === '') return status;
  run.shell.traps.delete('EXIT');
  run.shell.status = status;
  const left = await guarded(run, async () => {
    await run.text(action);
    return -1;
  });
  return left === -1 ? status : left;
}

/** The status that something comes to, with what is wrong told. */
export async function guarded(run: Interpreter, body: () => Promise<number>): Promise<number> {
  const { shell } = run;
  try {
    return await body();
  } catch (error) {
    if (error instanceof Leave) return error.kind === 'exit' || error.kind === 'return' ? error.value : shell.status;
    if (error instanceof ShellError) {
      await shell.complain(error.message, error.builtin);
      return error.status;
    }
    if (error instanceof BareError) {
      await shell.io.get(2)?.output?.write(`${error.message}\n`);
      return error.status;
    }
    if (error instanceof ShellSyntaxError) {
      await shell.io.get(2)?.output?.write(syntaxMessage(shell, error));
      return 2;
    }
    throw error;
  }
}

/** A syntax error in the words of the shell. */
export function syntaxMessage(shell: Shell, error: ShellSyntaxError): string {
  const said = /^unexpected /.test(error.message);
  if (shell.flavor === 'ash') {
    const line = shell.script ? `line ${error.line}: ` : '';
    return `${shell.arg0}: ${line}syntax error: ${error.message}\n`;
  }
  if (shell.flavor === 'dash') {
    const expecting = error.expecting === undefined ? '' : ` (expecting ${error.expecting})`;
    const message = error.message.charAt(0).toUpperCase() + error.message.slice(1);
    const text = said ? `${error.found} unexpected${expecting}` : message;
    return `${shell.arg0}: ${error.line}: Syntax error: ${text}\n`;
  }
  const place = shell.script ? '' : shell.interactive ? '' : '-c: ';
  const line = shell.interactive ? '' : `line ${error.line}: `;
  const token = error.found.replaceAll('"', '');
  const text =
    error.found === 'end of file'
      ? 'syntax error: unexpected end of file'
      : said
        ? `syntax error near unexpected token \`${token}'`
        : error.message;
  return `${shell.arg0}: ${place}${line}${text}\n`;
}
