import { command, atLeast, type Call } from '../command';
import { labelsShown } from '../containers/list';
import { pairsOf } from '../containers/pairs';
import { each } from '../containers/lifecycle';
import { Failure } from '../failure';
import { filterQuery } from '../text/filters';
import { listAt, numberAt, plainText, textAt, textsAt, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { confirmed, pruneQuery, reclaimed } from './prune';

const listing: Listing<Json> = {
  type: 'formatter.volumeContext',
  usual: '{{.Driver}}\t{{.Name}}',
  fields: {
    Name: { heading: 'VOLUME NAME', of: (item) => textAt(item, 'Name') },
    Driver: { heading: 'DRIVER', of: (item) => textAt(item, 'Driver') },
    Scope: { heading: 'SCOPE', of: (item) => textAt(item, 'Scope') },
    Mountpoint: { heading: 'MOUNTPOINT', of: (item) => textAt(item, 'Mountpoint') },
    Labels: { heading: 'LABELS', of: (item) => labelsShown(item, 'Labels') },
    Label: { heading: 'LABEL', of: (item, key) => textAt(item, 'Labels', plainText(key)) },
    Links: { heading: 'LINKS', of: () => 'N/A' },
    Size: { heading: 'SIZE', of: () => 'N/A' },
    Group: { heading: 'GROUP', of: () => 'N/A' },
    Status: { heading: 'STATUS', of: () => 'N/A' },
    Availability: { heading: 'AVAILABILITY', of: () => 'N/A' },
  },
};

async function list(call: Call): Promise<number> {
  const { options } = call;
  const found = await call.client.json('GET', '/volumes', { query: { filters: filterQuery(call) } });
  const volumes = Array.from(listAt(found, 'Volumes'));
  volumes.sort((one, two) => textAt(one, 'Name').localeCompare(textAt(two, 'Name'), 'en', { numeric: true }));
  const format = options.text('format');
  printList(call, listing, volumes, options.is('quiet') && format === '' ? '{{.Name}}' : format);
  return 0;
}

async function create(call: Call): Promise<number> {
  const { options } = call;
  const [name = ''] = call.args;
  if (name && options.has('name'))
    throw new Failure('conflicting options: cannot specify a volume name through both --name and as a positional arg');
  const made = await call.client.json('POST', '/volumes/create', {
    body: {
      Name: name || options.text('name'),
      Driver: options.text('driver', 'local'),
      DriverOpts: pairsOf(options.list('opt')),
      Labels: pairsOf(options.list('label')),
    },
  });
  call.print(`${textAt(made, 'Name')}\n`);
  return 0;
}

async function prune(call: Call): Promise<number> {
  const all = call.options.is('all');
  const what = all
    ? 'all local volumes not used by at least one container'
    : 'anonymous local volumes not used by at least one container';
  if (!(await confirmed(call, `WARNING! This will remove ${what}.`))) return 0;
  const filters = pruneQuery(call, all ? { all: ['true'] } : {});
  const result = await call.client.json('POST', '/volumes/prune', { query: { filters } });
  const gone = textsAt(result, 'VolumesDeleted');
  if (gone.length) call.print(`Deleted Volumes:\n${gone.map((name) => `${name}\n`).join('')}\n`);
  call.print(reclaimed(numberAt(result, 'SpaceReclaimed')));
  return 0;
}

/** `docker volume …`. */
export const volumeCommands = [
  command({
    names: 'volume ls, volume list',
    usage: '[OPTIONS]',
    short: 'List volumes',
    flags: `
      -f, --filter filter | Provide filter values (e.g. "dangling=true")
      --format string | Format output using a custom template
      -q, --quiet | Only display volume names
    `,
    run: list,
  }),
  command({
    names: 'volume create',
    usage: '[OPTIONS] [VOLUME]',
    short: 'Create a volume',
    flags: `
      -d, --driver string | Specify volume driver name
      --label list | Set metadata for a volume
      ~--name string | ~
      -o, --opt map | Set driver specific options
    `,
    args: [0, 1],
    run: create,
  }),
  command({
    names: 'volume rm, volume remove',
    usage: '[OPTIONS] VOLUME [VOLUME...]',
    short: 'Remove one or more volumes',
    flags: '-f, --force | Force the removal of one or more volumes',
    args: atLeast(1),
    run: (call) =>
      each(call, call.args, async (name) => {
        await call.client.text('DELETE', `/volumes/${encodeURIComponent(name)}`, {
          query: { force: call.options.is('force') },
        });
        return `${name}\n`;
      }),
  }),
  command({
    names: 'volume prune',
    usage: '[OPTIONS]',
    short: 'Remove unused local volumes',
    flags: `
      -a, --all | Remove all unused volumes, not just anonymous ones
      --filter filter | Provide filter values (e.g. "label=<label>")
      -f, --force | Do not prompt for confirmation
    `,
    run: prune,
  }),
];
