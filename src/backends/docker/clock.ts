import type { DockerClient } from './client';

/** The engine's clock, which on another machine, or in a virtual one that slept, is not ours. */
export type Clock = {
  /** The engine's time, in milliseconds since 1970. */
  readonly now: number;
  /** The engine's time at a moment of this machine's time. */
  readonly toEngine: (milliseconds: number) => number;
};

/**
 * Reads the engine's clock: `SystemTime` of
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/System/operation/SystemInfo
 * (the `Date` header is too coarse: what happened in the current second would be missed).
 */
export async function readClock(client: DockerClient, signal: AbortSignal): Promise<Clock> {
  const before = Date.now();
  const info = await client.get({ path: '/info' }, signal);
  const after = Date.now();
  return clockOf(info?.['SystemTime'], before, after);
}

/** The clock of an engine that told `systemTime` between two moments of ours; one that tells none is taken for ours. */
export function clockOf(systemTime: unknown, before: number, after: number): Clock {
  const told = typeof systemTime === 'string' ? Date.parse(systemTime) : Number.NaN;
  // Within these bounds the two clocks may well be equal, and mostly are the same one. What was told is cut to the
  // millisecond, so that the next one counts too.
  if (Number.isNaN(told) || (told + 1 >= before && told <= after)) return { now: after, toEngine: (moment) => moment };
  const ahead = told - (before + after) / 2;
  return { now: told + 1, toEngine: (moment) => moment + ahead };
}
