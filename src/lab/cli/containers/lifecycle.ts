import { command, atLeast, exactly, type Call } from '../command';
import type { Query } from '../client/client';
import { EngineError, Failure, sentenceOf } from '../failure';
import { numberAt, textsAt, type Json } from '../text/json';
import type { Options } from '../options';
import { restartPolicy } from './spec';

/** Does something to each name, in parallel but told in order; complains of those that fail, and then ends with 1. */
export async function each(
  call: Call,
  names: readonly string[],
  act: (name: string) => Promise<string>,
): Promise<number> {
  const results = await Promise.allSettled(names.map(act));
  let failed = false;
  for (const result of results) {
    if (result.status === 'fulfilled') call.print(result.value);
    else {
      if (!(result.reason instanceof EngineError)) throw result.reason;
      failed = true;
      call.complain(sentenceOf(result.reason));
    }
  }
  return failed ? 1 : 0;
}

/** The path of a container by name or id. */
export const pathOf = (name: string): string => `/containers/${encodeURIComponent(name)}`;

function simple(verb: string, query: (call: Call) => Query): (call: Call) => Promise<number> {
  return (call) =>
    each(call, call.args, async (name) => {
      await call.client.text('POST', `${pathOf(name)}/${verb}`, { query: query(call) });
      return `${name}\n`;
    });
}

const stopping = (call: Call): Query => ({
  t: call.options.has('timeout') ? call.options.text('timeout') : undefined,
  signal: call.options.text('signal'),
});

async function remove(call: Call): Promise<number> {
  const { options } = call;
  const query = { v: options.is('volumes'), link: options.is('link'), force: options.is('force') };
  let failed = false;
  const results = await Promise.allSettled(
    call.args.map(async (given) => {
      const name = given.replace(/^\/+|\/+$/g, '');
      if (name === '') throw new EngineError('container name cannot be empty', 400);
      await call.client.text('DELETE', pathOf(name), { query });
      return given;
    }),
  );
  for (const result of results) {
    if (result.status === 'fulfilled') call.print(`${result.value}\n`);
    else if (!(options.is('force') && result.reason instanceof EngineError && result.reason.code === 404)) {
      failed = true;
      call.complain(sentenceOf(result.reason));
    } else call.complain(sentenceOf(result.reason));
  }
  return failed ? 1 : 0;
}

async function rename(call: Call): Promise<number> {
  const [from = '', to = ''] = call.args.map((name) => name.trim());
  if (from === '' || to === '') throw new Failure('Error: Neither old nor new names may be empty');
  try {
    await call.client.text('POST', `${pathOf(from)}/rename`, { query: { name: to } });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    call.complain(error.message);
    throw new Failure(`Error: failed to rename container named ${from}`);
  }
  return 0;
}

/** The options of `update` and the fields that they change. */
const updates: Readonly<Record<string, readonly [key: string, of: (options: Options, name: string) => Json]>> = {
  memory: ['Memory', (options, name) => options.bytes(name) ?? 0],
  'memory-swap': ['MemorySwap', (options, name) => options.bytes(name) ?? 0],
  'memory-reservation': ['MemoryReservation', (options, name) => options.bytes(name) ?? 0],
  'cpu-shares': ['CpuShares', (options, name) => options.number(name) ?? 0],
  'cpu-period': ['CpuPeriod', (options, name) => options.number(name) ?? 0],
  'cpu-quota': ['CpuQuota', (options, name) => options.number(name) ?? 0],
  'pids-limit': ['PidsLimit', (options, name) => options.number(name) ?? 0],
  'blkio-weight': ['BlkioWeight', (options, name) => options.number(name) ?? 0],
  cpus: ['NanoCpus', (options, name) => Math.round((options.number(name) ?? 0) * 1e9)],
  'cpuset-cpus': ['CpusetCpus', (options, name) => options.text(name)],
  'cpuset-mems': ['CpusetMems', (options, name) => options.text(name)],
  restart: ['RestartPolicy', (options, name) => restartPolicy(options.text(name))],
};

