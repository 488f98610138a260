import type { Text } from '../text';
import type { Observation, Probe } from './check';
import { compare, type Look } from './match';

/** What was seen by one check, by probe. */
export type Observed = ReadonlyMap<string, Observation>;

/** The name under which a probe's observation is kept. */
export const keyOf = (probe: Probe): string => JSON.stringify(probe);

/** What a probe saw; undefined when there is nothing or one could not look. */
export function valueOf(observed: Observed, probe: Probe): unknown {
  const observation = observed.get(keyOf(probe));
  return observation?.state === 'found' ? observation.value : undefined;
}

/** Reads places of other probes out of the same check. */
export function looker(observed: Observed): Look {
  const look: Look = ({ probe, path }) =>
    path.reduce<unknown>(
      (value, key) => {
        if (typeof value !== 'object' || value === null) return undefined;
        if (typeof key !== 'object') return (value as Record<string | number, unknown>)[key];
        return Array.isArray(value) ? value.find((one) => compare(key.first, one, look).length === 0) : undefined;
      },
      valueOf(observed, probe),
    );
  return look;
}

/** Why a condition was refused: the id of the found-case and its finished sentence. */
export type Told = { readonly id: string; readonly text: Text };
