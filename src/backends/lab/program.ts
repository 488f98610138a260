import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readFile, stat, type FileHandle } from 'node:fs/promises';
import { labNotStarted } from '../../core/errors';
import { verbatim } from '../../core/text';
import { logOf, type LabProgram } from './place';

/** How long a lab may take to be ready, in milliseconds: a loaded machine, a large snapshot. */
const patience = 30_000;
/** The exit status of a lab that has found another one in its folder. */
const taken = 3;
/** A log that is larger begins anew, in bytes. */
const largestLog = 1_000_000;

/**
 * Starts a lab in a process of its own, which outlives this one for as long as somebody holds it. Resolves when it is
 * ready, or with its words when another one has the folder; rejects with labNotStarted.
 */
export async function startProgram({ folder, program, node, env }: LabProgram): Promise<string | undefined> {
  const file = logOf(folder);
  const { log, from } = await openLog(folder, file).catch((error: unknown) => {
    throw labNotStarted({ why: verbatim(error instanceof Error ? error.message : String(error)), log: file }, error);
  });
  try {
    const child = spawn(node, [program, '--folder', folder, '--json', '--held'], {
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', log.fd],
      // In the editor, Node is Electron that is told to be Node.
      env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const end = await readyOrEnd(child);
    child.stdout?.destroy();
    child.unref();
    if (end === undefined) return undefined;
    if (end === 'timeout') child.kill();
    const why = await said(file, from, end);
    if (end === taken) return why;
    throw labNotStarted({ why: verbatim(why), log: file });
  } finally {
    await log.close();
  }
}

/** Resolves with nothing when the program says that it is ready, else with how it ended. */
function readyOrEnd(child: ChildProcess): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), patience);
    const finish = (how: number | string | undefined): void => {
      clearTimeout(timer);
      resolve(how);
    };
    child.stdout?.once('data', () => finish(undefined));
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(code ?? signal ?? ''));
  });
}

/** The words in which a program gave up: what it threw, else its last line, else how it ended. */
async function said(file: string, from: number, end: number | string): Promise<string> {
  const log = await readFile(file).catch(() => Buffer.alloc(0));
  const lines = log.subarray(from).toString().trim().split('\n');
  const why = lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? '';
  return why === '' ? `(${end})` : why;
}

/** Opens the log to be written to from its end on, which is where another window's lab writes, too. */
async function openLog(folder: string, file: string): Promise<{ readonly log: FileHandle; readonly from: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const large = size > largestLog;
  return { log: await open(file, large ? 'w' : 'a', 0o600), from: large ? 0 : size };
}
