import { command, atLeast, exactly, type Call } from '../command';
import { copy, unframe } from '../client/frames';
import { confirmed, pruneQuery, reclaimed } from '../engine/prune';
import { Failure } from '../failure';
import { isList, listAt, numberAt, objectAt, textAt, textsAt, truthAt, isObject, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { pointInTime } from '../text/times';
import { columns } from '../text/table';
import { pathOf } from './lifecycle';

async function logs(call: Call): Promise<number> {
  const { options, client } = call;
  const [name = ''] = call.args;
  const detail = await client.json('GET', `${pathOf(name)}/json`);
  const now = call.clock.now();
  const answer = await client.stream('GET', `/containers/${textAt(detail, 'Id')}/logs`, {
    query: {
      stdout: true,
      stderr: true,
      follow: options.is('follow'),
      timestamps: options.is('timestamps'),
      details: options.is('details'),
      tail: options.text('tail', 'all'),
      since: pointInTime(options.text('since'), now),
      until: pointInTime(options.text('until'), now),
    },
  });
  await (truthAt(detail, 'Config', 'Tty') ? copy(answer, call.stdout) : unframe(answer, call));
  return 0;
}

async function top(call: Call): Promise<number> {
  const [name = '', ...rest] = call.args;
  const found = await call.client.json('GET', `${pathOf(name)}/top`, { query: { ps_args: rest.join(' ') } });
  const rows = [
    textsAt(found, 'Titles'),
    ...listAt(found, 'Processes').map((row) => (isList(row) ? row.map(String) : [])),
  ];
  call.print(
    columns(
      rows.map((row) => row.join('\t')),
      20,
      3,
    ),
  );
  return 0;
}

const kinds = ['C', 'A', 'D'];

async function diff(call: Call): Promise<number> {
  const [name = ''] = call.args;
  if (name === '') throw new Failure('Container name cannot be empty');
  const found = await call.client.json('GET', `${pathOf(name)}/changes`);
  const listing: Listing<Json> = {
    type: 'formatter.DiffContext',
    usual: '{{.Type}}\t{{.Path}}',
    fields: {
      Type: { heading: 'CHANGE TYPE', of: (item) => kinds[numberAt(item, 'Kind')] ?? '' },
      Path: { heading: 'PATH', of: (item) => textAt(item, 'Path') },
    },
  };
  printList(call, listing, isList(found) ? found : [], call.options.text('format') || '{{.Type}} {{.Path}}');
  return 0;
}

const address = (binding: Json): string => {
  const ip = textAt(binding, 'HostIp');
  return `${ip.includes(':') ? `[${ip}]` : ip}:${textAt(binding, 'HostPort')}`;
};

async function port(call: Call): Promise<number> {
  const [name = '', asked] = call.args;
  const detail = await call.client.json('GET', `${pathOf(name)}/json`);
  const ports = objectAt(detail, 'NetworkSettings', 'Ports');
  if (asked !== undefined) {
    const [number = '', protocol = 'tcp'] = asked.split('/');
    if (!/^\d+$/.test(number)) throw new Failure(`Error: invalid port (${number})`);
    const bound = ports[`${number}/${protocol}`];
    if (!isList(bound) || !bound.length) throw new Failure(`Error: No public port '${asked}' published for ${name}`);
    call.print(bound.map((binding) => `${address(binding)}\n`).join(''));
    return 0;
  }
  const lines = Object.entries(ports).flatMap(([key, bound]) =>
    isList(bound) ? bound.map((binding) => [Number.parseInt(key, 10), `${key} -> ${address(binding)}\n`] as const) : [],
  );
  lines.sort(([one, left], [two, right]) => one - two || (left < right ? -1 : 1));
  call.print(lines.map(([, line]) => line).join(''));
  return 0;
}

async function prune(call: Call): Promise<number> {
  if (!(await confirmed(call, 'WARNING! This will remove all stopped containers.'))) return 0;
  const result = await call.client.json('POST', '/containers/prune', { query: { filters: pruneQuery(call) } });
  const gone = textsAt(result, 'ContainersDeleted');
  if (gone.length) call.print(`Deleted Containers:\n${gone.map((id) => `${id}\n`).join('')}\n`);
  call.print(reclaimed(isObject(result) ? numberAt(result, 'SpaceReclaimed') : 0));
  return 0;
}

/** What shows what goes on in containers. */
export const showCommands = [
  command({
    names: 'container logs, logs',
    usage: '[OPTIONS] CONTAINER',
    short: 'Fetch the logs of a container',
    flags: `
      --details | Show extra details provided to logs
      -f, --follow | Follow log output
      --since string | Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m")
      -n, --tail string | Number of lines to show from the end of the logs
      -t, --timestamps | Show timestamps
      --until string | Show logs before a timestamp or relative
    `,
    args: exactly(1),
    run: logs,
  }),
  command({
    names: 'container top, top',
    usage: 'CONTAINER [ps OPTIONS]',
    short: 'Display the running processes of a container',
    args: atLeast(1),
    mixed: false,
    run: top,
  }),
  command({
    names: 'container diff, diff',
    usage: 'CONTAINER',
    short: "Inspect changes to files or directories on a container's filesystem",
    flags: '~--format string | ~',
    args: exactly(1),
    run: diff,
  }),
  command({
    names: 'container port, port',
    usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
    short: 'List port mappings or a specific mapping for the container',
    args: [1, 2],
    run: port,
  }),
  command({
    names: 'container prune',
    usage: '[OPTIONS]',
    short: 'Remove all stopped containers',
    flags: `
      --filter filter | Provide filter values (e.g. "until=<timestamp>")
      -f, --force | Do not prompt for confirmation
    `,
    run: prune,
  }),
];
