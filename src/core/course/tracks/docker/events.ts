import type { Probe } from '../../check';
import type { Expectation } from '../../lesson';
import { some, type Matcher, type Shape } from '../../match';

/** The engine's events since the exercise was started. */
export const events: Probe = { source: 'events' };

/** A container's event, by the container's name, with what else its attributes should be. */
export const containerEvent = (action: string, name: string, attributes: Readonly<Record<string, Shape>> = {}) => ({
  Type: 'container',
  Action: action,
  Actor: { Attributes: { name, ...attributes } },
});

/** Expects that a container with the exercise's mark went through something. */
export const happened = (
  exercise: string,
  action: string,
  name: string,
  attributes: Readonly<Record<string, string | Matcher>> = {},
): Expectation => ({
  probe: events,
  shape: { events: some(containerEvent(action, name, { 'tutor.exercise': exercise, ...attributes })) },
});
