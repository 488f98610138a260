import type { Seen } from '../../core/doctor/sights';
import { UserError } from '../../core/errors';
import { until } from '../docker/deadline';

/** What becomes of a look until the signal aborts; a look that goes wrong spoils no other. */
export async function seen<T>(look: () => Promise<T>, signal: AbortSignal): Promise<Seen<T>> {
  try {
    return { state: 'told', value: await until(look(), signal) };
  } catch (error) {
    if (signal.aborted) return { state: 'late' };
    if (error instanceof UserError) return { state: 'failed', error };
    return { state: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}
