import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { limits } from './limits';
import { parseReport, type Report } from './report';
import { environment } from './sandbox';
import { otherUser } from './stage';

/** What became of a command that was to run isolated; without a report and an end of ours it could not be isolated. */
export type Outcome = {
  readonly report?: Report;
  readonly ended?: 'time' | 'output';
  readonly stdout: string;
  readonly stderr: string;
};

/**
 * For `sh -c`: runs its arguments between real pipes. What Node gives a child are sockets, and those cannot be opened by
 * a name: `cat /dev/stdin` and `echo >/dev/stderr` would fail. The report on descriptor 3 needs none. Who
 * hands on is not ended with the group: it ends when nothing of the script holds a pipe any more.
 */
const betweenPipes = '{ setsid cat 3>&- 4>&- | "$@" 2>&1 >&4 4>&- | setsid cat >&2 3>&- 4>&-; } 4>&1 | setsid cat 3>&-';

/**
 * Starts a command, gives it its input, and reads what it prints and reports until it ends or has had enough. When this
 * is done, nothing of it runs any more.
 * @param time how long it may take, in milliseconds
 */
export async function runIn(
  command: readonly [string, ...string[]],
  stdin: string,
  signal: AbortSignal,
  time: number = limits.time,
): Promise<Outcome> {
  signal.throwIfAborted();
  const user = otherUser();
  const child = spawn('sh', ['-c', betweenPipes, 'sh', ...command], {
    cwd: '/',
    env: environment,
    // A group of its own: all of it can be ended at once, and no terminal is within its reach.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    ...(user !== undefined && { uid: user, gid: user }),
  });
  let ended: Outcome['ended'];
  const end = (why?: Outcome['ended']): void => {
    ended ??= why;
    if (child.pid !== undefined) killGroup(child.pid);
  };
  let timer = setTimeout(end, time, 'time');
  const cancel = (): void => end();
  signal.addEventListener('abort', cancel, { once: true });

  let printed = 0;
  const listen = (stream: Readable, most: number, hear: (size: number) => number): Buffer[] => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => {
      const over = hear(piece.length) - most;
      pieces.push(over > 0 ? piece.subarray(0, Math.max(0, piece.length - over)) : piece);
      if (over > 0) end('output');
    });
    return pieces;
  };
  const print = (size: number): number => (printed += size);
  const stdout = listen(child.stdout, limits.output, print);
  const stderr = listen(child.stderr, limits.output, print);
  let reported = 0;
  const report = listen(child.stdio[3] as Readable, limits.report, (size) => {
    // The first word comes when the script has ended: from now on the time is ours.
    if (reported === 0) {
      clearTimeout(timer);
      timer = setTimeout(end, limits.collecting, 'time');
    }
    return (reported += size);
  });
  // It may end without reading its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);

  const failure = await new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(''));
  });
  clearTimeout(timer);
  signal.removeEventListener('abort', cancel);
  signal.throwIfAborted();
  const told = ended === undefined ? parseReport(Buffer.concat(report)) : undefined;
  return {
    ...(ended !== undefined && { ended }),
    ...(told !== undefined && { report: told }),
    stdout: Buffer.concat(stdout).toString('utf8'),
    stderr: Buffer.concat(stderr).toString('utf8') + failure,
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
