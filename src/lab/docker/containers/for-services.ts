import type { ContainerLog } from './container-log';
import { createContainer } from './create';
import { killForRemoval, startContainer, stopContainer } from './lifecycle';
import { healthTest } from './record';
import { removeContainer } from './remove';
import { inTurn, type ContainerStore } from './store';

/** A container as the agent of a swarm sees it. */
export type TaskContainer = {
  readonly status: string;
  readonly pid: number;
  readonly exitCode: number;
  readonly error: string;
  /** `none` when it has no health check. */
  readonly health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  readonly terminal: boolean;
  readonly log: ContainerLog;
};

/** What the agent of a swarm does with containers; all by whole id, and all throw ApiError with the engine's sentences. */
export type TaskContainers = {
  /** Resolves to the id; `body` is that of `POST /containers/create`. */
  readonly create: (name: string, body: unknown) => Promise<string>;
  readonly start: (id: string) => Promise<void>;
  /** Does nothing when it does not run or is gone. */
  readonly stop: (id: string, seconds: number) => Promise<void>;
  /** Removes it by force, with its anonymous volumes. */
  readonly remove: (id: string) => Promise<void>;
  readonly look: (id: string) => TaskContainer | undefined;
};

/** The containers' room for the agent of a swarm. */
export function containersForServices(store: ContainerStore): TaskContainers {
  return {
    create: async (name, body) => (await createContainer(store, name, body)).Id,
    start: async (id) => {
      await startContainer(store, store.require(id));
    },
    stop: async (id, seconds) => {
      const container = store.find(id);
      if (container) await stopContainer(store, container, { seconds });
    },
    remove: async (id) => {
      const container = store.find(id);
      if (!container) return;
      await killForRemoval(store, container);
      await inTurn(container, () => removeContainer(store, container, { volumes: true }));
    },
    look: (id) => {
      const container = store.find(id);
      if (!container) return undefined;
      const { state, config, log } = container;
      const checked = healthTest(config.Healthcheck) !== undefined;
      return {
        status: state.status,
        pid: state.pid,
        exitCode: state.exitCode,
        error: state.error,
        health: checked ? (state.health?.status ?? 'starting') : 'none',
        terminal: config.Tty,
        log,
      };
    },
  };
}
