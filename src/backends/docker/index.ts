import { homedir } from 'node:os';
import type { Listen, Marks } from '../../core/course/desk';
import type { Platform } from '../../core/resources/source';
import { latePlatform } from '../platforms';
import { DockerClient } from './client';
import type { Disk } from './endpoint';
import { followEvents } from './events';
import { dockerMarks } from './marks';
import { dockerObservers, type DockerObservers } from './observe';

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

/** Makes the backend for the engine that the options point at, whichever it is at the time of asking. */
export function dockerBackend(options: DockerOptions): DockerBackend {
  const {
    env,
    setting = '',
    platform = process.platform,
    home = homedir(),
    disk,
    timeout,
    mayRun = () => false,
  } = options;
  const client = new DockerClient({
    surroundings: async () => ({
      setting: typeof setting === 'string' ? setting : await setting(),
      environment: env,
      platform,
      home,
    }),
    ...(disk && { disk }),
    ...(timeout !== undefined && { timeout }),
  });
  return {
    platform: latePlatform('docker', async () => (await import('./platform')).dockerPlatform(client, { env, mayRun })),
    observers: dockerObservers(client),
    marks: dockerMarks(client),
    listen: (since, signal) => followEvents(client, since, signal),
    reconnect: () => {
      client.reconnect();
    },
    dispose: () => {
      client.dispose();
    },
  };
}
