import type { EngineEvent } from '../../core/course/check';
import type { DockerClient } from './client';
import { until } from './deadline';
import { openEvents } from './events';

type Heard = (event: EngineEvent) => void;

type Going = {
  readonly listeners: Set<Heard>;
  readonly end: () => void;
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
};

/** Who listens to events. */
export type Listening = {
  /** Resolves when the engine listens: what happens from now on is heard. */
  readonly opened: Promise<void>;
  /** Resolves when the engine ends the stream, rejects when it breaks or the listener's signal aborts. */
  readonly ended: Promise<void>;
  readonly dispose: () => void;
};

/** One stream of events for all who listen, open only while somebody does. */
export class EventHub {
  readonly #client: DockerClient;
  #going: Going | undefined;

  constructor(client: DockerClient) {
    this.#client = client;
  }

  /** Listens until it is disposed or the signal aborts. */
  listen(heard: Heard, signal: AbortSignal): Listening {
    const going = (this.#going ??= this.#open());
    going.listeners.add(heard);
    const leave = () => {
      signal.removeEventListener('abort', leave);
      going.listeners.delete(heard);
      if (going.listeners.size > 0) return;
      going.end();
      if (this.#going === going) this.#going = undefined;
    };
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    const ended = until(going.ended, signal);
    ended.catch(() => undefined);
    return { opened: until(going.opened, signal), ended, dispose: leave };
  }

  /** Lets all who listen look anew at what an engine does not tell: an image that was built without a name. */
  nudge(type: string): void {
    const event = { Type: type, Action: 'nudge', Actor: { ID: '', Attributes: {} }, timeNano: 0 };
    for (const heard of this.#going?.listeners ?? []) heard(event);
  }

  #open(): Going {
    const listeners = new Set<Heard>();
    const controller = new AbortController();
    const stream = openEvents(this.#client, controller.signal);
    const ended = (async () => {
      for await (const event of await stream) for (const heard of listeners) heard(event);
    })();
    const going: Going = {
      listeners,
      end: () => controller.abort(),
      opened: stream.then(() => undefined),
      ended,
    };
    const over = () => {
      if (this.#going === going) this.#going = undefined;
    };
    ended.then(over, over);
    going.opened.catch(() => undefined);
    return going;
  }
}

/** Waits until the signal aborts, and throws its reason: for a listing that never changes. */
export function forever(signal: AbortSignal): Promise<never> {
  return until(new Promise<never>(() => undefined), signal);
}
