import assert from 'node:assert/strict';
import { dockerNotRunning } from '../../../src/core/errors';
import type { EngineEvent, Observation, Observers, Probe, Scene } from '../../../src/core/course/check';
import type { ConditionVerdict } from '../../../src/core/course/judge';
import type { Exercise } from '../../../src/core/course/lesson';
import { checkExercise, type CheckResult, type Clock } from '../../../src/core/course/run';
import { keyOf } from '../../../src/core/course/observed';

/** A world in which a check can look: what is not said to be there is absent. */
export class World {
  readonly #seen = new Map<string, Observation>();
  readonly events: EngineEvent[] = [];
  complete = true;
  /** How often each source was looked at. */
  readonly looks: string[] = [];

  put(probe: Probe, value: unknown): this {
    this.#seen.set(keyOf(probe), { state: 'found', value });
    return this;
  }

  blind(probe: Probe): this {
    this.#seen.set(keyOf(probe), { state: 'unknown', error: dockerNotRunning({ endpoint: 'unix:///x.sock' }) });
    return this;
  }

  happen(Action: string, name: string, attributes: Record<string, string> = {}, Type = 'container'): this {
    const Attributes = { name, ...attributes };
    this.events.push({ Type, Action, Actor: { ID: name, Attributes }, timeNano: this.events.length });
    return this;
  }

  get observers(): Observers {
    const look = (probe: Probe): Promise<Observation> => {
      this.looks.push(probe.source);
      if (probe.source === 'events') {
        return Promise.resolve({ state: 'found', value: { events: this.events, complete: this.complete } });
      }
      const standing: Partial<Record<Probe['source'], unknown>> = {
        engine: { apiVersion: '1.41', name: 'test' },
        containers: [],
      };
      const known = this.#seen.get(keyOf(probe));
      if (known !== undefined) return Promise.resolve(known);
      const value = standing[probe.source];
      return Promise.resolve(value === undefined ? { state: 'absent' } : { state: 'found', value });
    };
    // Whatever the source is, the same world answers.
    return new Proxy({}, { get: () => look }) as Observers;
  }
}

/** A clock that moves only when somebody sleeps. */
export function testClock(): Clock & { slept: number } {
  const clock = {
    slept: 0,
    now: () => clock.slept,
    sleep: (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      clock.slept += ms;
      return Promise.resolve();
    },
  };
  return clock;
}

export const scene = (exercise: string): Scene => ({ exercise, folder: '/nowhere', since: 0 });
export const never = new AbortController().signal;

/** A running web server of an exercise, as the engine tells it. */
export function webContainer(exercise: string, port: string, changes: Record<string, unknown> = {}): unknown {
  return {
    Image: 'sha256:aaaa',
    State: { Status: 'running', ExitCode: 0 },
    Config: { Image: 'nginx:1.30-alpine', Labels: { 'tutor.exercise': exercise } },
    HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: port }] } },
    NetworkSettings: { Ports: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: port }] } },
    Mounts: [],
    ...changes,
  };
}

/** Checks an exercise in a world, with a clock that waits for nothing. */
export const check = (exercise: Exercise, world: World, seen: readonly string[] = []): Promise<CheckResult> =>
  checkExercise(exercise, seen, world.observers, scene(exercise.id), testClock(), never);

/** What was told, by the conditions that are not met. */
export const told = (result: CheckResult): Record<string, string> =>
  Object.fromEntries(
    result.verdict.conditions
      .filter((one) => one.verdict !== 'pass')
      .map((one) => [one.condition.id, one.verdict === 'fail' ? one.told.id : one.error.code]),
  );

/** The verdict of one condition. */
export const one = (result: CheckResult, id: string): ConditionVerdict => {
  const found = result.verdict.conditions.find((it) => it.condition.id === id);
  assert.ok(found);
  return found;
};
