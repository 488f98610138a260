import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { usage } from '../core/errors';

/** Runs one stage of a variant; gives what went wrong, or undefined. */
type Stage = (environment: NodeJS.ProcessEnv) => Promise<string | undefined>;

/**
 * The stages of a variant that lies in this folder, in their order: `steps.sh`, then `steps-2.sh`, `steps-3.sh` and so
 * on. Between two of them the work is checked, because something must be seen before it is undone.
 */
export async function stagesIn(folder: string): Promise<readonly Stage[]> {
  const names = await readdir(folder);
  const number = (name: string): number => Number(/^steps(?:-(\d+))?\.sh$/.exec(name)?.[1] ?? 1);
  return names
    .filter((name) => /^steps(-\d+)?\.sh$/.test(name))
    .sort((a, b) => number(a) - number(b))
    .map((name) => async (environment) => {
      const { code, output } = await run('sh', ['-eu', name], folder, environment);
      return code === 0 ? undefined : `${name} ended with ${code}: ${output.trim()}`;
    });
}

/** How long what a command printed is waited for after it ended: a process that it left behind may hold the pipe. */
const lastWords = 500;

/** Runs a command to its end; gives its exit code and the last 2,000 characters that it printed. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (part: Buffer): void => {
      output = (output + part.toString()).slice(-2000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(usage({ why: `${command}: ${error.message}` })));
    const end = (code: number | null): void => resolve({ code: code ?? -1, output });
    child.on('exit', (code) => setTimeout(end, lastWords, code).unref());
    child.on('close', end);
  });
}
