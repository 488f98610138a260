import type { Place, Probe } from '../../check';
import { matches } from '../../match';

/** The name that the engine gives to a volume for which nobody chose one. */
export const anonymousName = matches(/^[0-9a-f]{64}$/);

/** The placeholder `{source}`, `{destination}` or `{name}`: of the first mount of a container. */
export const mountOf = (probe: Probe, key: 'Source' | 'Destination' | 'Name'): Readonly<Record<string, Place>> => ({
  [key.toLowerCase()]: { probe, path: ['Mounts', 0, key] },
});
