import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import type { Sights } from '../../core/doctor/sights';
import { deadline } from '../docker/deadline';
import type { Around } from './around';
import { lookAtCloud } from './cloud';
import { lookAtCluster } from './cluster';
import { lookAtEngines } from './engines';
import { lookAtHost } from './host';
import { seen } from './seen';
import { lookForTools } from './tools';

/** What the doctor is given; the rest is this machine. */
export type DoctorOptions = Omit<Around, 'platform' | 'home'> & Partial<Pick<Around, 'platform' | 'home'>>;

/**
 * Looks at all that the lessons use, everything at once. Nothing is changed, nothing of an open folder is run, and what
 * has not answered after so many milliseconds is said not to have.
 */
export async function lookAround(options: DoctorOptions, signal: AbortSignal, milliseconds: number): Promise<Sights> {
  const around: Around = { platform: process.platform, home: homedir(), ...options };
  const limit = deadline(milliseconds, signal);
  // Every look that is under way listens to it.
  setMaxListeners(0, limit.signal);
  try {
    const [host, tools, engines, cluster, cloud] = await Promise.all([
      seen(() => lookAtHost(around), limit.signal),
      lookForTools(around, limit.signal),
      lookAtEngines(around, limit.signal),
      lookAtCluster(around, limit.signal),
      lookAtCloud(around, limit.signal),
    ]);
    return { host, tools, engines, cluster, cloud };
  } finally {
    limit.dispose();
  }
}
