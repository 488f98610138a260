import type { Call } from '../../http/call';
import { Gone } from '../../kernel/process';
import { isTrue } from './attach';
import type { Container } from './record';
import type { Run } from './run';
import type { ContainerStore } from './store';
import { nanoseconds, shortTime, zeroTime } from './times';

/** How often a stream of figures is told, in milliseconds. */
const pace = 1000;

/** Serves `GET /containers/{id}/stats`, once or as a stream, in the shape of control groups of version 2. */
export async function serveStats(store: ContainerStore, call: Call): Promise<void> {
  const container = store.require(call.params['id'] ?? '');
  const stream = !call.query.has('stream') || isTrue(call.query.get('stream'));
  const { clock } = store.parts;
  if (!stream) {
    call.reply(200, await figuresOnce(store, container, call));
    return;
  }
  const body = call.stream('application/json');
  try {
    let before: Sample | undefined;
    while (store.find(container.id) === container && !store.closed) {
      const next = container.run ? sample(store, container) : undefined;
      const value = next
        ? figures(store, container, before)
        : { ...nothing(), name: `/${container.name}`, id: container.id };
      await body.write(`${JSON.stringify(value)}\n`);
      before = next;
      await clock.sleep(pace, call.gone);
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  body.end();
}

async function figuresOnce(store: ContainerStore, container: Container, call: Call): Promise<object> {
  if (!container.run) return { ...nothing(), name: `/${container.name}`, id: container.id };
  if (isTrue(call.query.get('one-shot'))) return figures(store, container, undefined);
  const before = sample(store, container);
  await store.parts.clock.sleep(pace, call.gone).catch(() => undefined);
  return figures(store, container, before);
}

type Sample = {
  readonly read: string;
  readonly cpu: object;
};

/** A simulated process costs a thousandth of a processor, each of them, so that the figures move. */
function sample(store: ContainerStore, { run, id }: Container): Sample {
  const now = nanoseconds(store.parts.clock);
  const lasted = store.parts.clock.now() - (run?.started ?? store.parts.clock.now());
  const usage = Math.round(lasted * 1000 * rows(run, id)) + 20_000_000;
  return {
    read: shortTime(now),
    cpu: {
      cpu_usage: {
        total_usage: usage,
        usage_in_kernelmode: Math.round(usage / 4),
        usage_in_usermode: usage - Math.round(usage / 4),
      },
      system_cpu_usage: Math.round(store.parts.clock.now() * 1000) * 10 * store.host.cpus,
      online_cpus: store.host.cpus,
      throttling_data: idleThrottling,
    },
  };
}

const rows = (run: Run | undefined, id: string): number =>
  (run?.machine.list() ?? []).filter((row) => row.containerId === id).length;
const idleThrottling = { periods: 0, throttled_periods: 0, throttled_time: 0 };
const noCpu = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
  throttling_data: idleThrottling,
};

const blockNames = 'io_service_bytes io_serviced io_queue io_service_time io_wait_time io_merged io_time sectors'.split(
  ' ',
);
const blocks = Object.fromEntries(blockNames.map((name) => [`${name}_recursive`, null]));

const nothing = (): object => ({
  read: zeroTime,
  preread: zeroTime,
  pids_stats: {},
  blkio_stats: blocks,
  num_procs: 0,
  storage_stats: {},
  cpu_stats: noCpu,
  precpu_stats: noCpu,
  memory_stats: {},
});

function figures(store: ContainerStore, container: Container, before: Sample | undefined): object {
  const { id, name, run, host } = container;
  const now = sample(store, container);
  const used = run?.machine.memoryUsed(id) ?? 0;
  const pids = rows(run, id);
  const most = host.PidsLimit ?? 0;
  return {
    read: now.read,
    preread: before?.read ?? zeroTime,
    pids_stats: { current: pids, ...(most > 0 && { limit: most }) },
    blkio_stats: blocks,
    num_procs: 0,
    storage_stats: {},
    cpu_stats: now.cpu,
    precpu_stats: before?.cpu ?? noCpu,
    memory_stats: memoryOf(used, host.Memory || store.host.memory),
    ...(before && { name: `/${name}`, id }),
    networks: networksOf(run),
  };
}

const memoryOf = (used: number, limit: number): object => ({
  usage: used,
  stats: { anon: used, file: 0, inactive_anon: used, inactive_file: 0, active_anon: 0, active_file: 0 },
  limit,
});

function networksOf(run: Run | undefined): object {
  const zero = {
    rx_bytes: 0,
    rx_packets: 0,
    rx_errors: 0,
    rx_dropped: 0,
    tx_bytes: 0,
    tx_packets: 0,
    tx_errors: 0,
    tx_dropped: 0,
  };
  const names = (run?.network.interfaces() ?? []).map(({ name }) => name).filter((name) => name !== 'lo');
  return Object.fromEntries(names.map((name) => [name, zero]));
}
