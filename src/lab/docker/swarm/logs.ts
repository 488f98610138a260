import { ApiError, type BodyStream, type Call, type Route } from '../../http/call';
import { Gone } from '../../kernel/process';
import { isTrue } from '../containers/attach';
import { frame } from '../containers/client';
import type { LogLine } from '../containers/container-log';
import type { TaskContainers } from '../containers/for-services';
import { fixedTime, parseStamp } from '../containers/times';
import { findOne, type Services } from './services';
import type { Task } from './model';
import type { SwarmStore } from './store';
import { containerName } from './task-body';

type Wish = {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly details: boolean;
  readonly since: bigint;
  /** Undefined is all. */
  readonly tail: number | undefined;
};

export type LogParts = {
  readonly store: SwarmStore;
  readonly services: Services;
  readonly containers: () => TaskContainers;
  readonly demand: () => void;
};

/** The logs of services and tasks: those of their containers, one after the other line by line. */
export function logRoutes(parts: LogParts): readonly Route[] {
  const { store, services, demand } = parts;
  return [
    {
      method: 'GET',
      path: '/services/{id}/logs',
      run: (call) => {
        demand();
        const service = services.find(call.params['id'] ?? '');
        return serve(
          parts,
          call,
          () => store.tasksOf(service.id),
          service.spec.TaskTemplate.ContainerSpec.TTY === true,
        );
      },
    },
    {
      method: 'GET',
      path: '/tasks/{id}/logs',
      run: (call) => {
        demand();
        const task = findOne('task', [...store.tasks.values()], call.params['id'] ?? '', containerName);
        return serve(parts, call, () => [task], task.spec.ContainerSpec.TTY === true);
      },
    },
  ];
}

function wishOf(query: URLSearchParams): Wish {
  const tail = query.get('tail') ?? '';
  const wish: Wish = {
    stdout: isTrue(query.get('stdout')),
    stderr: isTrue(query.get('stderr')),
    follow: isTrue(query.get('follow')),
    timestamps: isTrue(query.get('timestamps')),
    details: isTrue(query.get('details')),
    since: parseStamp(query.get('since')) ?? 0n,
    tail: /^\d{1,9}$/.test(tail) ? Number(tail) : undefined,
  };
  if (wish.stdout || wish.stderr) return wish;
  throw new ApiError(400, 'Bad parameters: you must choose at least one stream');
}

async function serve(parts: LogParts, call: Call, tasks: () => readonly Task[], terminal: boolean): Promise<void> {
  const wish = wishOf(call.query);
  const body = call.stream(`application/vnd.docker.${terminal ? 'raw' : 'multiplexed'}-stream`);
  try {
    await send(parts, { wish, tasks, terminal, body, gone: call.gone });
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  body.end();
}

type Sending = {
  readonly wish: Wish;
  readonly tasks: () => readonly Task[];
  readonly terminal: boolean;
  readonly body: BodyStream;
  readonly gone: AbortSignal;
};

type Row = { readonly task: Task; readonly line: LogLine };

/** Lines that are taken from one container at a time. */
const batch = 512;

async function send(parts: LogParts, sending: Sending): Promise<void> {
  const { wish, tasks, body, terminal, gone } = sending;
  const last = new Map<string, number>();
  for (;;) {
    const rows = tasks().flatMap((task) => newRows(parts, wish, task, last));
    rows.sort((a, b) => (a.line.time < b.line.time ? -1 : 1));
    for (const { task, line } of rows) {
      if (wish[line.stream]) await body.write(packed(wish, task, line, terminal));
    }
    if (rows.length > 0) continue;
    if (!wish.follow || gone.aborted) return;
    await somethingNew(parts, tasks(), gone);
  }
}

/** What a task's container has written since the last time; before the first time, the tail. */
function newRows(parts: LogParts, wish: Wish, task: Task, last: Map<string, number>): readonly Row[] {
  const log = parts.containers().look(task.containerId)?.log;
  if (!log) return [];
  const from = last.get(task.id);
  if (from === undefined && wish.tail !== undefined) {
    const all = log.after(0, Number.MAX_SAFE_INTEGER).filter(({ time }) => time >= wish.since);
    last.set(task.id, all.at(-1)?.number ?? 0);
    return (wish.tail === 0 ? [] : all.slice(-wish.tail)).map((line) => ({ task, line }));
  }
  const lines = log.after(from ?? 0, batch);
  last.set(task.id, lines.at(-1)?.number ?? from ?? 0);
  return lines.filter(({ time }) => time >= wish.since).map((line) => ({ task, line }));
}

async function somethingNew({ store, containers }: LogParts, tasks: readonly Task[], gone: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([gone, stop.signal]);
  let wake = (): void => undefined;
  const changed = new Promise<void>((resolve) => {
    wake = resolve;
  });
  store.watchers.add(wake);
  gone.addEventListener('abort', wake, { once: true });
  const logs = tasks.flatMap(({ containerId }) => containers().look(containerId)?.log ?? []);
  await Promise.race([changed, ...logs.map((log) => log.changed(signal))]);
  store.watchers.delete(wake);
  gone.removeEventListener('abort', wake);
  stop.abort();
}

/** A line with what the client tells it apart by, in the order of the engine: time, whose it is, text. */
function packed(wish: Wish, task: Task, line: LogLine, terminal: boolean): Buffer {
  const details = [
    ['node', task.nodeId],
    ['service', task.serviceId],
    ['task', task.id],
  ].map(([what, id]) => `com.docker.swarm.${what}.id=${id}`);
  const data = Buffer.concat([
    Buffer.from(wish.timestamps ? `${fixedTime(line.time)} ` : ''),
    Buffer.from(wish.details ? `${details.join(',')} ` : ''),
    line.data,
  ]);
  return terminal ? data : frame(line.stream, data);
}
