import { spawn } from 'node:child_process';
import path from 'node:path';
import { isForeign } from '../kubernetes/foreign';
import { reasonOf } from '../docker/deadline';
import type { Around } from './around';
import { ownFolders } from './programs';

/** What a program printed, and whether it ended well. */
export type Answer = { readonly isFine: boolean; readonly output: string };

/** How much is read of what a program prints, in bytes. */
const most = 64_000;

/** How long after its end a program's output is waited for, in milliseconds: what it left behind may hold it open. */
const rest = 200;

/** What a program is given of the environment: nothing that names other programs, files or servers. */
const kept = [
  'USER',
  'LOGNAME',
  'USERNAME',
  'SystemRoot',
  'windir',
  'ComSpec',
  'TEMP',
  'TMP',
  'ProgramData',
  'ProgramFiles',
  'ProgramFiles(x86)',
];
const personal = ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'DOCKER_CONFIG'];

/** The same words everywhere, and no look for a newer version. */
const told = { LC_ALL: 'C', WSL_UTF8: '1', CHECKPOINT_DISABLE: '1', DOCKER_CLI_HINTS: 'false' };

/** A folder that is not there: who keeps plugins or modules in an open folder has none for us. */
const nowhere = (platform: NodeJS.Platform): string => (platform === 'win32' ? 'C:\\nonexistent' : '/nonexistent');

/** The environment in which programs are asked for their version. */
export async function quietEnvironment(around: Around): Promise<Readonly<Record<string, string>>> {
  const { env, platform, workspace } = around;
  const rules = platform === 'win32' ? path.win32 : path.posix;
  const values = await Promise.all(
    [...kept, ...personal].map(async (name): Promise<readonly [string, string | undefined]> => {
      const value = env[name];
      if (value === undefined || !personal.includes(name)) return [name, value];
      return [name, (await isForeign(value, workspace)) ? nowhere(platform) : value];
    }),
  );
  const given = values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(given), PATH: (await ownFolders(around)).join(rules.delimiter), ...told };
}

/**
 * Asks a program, given by its full path, and ends it and all that it started when the signal aborts. Where it runs no
 * file is found by chance.
 */
export function ask(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const isGroup = process.platform !== 'win32';
    const child = spawn(program, [...args], {
      cwd: path.parse(process.cwd()).root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of its own, which can be ended as a whole.
      detached: isGroup,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let timer: NodeJS.Timeout | undefined;
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
      end(child.pid, isGroup, () => child.kill('SIGKILL'));
      child.stdout.destroy();
      child.stderr.destroy();
      settle();
    };
    const answer = (code: number | null): void =>
      finish(() => resolve({ isFine: code === 0, output: textOf(Buffer.concat(chunks)) }));
    const abort = (): void => finish(() => reject(reasonOf(signal)));
    signal.addEventListener('abort', abort, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        if (size < most) chunks.push(chunk);
        size += chunk.length;
      });
    }
    child.once('error', (error) => finish(() => resolve({ isFine: false, output: error.message })));
    child.once('close', answer);
    child.once('exit', (code) => (timer = setTimeout(() => answer(code), rest)));
  });
}

function end(pid: number | undefined, isGroup: boolean, alone: () => void): void {
  if (pid === undefined) return;
  try {
    if (isGroup) process.kill(-pid, 'SIGKILL');
    else alone();
  } catch {
    // All of it has ended already.
  }
}

/** wsl.exe of before 0.64 writes UTF-16. */
const textOf = (bytes: Buffer): string => bytes.toString().replaceAll('\u0000', '');
