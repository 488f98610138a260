import { ApiError, type BodyStream, type Call, type Route } from '../../http/call';
import type { Clock, Timer } from '../../kernel/clock';
import type { EventActor, EventRoom, EventType } from '../model';
import { parseFilters } from '../system/filters';
import { passes } from './event-filter';
import { eventTime } from './event-time';

/** An event as the engine tells it; `nanos` is its time in nanoseconds since 1970, different for each. */
export type EventMessage = {
  readonly Type: EventType;
  readonly Action: string;
  readonly Actor: EventActor;
  readonly scope: 'local' | 'swarm';
  readonly nanos: bigint;
};

/** The room of events, its endpoint, and a way to listen inside the program. */
export type Events = EventRoom & {
  readonly routes: readonly Route[];
  /** Tells every event from now on, until the returned function is called. */
  readonly subscribe: (listener: (event: EventMessage) => void) => () => void;
  /** How many clients listen, for `docker info`. */
  readonly listeners: () => number;
  readonly restore: () => Promise<void>;
  /** Ends all streams. */
  readonly close: () => Promise<void>;
};

/** As many as the engine keeps. */
const kept = 256;

/** Events that wait for a reader who is slow; beyond that its stream is ended. */
const behind = 2048;

const million = 1_000_000n;

/** One line of the stream. Numbers of nanoseconds are larger than JavaScript's, so they are put in as text. */
export function eventLine(event: EventMessage): string {
  const { Type, Action, scope, nanos } = event;
  const attributes = Object.fromEntries(
    Object.entries(event.Actor.Attributes).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  const id = event.Actor.ID;
  const old = {
    ...(Type === 'container' || Type === 'image' ? { status: Action, id } : {}),
    ...(Type === 'container' && attributes['image'] ? { from: attributes['image'] } : {}),
  };
  const text = JSON.stringify({ ...old, Type, Action, Actor: { ID: id, Attributes: attributes }, scope });
  return `${text.slice(0, -1)},"time":${nanos / 1_000_000_000n},"timeNano":${nanos}}\n`;
}

/** The room of events: keeps the last ones in memory only, as the engine does. */
export function createEvents(clock: Clock): Events {
  const past: EventMessage[] = [];
  const listeners = new Set<(event: EventMessage) => void>();
  const streams = new Set<() => void>();
  let last = 0n;

  const emit: EventRoom['emit'] = (Type, Action, actor, scope = 'local') => {
    const now = BigInt(Math.floor(clock.now())) * million;
    // Two events never have the same time, so that a client can go on after the last one that it saw.
    last = now > last ? now : last + 1n;
    const event = { Type, Action, Actor: { ID: actor.ID, Attributes: { ...actor.Attributes } }, scope, nanos: last };
    past.push(event);
    if (past.length > kept) past.shift();
    for (const listener of [...listeners]) listener(event);
  };

  const subscribe: Events['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const stream = async (call: Call): Promise<void> => {
    const since = eventTime(call.query.get('since'), clock.now());
    const until = eventTime(call.query.get('until'), clock.now());
    if (since !== undefined && until !== undefined && since > until) {
      const given = ['since', 'until'].map((name) => call.query.get(name) ?? '');
      throw new ApiError(400, `\`since\` time (${given[0]}) cannot be after \`until\` time (${given[1]})`);
    }
    const filters = parseFilters(call.query.get('filters'));
    const within = (event: EventMessage) =>
      (since === undefined || event.nanos >= since) && (until === undefined || event.nanos <= until);
    const replay = since === undefined && until === undefined ? [] : past.filter(within);
    const out = call.stream('application/json');
    await follow(out, {
      clock,
      first: replay.filter((event) => passes(event, filters)),
      until,
      gone: call.gone,
      streams,
      subscribe: (listener) =>
        subscribe((event) => {
          if (passes(event, filters)) listener(event);
        }),
    });
  };

  return {
    emit,
    subscribe,
    listeners: () => streams.size,
    routes: [{ method: 'GET', path: '/events', run: stream }],
    restore: () => Promise.resolve(),
    close: () => {
      for (const end of [...streams]) end();
      return Promise.resolve();
    },
  };
}

type Following = {
  readonly clock: Clock;
  readonly first: readonly EventMessage[];
  readonly until: bigint | undefined;
  readonly gone: AbortSignal;
  readonly streams: Set<() => void>;
  readonly subscribe: (listener: (event: EventMessage) => void) => () => void;
};

/** Writes events as they come until the time is over, the client has gone or has fallen too far behind. */
async function follow(out: BodyStream, parts: Following): Promise<void> {
  const waiting: EventMessage[] = [...parts.first];
  let wake = (): void => undefined;
  const state = { over: false };
  const end = (): void => {
    state.over = true;
    wake();
  };
  const unsubscribe = parts.subscribe((event) => {
    if (state.over) return;
    if (waiting.length >= behind) {
      waiting.length = 0;
      end();
    } else waiting.push(event);
    wake();
  });
  const timer = endLater(parts, end);
  parts.streams.add(end);
  parts.gone.addEventListener('abort', end, { once: true });
  try {
    for (;;) {
      const event = waiting.shift();
      if (event) await out.write(eventLine(event));
      else if (state.over || parts.gone.aborted) break;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    unsubscribe();
    timer?.cancel();
    parts.streams.delete(end);
    parts.gone.removeEventListener('abort', end);
    out.end();
  }
}

function endLater(parts: Following, end: () => void): Timer | undefined {
  if (parts.until === undefined) return undefined;
  const left = Number(parts.until / million) - parts.clock.now();
  if (left <= 0) {
    end();
    return undefined;
  }
  return parts.clock.after(left, end);
}
