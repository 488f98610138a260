import type { EngineEvent, EventLog } from '../../core/course/check';
import { isObject, parse, type Raw } from './answer';
import type { DockerClient } from './client';
import { readClock } from './clock';

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

/** What the containers view wants to know of: everything but looking into a container and running things in it. */
const looks = /^(exec_|top$|attach$|detach$|resize$|archive-path$|extract-to-dir$|copy$|export$|commit$)/;

/** Calls back when it listens, and then when a container has changed, until the stream ends or the signal aborts. */
export async function watchContainers(client: DockerClient, changed: () => void, signal: AbortSignal): Promise<void> {
  const filters = { type: ['container', 'network'] };
  const chunks = await client.stream({ path: '/events', query: { filters: JSON.stringify(filters) } }, signal);
  changed();
  for await (const event of parsed(client, chunks, signal)) {
    if (!looks.test(event.Action)) changed();
  }
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

/** The lines of a stream, wherever its chunks begin and end; what is behind the last line end is a line too. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

// Seconds with a fraction: what the engine takes for `since` and `until`.
function secondsOf(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6);
}
