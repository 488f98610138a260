import { labEnded, labNotRunning, UserError } from '../../core/errors';
import type { LabState, LabStatus, PracticeLab } from '../../core/lab';
import { logOf, type LabProgram } from './place';

export type { LabProgram } from './place';

/**
 * Makes this window's hand on the practice lab. Nothing is started or contacted before it is asked for; `changed` is
 * told of every change of state, also of those that other windows bring about.
 */
export function practiceLab(parts: LabProgram, changed: (state: LabState) => void): PracticeLab {
  const { folder } = parts;
  let state: LabState = { state: 'stopped' };
  let starting: Promise<LabStatus> | undefined;
  let letGo: (() => void) | undefined;
  const hand = () => import('./hand');

  const become = (next: LabState): void => {
    state = next;
    changed(next);
  };
  const look = async (): Promise<LabStatus | undefined> => (await hand()).tell(folder, 'GET', '/status');
  const begin = async (): Promise<LabStatus> => {
    const known = state.state === 'running' ? await look() : undefined;
    if (known) return known;
    become({ state: 'starting' });
    try {
      const { hold, reach } = await hand();
      const { address, status } = await reach(parts);
      letGo?.();
      letGo = hold(address, (wasTold) => {
        letGo = undefined;
        become(wasTold ? { state: 'stopped' } : { state: 'failed', error: labEnded({ log: logOf(folder) }) });
      });
      become({ state: 'running', status });
      return status;
    } catch (error) {
      become(error instanceof UserError ? { state: 'failed', error } : { state: 'stopped' });
      throw error;
    }
  };
  /** What is known once a start that is under way has come to its end. */
  const settled = async (): Promise<LabState> => {
    await starting?.catch(() => undefined);
    if (state.state === 'failed') throw state.error;
    return state;
  };

  return {
    state: () => state,
    start: () => {
      starting ??= begin().finally(() => (starting = undefined));
      return starting;
    },
    stop: async () => {
      await starting?.catch(() => undefined);
      letGo?.();
      letGo = undefined;
      await (await hand()).stop(folder);
      become({ state: 'stopped' });
    },
    reset: async () => {
      const status = await (await hand()).tell(folder, 'POST', '/reset');
      if (!status) throw labNotRunning();
      become({ state: 'running', status });
      return status;
    },
    look,
    dockerHost: async () => {
      const now = await settled();
      return now.state === 'running' ? now.status.environment['DOCKER_HOST'] : undefined;
    },
    terminal: async () => {
      const now = await settled();
      return now.state === 'running' ? (await hand()).terminalEnvironment(parts, now.status) : {};
    },
    dispose: () => letGo?.(),
  };
}
