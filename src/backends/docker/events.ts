import type { EngineEvent, EventLog } from '../../core/course/check';
import { isObject, parse, textOf, type Raw } from './answer';
import type { DockerClient } from './client';
import { readClock } from './clock';
import { linesOf } from './lines';

// How many events the engine remembers: https://docs.docker.com/reference/cli/docker/system/events/#limiting-the-number-of-results
const remembered = 256;

/**
 * The engine's events from a moment of this machine's clock until now. No filter is sent, because the engine counts
 * what it remembers before it filters, and an image's events carry no labels.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/System/operation/SystemEvents
 */
export async function readEvents(client: DockerClient, since: number, signal: AbortSignal): Promise<EventLog> {
  const clock = await readClock(client, signal);
  const query = { since: secondsOf(Math.min(clock.toEngine(since), clock.now)), until: secondsOf(clock.now) };
  const events: EngineEvent[] = [];
  for await (const event of eventsOf(client, query, signal)) events.push(event);
  return { events, complete: events.length < remembered };
}

/**
 * The engine's events from a moment of this machine's clock on, until the signal aborts: those that it remembers, then
 * each as it happens. Ends when the engine ends the stream, throws a UserError when that breaks.
 */
export async function* followEvents(
  client: DockerClient,
  since: number,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void> {
  const clock = await readClock(client, signal);
  yield* eventsOf(client, { since: secondsOf(Math.min(clock.toEngine(since), clock.now)) }, signal);
}

/**
 * The engine's events of the kinds of the explorer, from now on; resolves when the engine listens. Ends and throws as
 * followEvents does.
 */
export async function openEvents(
  client: DockerClient,
  signal: AbortSignal,
): Promise<AsyncGenerator<EngineEvent, void>> {
  const filters = JSON.stringify({ type: ['container', 'image', 'network', 'volume'] });
  return parsed(client, await client.stream({ path: '/events', query: { filters }, isPrompt: true }, signal), signal);
}

type Query = Readonly<Record<string, string>>;

async function* eventsOf(client: DockerClient, query: Query, signal: AbortSignal): AsyncGenerator<EngineEvent, void> {
  yield* parsed(client, await client.stream({ path: '/events', query }, signal), signal);
}

async function* parsed(
  client: DockerClient,
  chunks: AsyncIterable<Buffer>,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void> {
  for await (const line of linesOf(chunks)) {
    const value = parse(line);
    if (!isObject(value)) throw await client.lost(signal);
    yield toEvent(value);
  }
}

/** Reduces an event to what checks read; older engines send more at the top, newer ones from API 1.52 on do not. */
export function toEvent(raw: Raw): EngineEvent {
  const actor = isObject(raw['Actor']) ? raw['Actor'] : {};
  const attributes = isObject(actor['Attributes']) ? actor['Attributes'] : {};
  return {
    Type: textOf(raw['Type']),
    Action: textOf(raw['Action']),
    Actor: {
      ID: textOf(actor['ID']),
      Attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, textOf(value)])),
    },
    timeNano: typeof raw['timeNano'] === 'number' ? raw['timeNano'] : 0,
  };
}

// Seconds with a fraction: what the engine takes for `since` and `until`.
function secondsOf(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6);
}
