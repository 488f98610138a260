import type { Signal } from '../../kernel/process';
import { parseSignal } from '../../processes/signals';
import type { Container } from './record';
import { zeroTime } from './times';

const first = 100;
const longest = 60_000;
/** A run that lasted so long counts as a success for the back-off. */
const goodRun = 10_000;

/** Begins the back-off anew and lets the policy act again, as a start by hand does. */
export function forgetBackOff(container: Container): void {
  container.backOff = 0;
  container.noRestart = false;
}

/** Milliseconds until a container that has ended is started again; undefined when its policy does not want it. */
export function restartDelay(container: Container, code: number, lasted: number): number | undefined {
  if (container.noRestart || !wantsRestart(container, code)) return undefined;
  const before = lasted > goodRun ? 0 : container.backOff;
  container.backOff = before === 0 ? first : Math.min(before * 2, longest);
  return container.backOff;
}

function wantsRestart({ host, stoppedByHand, restartCount }: Container, code: number): boolean {
  const { Name: policy, MaximumRetryCount: most } = host.RestartPolicy;
  if (policy === 'always') return true;
  if (policy === 'unless-stopped') return !stoppedByHand;
  return policy === 'on-failure' && code !== 0 && (most === 0 || restartCount < most);
}

/** Is a container that the lab finds when it begins to be started again? */
export function startsWithEngine(container: Container): boolean {
  return container.state.startedAt !== zeroTime && wantsRestart(container, container.state.exitCode);
}

/** Does a signal that somebody sends mean that the container is not wanted any more? */
export function cancelsRestarts({ config }: Container, signal: Signal): boolean {
  const own = parseSignal(config.StopSignal ?? '');
  return own === undefined || signal === own || signal === 'SIGKILL';
}
