import { labEnded, labNotRunning, labNotStarted, UserError } from '../../core/errors';
import type { LabAddress, LabState, LabStatus, PracticeLab } from '../../core/lab';
import { verbatim } from '../../core/text';
import { addressIn, ask, hold } from './control';
import { logOf, startProgram, type LabProgram } from './program';

/**
 * Makes this window's hand on the practice lab. Nothing is started or contacted before it is asked for; `changed` is
 * told of every change of state, also of those that other windows bring about.
 */
export function practiceLab(parts: LabProgram, changed: (state: LabState) => void): PracticeLab {
  const { folder } = parts;
  let state: LabState = { state: 'stopped' };
  let starting: Promise<LabStatus> | undefined;
  let letGo: (() => void) | undefined;

  const become = (next: LabState): void => {
    state = next;
    changed(next);
  };
  const join = async (address: LabAddress | undefined): Promise<LabStatus | undefined> => {
    const status = address && (await ask(address, 'GET', '/status', 3_000));
    if (!address || !status) return undefined;
    letGo?.();
    letGo = hold(address, (wasTold) => {
      letGo = undefined;
      become(wasTold ? { state: 'stopped' } : { state: 'failed', error: labEnded({ log: logOf(folder) }) });
    });
    become({ state: 'running', status });
    return status;
  };
  const begin = async (): Promise<LabStatus> => {
    become({ state: 'starting' });
    try {
      const joined = await join(await addressIn(folder));
      if (joined) return joined;
      await startProgram(parts);
      const status = await join(await addressIn(folder));
      if (status) return status;
      throw labNotStarted({ why: verbatim('-'), log: logOf(folder) });
    } catch (error) {
      if (error instanceof UserError) become({ state: 'failed', error });
      else become({ state: 'stopped' });
      throw error;
    }
  };
  const tell = async (method: 'GET' | 'POST', what: string): Promise<LabStatus | undefined> => {
    const address = await addressIn(folder);
    return address && (await ask(address, method, what));
  };

  return {
    state: () => state,
    start: () => {
      starting ??= begin().finally(() => (starting = undefined));
      return starting;
    },
    stop: async () => {
      await tell('POST', '/stop');
      letGo?.();
      letGo = undefined;
      become({ state: 'stopped' });
    },
    reset: async () => {
      const status = await tell('POST', '/reset');
      if (!status) throw labNotRunning();
      become({ state: 'running', status });
      return status;
    },
    look: () => tell('GET', '/status'),
    dispose: () => letGo?.(),
  };
}
