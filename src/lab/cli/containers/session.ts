import type { Duplex } from 'node:stream';
import type { Surroundings } from '../command';
import { copy, feed, unframe } from '../client/frames';
import { detachKeys, detachWatch } from '../terminal';

/** How the learner's terminal and a process in a container are joined. */
export type Joint = {
  readonly socket: Duplex;
  /** Whether the process has a terminal of its own, so that its output comes as it is. */
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly detachKeys: string;
};

/** How a session ended: the process closed its output, or the learner pressed the detach keys. */
export type SessionEnd = 'closed' | 'detached';

const usualKeys = 'ctrl-p,ctrl-q';

/** Copies in both directions until the output ends or the learner detaches. */
export async function session(joint: Joint, around: Surroundings): Promise<SessionEnd> {
  const { socket, tty } = joint;
  const restore = joint.stdin && tty && around.terminal.stdin ? around.terminal.raw() : () => undefined;
  const output = tty ? copy(socket, around.stdout) : unframe(socket, around);
  const watch = tty ? detachWatch(detachKeys(joint.detachKeys || usualKeys)) : (bytes: Buffer) => bytes;
  let detach = (): void => undefined;
  const detached = new Promise<SessionEnd>((resolve) => (detach = () => resolve('detached')));
  if (joint.stdin) {
    let left = false;
    void feed(around.stdin, socket, (bytes) => {
      const rest = watch(bytes);
      left = rest === undefined;
      return rest;
    }).then(
      () => {
        if (left) detach();
      },
      // The process has gone: what was typed meanwhile has no reader.
      () => undefined,
    );
  }
  try {
    return await Promise.race([
      output.then(
        () => 'closed' as const,
        () => 'closed' as const,
      ),
      detached,
    ]);
  } finally {
    restore();
    socket.destroy();
  }
}

/** Refuses to give a terminal to a process when the learner has none; `stdin` says whether the process reads. */
export function checkTerminal(around: Surroundings, tty: boolean, stdin: boolean): string | undefined {
  return tty && stdin && !around.terminal.stdin ? 'the input device is not a TTY' : undefined;
}
