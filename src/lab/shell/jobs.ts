import type { Child, Exit, Signal } from '../kernel/process';
import { terminalOf } from '../processes/process-view';
import type { Job, Shell } from './state';

const texts: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
};

/** What a shell prints when a signal has ended a command; undefined where it prints nothing. */
export const signalText = (signal: Signal | undefined): string | undefined =>
  signal === undefined ? undefined : texts[signal];

/** Keeps a background command in the list of jobs. */
export function addJob(shell: Shell, child: Child, text: string): Job {
  const id = (shell.jobs.at(-1)?.id ?? 0) + 1;
  const job: Job = { id, pid: child.pid, text, child, exit: undefined, stopped: false };
  shell.jobs.push(job);
  // A shell that starts many forgets the oldest that have ended, as nobody can wait for all of them.
  if (shell.jobs.length > 500) {
    const ended = shell.jobs.findIndex((other) => other.exit !== undefined);
    if (ended !== -1) shell.jobs.splice(ended, 1);
  }
  child.exited.then(
    (exit) => {
      job.exit = exit;
    },
    () => undefined,
  );
  return job;
}

/** The job that `%1`, `%%`, `%+` or a pid means. */
export function findJob(shell: Shell, spec: string): Job | undefined {
  if (/^%\d+$/.test(spec)) return shell.jobs.find((job) => job.id === Number(spec.slice(1)));
  if (spec === '%%' || spec === '%+' || spec === '%') return shell.jobs.findLast((job) => job.exit === undefined);
  return shell.jobs.find((job) => String(job.pid) === spec);
}

/** Takes jobs off the list that have ended, and tells of them. */
export async function reportJobs(shell: Shell): Promise<void> {
  for (const job of [...shell.jobs]) {
    if (!job.exit) continue;
    shell.jobs.splice(shell.jobs.indexOf(job), 1);
    await shell.io.get(2)?.output?.write(`${jobLine(shell, job)}\n`);
  }
}

/** A line of `jobs`. */
export function jobLine(shell: Shell, job: Job): string {
  const mark = job === shell.jobs.at(-1) || !shell.jobs.includes(job) ? '+' : '-';
  const state = stateOf(job).padEnd(26);
  return `[${job.id}]${mark}  ${state} ${job.text}`;
}

function stateOf(job: Job): string {
  if (!job.exit) return job.stopped ? 'Stopped' : 'Running';
  return signalText(job.exit.signal) ?? (job.exit.code === 0 ? 'Done' : `Done(${job.exit.code})`);
}

type Ending = { readonly pid: number; readonly exited: Promise<{ readonly code: number; readonly signal?: Signal }> };

/** What waits for a foreground command: gives it the terminal, notices when it is stopped, tells which signal ended it. */
export function foreground(shell: Shell, text: string) {
  const terminal = shell.interactive ? terminalOf(shell.self) : undefined;
  const own = terminal?.foreground();
  const started: Child[] = [];
  let notice = (): void => undefined;
  const stop = new Promise<'stopped'>((resolve) => {
    notice = () => resolve('stopped');
  });
  const back = (): void => {
    if (own === undefined) return;
    terminal?.setForeground(own);
    terminal?.setMode('line');
  };
  return {
    /** The command has been stopped by a signal. */
    stopped: (): void => {
      if (shell.interactive) notice();
    },
    started: (child: { readonly pid: number; readonly exited: Promise<Exit | { readonly code: number }> }): void => {
      started.push(child as Child);
      if (started.length === 1) terminal?.setForeground(child.pid);
    },
    /** The statuses, in the order of the commands. */
    wait: async (children: readonly Ending[]): Promise<readonly number[]> => {
      try {
        const all = Promise.all(children.map((child) => child.exited));
        const ended = await Promise.race([all, stop]);
        if (ended !== 'stopped') {
          await tell(shell, ended.at(-1));
          return ended.map(({ code }) => code);
        }
        const [first] = started;
        if (first) {
          const job = addJob(shell, first, text);
          job.stopped = true;
          await shell.io.get(2)?.output?.write(`\n${jobLine(shell, job)}\n`);
        }
        return [148];
      } finally {
        back();
      }
    },
  };
}

async function tell(
  shell: Shell,
  exit: { readonly code: number; readonly signal?: Signal } | undefined,
): Promise<void> {
  if (exit?.signal === undefined) return;
  const text = exit.signal === 'SIGINT' && shell.interactive ? '' : signalText(exit.signal);
  if (text === undefined) return;
  const prefix = shell.flavor === 'bash' && !shell.interactive ? shell.prefix() : '';
  await shell.io.get(2)?.output?.write(`${prefix}${text}\n`);
}
