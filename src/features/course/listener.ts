import type { EngineEvent } from '../../core/course/check';
import type { Listen } from '../../core/course/desk';
import type { Exercise } from '../../core/course/lesson';
import { keyOf } from '../../core/course/observed';
import { recordOf, seenOnce } from '../../core/course/progress';
import { log } from '../../host/log';
import type { CourseStore } from './store';

/** Memory for a busy engine is bounded: older events were judged when they came. */
const mostEvents = 1000;

/**
 * Listens to the engine while an exercise is open, because the engine itself forgets: what a `once` condition waits
 * for counts from the moment it happens. Starts when the learner starts or checks an exercise, never by itself.
 */
export class ExerciseListener {
  readonly #open = new Map<string, AbortController>();

  constructor(
    readonly store: CourseStore,
    readonly listen: Listen,
  ) {}

  /** Listens for this exercise until it passes, is reset, or the window closes. */
  open(exercise: Exercise): void {
    const waits = exercise.conditions.some((one) => one.when === 'once');
    const { since, passedAt } = recordOf(this.store.progress, exercise.id);
    if (!waits || since === undefined || passedAt !== undefined || this.#open.has(exercise.id)) return;
    const controller = new AbortController();
    this.#open.set(exercise.id, controller);
    void this.#follow(exercise, since, controller.signal).finally(() => {
      if (this.#open.get(exercise.id) === controller) this.#open.delete(exercise.id);
    });
  }

  /** Stops listening for this exercise. */
  close(exercise: Exercise): void {
    this.#open.get(exercise.id)?.abort();
    this.#open.delete(exercise.id);
  }

  async #follow(exercise: Exercise, since: number, signal: AbortSignal): Promise<void> {
    const events: EngineEvent[] = [];
    try {
      for await (const event of this.listen(since, signal)) {
        if (signal.aborted) return;
        events.push(event);
        if (events.length > mostEvents) events.shift();
        await this.#note(exercise, events);
      }
    } catch (error) {
      // A check looks for itself and says why it cannot; here the reason is only worth a line in the log.
      if (!signal.aborted) log.warn(`${exercise.id}: listening to the engine ended: ${String(error)}`);
    }
  }

  async #note(exercise: Exercise, events: readonly EngineEvent[]): Promise<void> {
    const observed = new Map([
      [keyOf({ source: 'events' }), { state: 'found', value: { events, complete: true } } as const],
    ]);
    const known = recordOf(this.store.progress, exercise.id).seen;
    const { judge } = await import('../../core/course/run');
    const { conditions } = judge(exercise, observed, new Set(known));
    const seen = conditions
      .filter((one) => one.condition.when === 'once' && one.verdict === 'pass')
      .map((one) => one.condition.id);
    if (seen.some((id) => !known.includes(id))) await this.store.update((it) => seenOnce(it, exercise.id, seen));
  }

  dispose(): void {
    for (const controller of this.#open.values()) controller.abort();
    this.#open.clear();
  }
}
