import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { labNotStarted } from '../../core/errors';
import { verbatim } from '../../core/text';

/** What is needed to start a lab. */
export type LabProgram = {
  /** Where the lab keeps everything. */
  readonly folder: string;
  /** The lab's bundle, and the Node that runs it. */
  readonly program: string;
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** How long a lab may take to be ready, in milliseconds: a loaded machine, a large snapshot. */
const patience = 30_000;

/** The file that the lab of a folder writes its errors to. */
export const logOf = (folder: string): string => path.join(folder, 'lab.log');

/**
 * Starts a lab in a process of its own, which outlives this one for as long as somebody holds it. Resolves when it is
 * ready, or when another window has started one meanwhile; rejects with labNotStarted.
 */
export async function startProgram({ folder, program, node, env }: LabProgram): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = await open(logOf(folder), 'w', 0o600);
  try {
    const child = spawn(node, [program, '--folder', folder, '--json', '--held'], {
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', log.fd],
      // In the editor, Node is Electron that is told to be Node.
      env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const end = await new Promise<number | string | undefined>((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), patience);
      const finish = (how: number | string | undefined): void => {
        clearTimeout(timer);
        resolve(how);
      };
      child.stdout?.once('data', () => finish(undefined));
      child.once('error', (error) => finish(error.message));
      child.once('exit', (code, signal) => finish(code ?? signal ?? ''));
    });
    child.stdout?.destroy();
    child.unref();
    if (end === undefined || end === taken) return;
    if (end === 'timeout') child.kill();
    throw labNotStarted({ why: verbatim(await why(folder, end)), log: logOf(folder) });
  } finally {
    await log.close();
  }
}

/** The exit status of a lab that has found another one in its folder. */
const taken = 3;

async function why(folder: string, end: number | string): Promise<string> {
  const said = await readFile(logOf(folder), 'utf8').catch(() => '');
  const last = said.trim().split('\n').at(-1);
  return last === undefined || last === '' ? `(${end})` : last;
}
