import { machine as machineName } from 'node:os';
import type { MachineFacts, Observers } from '../../core/course/check';
import type { Machine } from './machine';

/** Who says what the system says of this machine. */
export function machineObserver({ platform, uid }: Machine): Observers['machine'] {
  return () => {
    const value: MachineFacts = { platform, arch: machineName(), ...(uid !== undefined && { uid }) };
    return Promise.resolve({ state: 'found', value });
  };
}