function changes({ options }: Call): Json {
  const given = Object.entries(updates).filter(([flag]) => options.has(flag));
  if (!given.length) throw new Failure('you must provide one or more flags when using this command');
  return Object.fromEntries(given.map(([flag, [key, of]]) => [key, of(options, flag)]));
}

async function update(call: Call): Promise<number> {
  const body = changes(call);
  const warnings: string[] = [];
  const status = await each(call, call.args, async (name) => {
    const answer = await call.client.json('POST', `${pathOf(name)}/update`, { body });
    warnings.push(...textsAt(answer, 'Warnings'));
    return `${name}\n`;
  });
  for (const warning of warnings) call.print(`${warning}\n`);
  return status;
}

const stopFlags = `
  -s, --signal string | Signal to send to the container
  -t, --timeout int | Seconds to wait before killing the container
  ~--time int = timeout
`;

const many = '[OPTIONS] CONTAINER [CONTAINER...]';

/** What changes the state of containers. */
export const lifecycleCommands = [
  command({
    names: 'container stop, stop',
    usage: many,
    short: 'Stop one or more running containers',
    flags: stopFlags,
    args: atLeast(1),
    run: simple('stop', stopping),
  }),
  command({
    names: 'container restart, restart',
    usage: many,
    short: 'Restart one or more containers',
    flags: stopFlags,
    args: atLeast(1),
    run: simple('restart', stopping),
  }),
  command({
    names: 'container kill, kill',
    usage: many,
    short: 'Kill one or more running containers',
    flags: '-s, --signal string | Signal to send to the container',
    args: atLeast(1),
    run: simple('kill', (call) => ({ signal: call.options.text('signal', 'KILL') })),
  }),
  command({
    names: 'container pause, pause',
    usage: 'CONTAINER [CONTAINER...]',
    short: 'Pause all processes within one or more containers',
    args: atLeast(1),
    run: simple('pause', () => ({})),
  }),
  command({
    names: 'container unpause, unpause',
    usage: 'CONTAINER [CONTAINER...]',
    short: 'Unpause all processes within one or more containers',
    args: atLeast(1),
    run: simple('unpause', () => ({})),
  }),
  command({
    names: 'container wait, wait',
    usage: 'CONTAINER [CONTAINER...]',
    short: 'Block until one or more containers stop, then print their exit codes',
    args: atLeast(1),
    run: (call) =>
      each(
        call,
        call.args,
        async (name) => `${numberAt(await call.client.json('POST', `${pathOf(name)}/wait`), 'StatusCode')}\n`,
      ),
  }),
  command({
    names: 'container rm, container remove, rm',
    usage: many,
    short: 'Remove one or more containers',
    flags: `
      -f, --force | Force the removal of a running container (uses SIGKILL)
      -l, --link | Remove the specified link
      -v, --volumes | Remove anonymous volumes associated with the container
    `,
    args: atLeast(1),
    run: remove,
  }),
  command({
    names: 'container rename, rename',
    usage: 'CONTAINER NEW_NAME',
    short: 'Rename a container',
    args: exactly(2),
    run: rename,
  }),
  command({
    names: 'container update, update',
    usage: many,
    short: 'Update configuration of one or more containers',
    flags: `
      --blkio-weight uint16 | Block IO weight, between 10 and 1000
      --cpu-period int | Limit the period of the CPU scheduler
      --cpu-quota int | Limit the quota of the CPU scheduler
      -c, --cpu-shares int | CPU shares (relative weight)
      --cpus decimal | Number of CPUs
      --cpuset-cpus string | CPUs in which to allow execution (0-3, 0,1)
      --cpuset-mems string | Memory nodes in which to allow execution (0-3, 0,1)
      -m, --memory bytes | Memory limit
      --memory-reservation bytes | Memory soft limit
      --memory-swap bytes | Swap limit equal to memory plus swap: -1 for unlimited
      --pids-limit int | Tune container pids limit (-1 for unlimited)
      --restart string | Restart policy to apply when a container exits
    `,
    args: atLeast(1),
    run: update,
  }),
];
