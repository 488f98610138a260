import type { Listen, Marks } from '../../core/course/desk';
import type { Platform } from '../../core/resources/source';
import { later } from '../later';
import { latePlatform } from '../platforms';
import type { Loaded } from './backend';
import type { Disk } from './endpoint';
import type { DockerObservers } from './observe';

/** Where the engine is, and what is needed to find it. */
export type DockerOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The engine's address as the learner set it, asked for at each connection; empty or none: the environment's. */
  readonly setting?: string | (() => string | Promise<string>);
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  readonly disk?: Disk;
  /** How long an answer may take, in milliseconds; 10 s if not given. */
  readonly timeout?: number;
  /** What the docker command must have set beside `env`, as in a terminal of a practice lab. */
  readonly terminal?: () => Promise<Readonly<Record<string, string | null>>>;
  /** Whether a Compose file may be run; without it none is. */
  readonly mayRun?: (file: string) => boolean | Promise<boolean>;
};

/** A Docker engine, or one that speaks its API. Nothing is contacted before something is asked of it. */
export type DockerBackend = {
  readonly platform: Platform;
  readonly observers: DockerObservers;
  readonly marks: Marks;
  /**
   * The engine's events, those first that it remembers from that moment on (of this machine's clock). Ends when the
   * engine ends the stream; throws a UserError when it breaks or cannot be had.
   */
  readonly listen: Listen;
  /** Leaves the engine of now and looks for it anew: for when a setting changed. */
  readonly reconnect: () => void;
  readonly dispose: () => void;
};

const sources = [
  'engine',
  'info',
  'containers',
  'container',
  'logs',
  'top',
  'images',
  'image',
  'history',
  'network',
  'volume',
  'service',
  'events',
] as const satisfies readonly (keyof DockerObservers)[];

/**
 * Makes the backend for the engine that the options point at, whichever it is at the time of asking. What speaks to it
 * is loaded when it is first asked for something.
 */
export function dockerBackend(options: DockerOptions): DockerBackend {
  let loading: Promise<Loaded> | undefined;
  let isOver = false;
  const load = async (): Promise<Loaded> => {
    loading ??= import('./backend').then(({ loadBackend }) => loadBackend(options));
    const backend = await loading;
    if (isOver) backend.dispose();
    return backend;
  };
  const whenLoaded = (task: (backend: Loaded) => void): void => {
    // What could not be loaded tells those who asked.
    loading?.then(task, () => undefined);
  };
  return {
    platform: latePlatform('docker', async () => await (await load()).platform()),
    observers: later(sources, async () => (await load()).observers),
    marks: {
      find: async (exercise, signal) => await (await load()).marks.find(exercise, signal),
      remove: async (objects, signal) => await (await load()).marks.remove(objects, signal),
    },
    listen: async function* (since, signal) {
      yield* (await load()).listen(since, signal);
    },
    reconnect: () => whenLoaded((backend) => backend.reconnect()),
    dispose: () => {
      isOver = true;
      whenLoaded((backend) => backend.dispose());
    },
  };
}
