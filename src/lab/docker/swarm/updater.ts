import type { Clock } from '../../kernel/clock';
import { updateDefaults } from './defaults';
import { isFinal, rankOf, type Service, type Task, type UpdateConfig, type UpdateStatus } from './model';
import { outdatedSlots, type Orchestrator } from './orchestrator';
import type { SwarmStore } from './store';
import { isUpToDate, isWanted, slotsOf } from './tasks';

/** What brings the tasks of services to a new specification, some at a time. */
export type Updater = {
  /** The service may have changed: begins, or begins anew. */
  readonly update: (service: Service) => void;
  readonly close: () => void;
};

export type UpdaterParts = {
  readonly clock: Clock;
  readonly store: SwarmStore;
  readonly orchestrator: Orchestrator;
  /** Tells that a service has another status or, after a rollback, another specification. */
  readonly changed: (service: Service, before: UpdateStatus | undefined) => void;
  /** Goes back to the specification before. */
  readonly rollBack: (service: Service, message: string) => void;
};

type Job = {
  readonly service: Service;
  readonly config: Required<UpdateConfig>;
  readonly stop: AbortController;
  readonly total: number;
  readonly made: Set<string>;
  readonly failed: Set<string>;
};

/** The updater of all services. */
export function createUpdater(parts: UpdaterParts): Updater {
  const { clock, store } = parts;
  const jobs = new Map<string, Job>();

  const setStatus = (service: Service, status: UpdateStatus): void => {
    const before = service.status;
    service.status = status;
    parts.changed(service, before);
  };
  const finish = (service: Service): void => {
    const rolling = service.status?.State === 'rollback_started';
    setStatus(service, {
      ...service.status,
      State: rolling ? 'rollback_completed' : 'completed',
      CompletedAt: store.now(),
      Message: rolling ? 'rollback completed' : 'update completed',
    });
  };
  const stopped = (job: Job): boolean => job.stop.signal.aborted;
  const watch = (task: Task): void => {
    const job = jobs.get(task.serviceId);
    if (!job?.made.has(task.id) || !isFinal(task.state) || job.config.FailureAction === 'continue') return;
    // A task that somebody has shut down on purpose is no failure.
    if (task.state === 'shutdown' || job.failed.has(task.id)) return;
    job.failed.add(task.id);
    if (job.failed.size / job.total <= job.config.MaxFailureRatio) return;
    failed(job, task);
  };
  const failed = (job: Job, task: Task): void => {
    const { service } = job;
    const why = `due to failure or early termination of task ${task.id}`;
    job.stop.abort();
    jobs.delete(service.id);
    const rolling = service.status?.State === 'rollback_started';
    // A rollback is never rolled back.
    if (job.config.FailureAction === 'rollback' && !rolling && service.previous) {
      parts.rollBack(service, `update rolled back ${why}`);
      return;
    }
    setStatus(service, {
      ...service.status,
      State: rolling ? 'rollback_paused' : 'paused',
      Message: `${rolling ? 'rollback' : 'update'} paused ${why}`,
    });
  };
  /** Resolves when the task runs or has ended. */
  const runs = (task: Task, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!signal.aborted && rankOf(task.state) < rankOf('running') && store.tasks.has(task.id)) return;
        store.watchers.delete(look);
        signal.removeEventListener('abort', look);
        resolve();
      };
      store.watchers.add(look);
      signal.addEventListener('abort', look);
      look();
    });
  const updateSlot = async (job: Job, slot: number): Promise<void> => {
    const { service, config, stop } = job;
    const tasks = (slotsOf(store, service.id).get(slot) ?? []).filter(isWanted);
    const startFirst = config.Order === 'start-first';
    const fresh = tasks.find((task) => isUpToDate(service, task));
    const old = tasks.filter((task) => task !== fresh);
    const task = fresh ?? parts.orchestrator.replace(service, old, slot, { startFirst });
    job.made.add(task.id);
    await runs(task, stop.signal);
    if (startFirst && !stopped(job) && task.state === 'running') parts.orchestrator.retire(old);
    if (config.Delay > 0) await clock.sleep(config.Delay / 1e6, stop.signal);
  };
  const run = async (job: Job, slots: readonly number[]): Promise<void> => {
    const queue = [...slots];
    const worker = async (): Promise<void> => {
      for (let slot = queue.shift(); slot !== undefined && !stopped(job); slot = queue.shift()) {
        await updateSlot(job, slot);
      }
    };
    const count = job.config.Parallelism === 0 ? slots.length : job.config.Parallelism;
    await Promise.all(Array.from({ length: Math.min(count, slots.length) }, worker));
    if (stopped(job)) return;
    if (job.config.FailureAction !== 'continue') await clock.sleep(job.config.Monitor / 1e6, job.stop.signal);
    jobs.delete(job.service.id);
    finish(job.service);
  };
  store.watchers.add(watch);
  return {
    update: (service) => {
      jobs.get(service.id)?.stop.abort();
      jobs.delete(service.id);
      const slots = outdatedSlots(store, service);
      const state = service.status?.State;
      if (slots.length === 0) {
        if (state === 'updating' || state === 'rollback_started') finish(service);
        return;
      }
      if (state === 'paused' || state === 'rollback_paused') return;
      const given = state === 'rollback_started' ? service.spec.RollbackConfig : service.spec.UpdateConfig;
      const job: Job = {
        service,
        config: { ...updateDefaults, ...given },
        stop: new AbortController(),
        total: slots.length,
        made: new Set(),
        failed: new Set(),
      };
      jobs.set(service.id, job);
      if (!service.status) {
        setStatus(service, { State: 'updating', StartedAt: store.now(), Message: 'update in progress' });
      }
      void run(job, slots).catch(() => undefined);
    },
    close: () => {
      store.watchers.delete(watch);
      for (const { stop } of jobs.values()) stop.abort();
      jobs.clear();
    },
  };
}
