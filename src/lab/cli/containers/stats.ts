import { command, atLeast, type Call } from '../command';
import { objects } from '../client/messages';
import { isList, listAt, numberAt, objectAt, textAt, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { binarySize, decimalSize, shortId } from '../text/units';
import { pathOf } from './lifecycle';

type Shown = { readonly asked: string; readonly stats: Json };

function cpu(stats: Json): number {
  const used =
    numberAt(stats, 'cpu_stats', 'cpu_usage', 'total_usage') -
    numberAt(stats, 'precpu_stats', 'cpu_usage', 'total_usage');
  const system = numberAt(stats, 'cpu_stats', 'system_cpu_usage') - numberAt(stats, 'precpu_stats', 'system_cpu_usage');
  return used > 0 && system > 0 ? (used / system) * numberAt(stats, 'cpu_stats', 'online_cpus') * 100 : 0;
}

/** Memory without what the kernel could give back at once, as docker counts it. */
function memory(stats: Json): number {
  const used = numberAt(stats, 'memory_stats', 'usage');
  const cold = numberAt(stats, 'memory_stats', 'stats', 'inactive_file');
  return cold < used ? used - cold : used;
}

function network(stats: Json): string {
  const all = Object.values(objectAt(stats, 'networks'));
  const sum = (key: string): number => all.reduce<number>((total, each) => total + numberAt(each, key), 0);
  return `${decimalSize(sum('rx_bytes'))} / ${decimalSize(sum('tx_bytes'))}`;
}

function block(stats: Json): string {
  const list = listAt(stats, 'blkio_stats', 'io_service_bytes_recursive');
  const sum = (op: string): number =>
    list.reduce<number>(
      (total, each) => total + (textAt(each, 'op').toLowerCase() === op ? numberAt(each, 'value') : 0),
      0,
    );
  return `${decimalSize(sum('read'))} / ${decimalSize(sum('write'))}`;
}

function listing(whole: boolean): Listing<Shown> {
  const isGone = ({ stats }: Shown): boolean => textAt(stats, 'id') === '';
  const limit = (stats: Json): number => numberAt(stats, 'memory_stats', 'limit');
  return {
    type: 'container.statsContext',
    usual: '{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}',
    fields: {
      Container: { heading: 'CONTAINER', of: ({ asked }) => asked },
      ID: { heading: 'CONTAINER ID', of: ({ stats }) => (whole ? textAt(stats, 'id') : shortId(textAt(stats, 'id'))) },
      Name: { heading: 'NAME', of: ({ stats }) => textAt(stats, 'name').replace(/^\//, '') || '--' },
      CPUPerc: { heading: 'CPU %', of: (item) => (isGone(item) ? '--' : `${cpu(item.stats).toFixed(2)}%`) },
      MemUsage: {
        heading: 'MEM USAGE / LIMIT',
        of: (item) =>
          isGone(item) ? '-- / --' : `${binarySize(memory(item.stats))} / ${binarySize(limit(item.stats))}`,
      },
      MemPerc: {
        heading: 'MEM %',
        of: (item) =>
          isGone(item)
            ? '--'
            : `${(limit(item.stats) ? (memory(item.stats) / limit(item.stats)) * 100 : 0).toFixed(2)}%`,
      },
      NetIO: { heading: 'NET I/O', of: (item) => (isGone(item) ? '--' : network(item.stats)) },
      BlockIO: { heading: 'BLOCK I/O', of: (item) => (isGone(item) ? '--' : block(item.stats)) },
      PIDs: {
        heading: 'PIDS',
        of: (item) => (isGone(item) ? '--' : String(numberAt(item.stats, 'pids_stats', 'current'))),
      },
    },
  };
}

async function stats(call: Call): Promise<number> {
  const { options, client, args } = call;
  const listed = args.length ? [] : await client.json('GET', '/containers/json', { query: { all: options.is('all') } });
  const ids = isList(listed) ? listed.map((item) => textAt(item, 'Id')) : [];
  const names = args.length ? args : ids;
  const how = listing(options.is('no-trunc'));
  const format = options.text('format');
  const once = options.is('no-stream');
  const latest = new Map<string, Json>();
  const shownName = (name: string): string => (args.length ? name : shortId(name));
  const show = (): void =>
    printList(
      call,
      how,
      names.map((name) => ({ asked: shownName(name), stats: latest.get(name) ?? {} })),
      format,
    );
  if (once) {
    // One reading has a second one before it to compare with.
    await Promise.all(
      names.map(async (name) =>
        latest.set(name, await client.json('GET', `${pathOf(name)}/stats`, { query: { stream: 'false' } })),
      ),
    );
    show();
    return 0;
  }
  await Promise.all(
    names.map(async (name, place) => {
      const answer = await client.stream('GET', `${pathOf(name)}/stats`, { query: { stream: 'true' } });
      for await (const reading of objects(answer)) {
        latest.set(name, reading);
        if (place > 0) continue;
        call.print(call.terminal.stdout ? '\x1b[H\x1b[J' : '');
        show();
      }
    }),
  );
  return 0;
}

/** `docker stats`. */
export const statsCommands = [
  command({
    names: 'container stats, stats',
    usage: '[OPTIONS] [CONTAINER...]',
    short: 'Display a live stream of container(s) resource usage statistics',
    flags: `
      -a, --all | Show all containers (default shows just running)
      --format string | Format output using a custom template
      --no-stream | Disable streaming stats and only pull the first result
      --no-trunc | Do not truncate output
    `,
    args: atLeast(0),
    run: stats,
  }),
];
