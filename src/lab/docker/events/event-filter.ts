import type { EventMessage } from './room';
import { exact, labelled, prefixed, type Filters } from '../system/filters';

/** Actions that carry a detail after a colon; a filter that names one of them means all details. */
const detailed = ['exec_create', 'exec_start', 'health_status'];

const named = ['daemon', 'container', 'plugin', 'volume', 'network', 'node', 'service', 'secret', 'config'];

/** Does an event pass the filters of `GET /events`? A key that the engine does not know is not looked at, as there. */
export function passes(event: EventMessage, filters: Filters): boolean {
  const byAction = (filters.get('event') ?? []).some((action) => detailed.includes(action)) ? prefixed : exact;
  return (
    byAction(filters, 'event', event.Action) &&
    exact(filters, 'type', event.Type) &&
    exact(filters, 'scope', event.scope) &&
    named.every((key) => byName(event, key, filters)) &&
    byImage(event, filters) &&
    labelled(filters, event.Actor.Attributes)
  );
}

/** Objects are asked for by the start of their id or name, as the engine does. */
function byName(event: EventMessage, key: string, filters: Filters): boolean {
  return prefixed(filters, key, event.Actor.ID) || prefixed(filters, key, event.Actor.Attributes['name']);
}

function byImage(event: EventMessage, filters: Filters): boolean {
  const name = event.Actor.Attributes[event.Type === 'container' ? 'image' : 'name'] ?? '';
  const id = event.Actor.ID;
  return [id, name, withoutTag(id), withoutTag(name)].some((value) => exact(filters, 'image', value));
}

function withoutTag(reference: string): string {
  const at = reference.lastIndexOf(':');
  return at > reference.lastIndexOf('/') ? reference.slice(0, at) : reference;
}
