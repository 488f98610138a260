import { command, type Call } from '../command';
import { objects } from '../client/messages';
import { Failure, sentenceOf } from '../failure';
import { imageListing, imageLines } from '../images/list';
import { containerListing } from '../containers/list';
import { filterQuery } from '../text/filters';
import { isObject, listAt, mapAt, numberAt, textAt, textsAt, type Json } from '../text/json';
import { printList, readTemplate, type Listing } from '../text/listing';
import { nanoTime, pointInTime } from '../text/times';
import { decimalSize } from '../text/units';
import { removedLines } from '../images/list';
import { confirmed, pruneQuery, reclaimed } from './prune';
import { at } from '../text/json';

async function events(call: Call): Promise<number> {
  const { options } = call;
  const now = call.clock.now();
  const format = options.text('format');
  const made = format === '' ? undefined : readTemplate(format === 'json' ? '{{json .}}' : format);
  const answer = await call.client.stream('GET', '/events', {
    query: {
      since: pointInTime(options.text('since'), now),
      until: pointInTime(options.text('until'), now),
      filters: filterQuery(call),
    },
  });
  for await (const event of objects(answer)) {
    try {
      call.print(`${made ? made(event) : eventLine(event)}\n`);
    } catch (error) {
      throw new Failure(sentenceOf(error));
    }
  }
  return 0;
}

function eventLine(event: Json): string {
  const nano = at(event, 'timeNano');
  // A number of JavaScript has not all digits of nanoseconds; the seconds are exact.
  const exact =
    typeof nano === 'number'
      ? BigInt(Math.trunc(nano / 1000)) * 1000n
      : BigInt(numberAt(event, 'time')) * 1_000_000_000n;
  const attributes = Array.from(mapAt(event, 'Actor', 'Attributes'), ([key, value]) => `${key}=${value}`);
  attributes.sort();
  const tail = attributes.length ? ` (${attributes.join(', ')})` : '';
  return `${nanoTime(exact)} ${textAt(event, 'Type')} ${textAt(event, 'Action')} ${textAt(event, 'Actor', 'ID')}${tail}`;
}

type Usage = {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly free: string;
};

const share = (part: number, whole: number): string => (whole > 0 ? ` (${Math.trunc((part * 100) / whole)}%)` : '');

function usages(found: Json): readonly Usage[] {
  const images = listAt(found, 'Images');
  const containers = listAt(found, 'Containers');
  const volumes = listAt(found, 'Volumes');
  const cache = listAt(found, 'BuildCache');
  const sum = (list: readonly Json[], of: (item: Json) => number): number =>
    list.reduce<number>((total, item) => total + of(item), 0);
  const layers = numberAt(found, 'LayersSize');
  const used = sum(images, (item) =>
    numberAt(item, 'Containers') > 0 && numberAt(item, 'Size') >= 0
      ? numberAt(item, 'Size') - Math.max(0, numberAt(item, 'SharedSize'))
      : 0,
  );
  const lively = ['running', 'paused', 'restarting'];
  const isLive = (item: Json): boolean => lively.includes(textAt(item, 'State'));
  const sizeOfVolume = (item: Json): number => Math.max(0, numberAt(item, 'UsageData', 'Size'));
  const isUsed = (item: Json): boolean => numberAt(item, 'UsageData', 'RefCount') > 0;
  const ended = sum(
    containers.filter((item) => !isLive(item)),
    (item) => numberAt(item, 'SizeRw'),
  );
  const all = sum(containers, (item) => numberAt(item, 'SizeRw'));
  const data = sum(volumes, sizeOfVolume);
  const spare = sum(
    volumes.filter((item) => !isUsed(item)),
    sizeOfVolume,
  );
  const cached = sum(cache, (item) => numberAt(item, 'Size'));
  const usedImages = images.filter((item) => numberAt(item, 'Containers') > 0).length;
  return [
    {
      type: 'Images',
      total: images.length,
      active: usedImages,
      size: layers,
      free: `${decimalSize(layers - used, 4)}${share(layers - used, layers)}`,
    },
    {
      type: 'Containers',
      total: containers.length,
      active: containers.filter(isLive).length,
      size: all,
      free: `${decimalSize(ended, 4)}${share(ended, all)}`,
    },
    {
      type: 'Local Volumes',
      total: volumes.length,
      active: volumes.filter(isUsed).length,
      size: data,
      free: `${decimalSize(spare, 4)}${share(spare, data)}`,
    },
    {
      type: 'Build Cache',
      total: cache.length,
      active: cache.filter((item) => at(item, 'InUse') === true).length,
      size: cached,
      free: decimalSize(
        sum(
          cache.filter((item) => at(item, 'InUse') !== true),
          (item) => numberAt(item, 'Size'),
        ),
        4,
      ),
    },
  ];
}

const usageListing: Listing<Usage> = {
  type: 'formatter.diskUsageContext',
  usual: '{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}',
  fields: {
    Type: { heading: 'TYPE', of: (item) => item.type },
    TotalCount: { heading: 'TOTAL', of: (item) => String(item.total) },
    Active: { heading: 'ACTIVE', of: (item) => String(item.active) },
    Size: { heading: 'SIZE', of: (item) => decimalSize(item.size, 4) },
    Reclaimable: { heading: 'RECLAIMABLE', of: (item) => item.free },
  },
};

const volumeUsage: Listing<Json> = {
  type: 'formatter.volumeContext',
  usual: '{{.Name}}\t{{.Links}}\t{{.Size}}',
  fields: {
    Name: { heading: 'VOLUME NAME', of: (item) => textAt(item, 'Name') },
    Links: { heading: 'LINKS', of: (item) => String(numberAt(item, 'UsageData', 'RefCount')) },
    Size: { heading: 'SIZE', of: (item) => decimalSize(Math.max(0, numberAt(item, 'UsageData', 'Size')), 4) },
  },
};

async function df(call: Call): Promise<number> {
  const found = await call.client.json('GET', '/system/df');
  const format = call.options.text('format');
  if (!call.options.is('verbose')) {
    printList(call, usageListing, usages(found), format);
    return 0;
  }
  const now = call.clock.now();
  const lines = listAt(found, 'Images').flatMap((image) => imageLines(image, false).slice(0, 1));
  call.print('Images space usage:\n\n');
  printList(
    call,
    imageListing(false, now, false),
    lines,
    'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}',
  );
  call.print('\nContainers space usage:\n\n');
  printList(
    call,
    containerListing(false, now, false),
    listAt(found, 'Containers').map((item) => (isObject(item) ? { ...item, SizeRootFs: 0 } : item)),
    'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}',
  );
  call.print('\nLocal Volumes space usage:\n\n');
  printList(call, volumeUsage, listAt(found, 'Volumes'), '');
  call.print('\nBuild cache usage: 0B\n\nCACHE ID   CACHE TYPE   SIZE      CREATED   LAST USED   USAGE     SHARED\n');
  return 0;
}

async function prune(call: Call): Promise<number> {
  const { options, client } = call;
  const all = options.is('all');
  const volumes = options.is('volumes');
  const what = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  if (!(await confirmed(call, `WARNING! This will remove:\n${what.map((line) => `  - ${line}\n`).join('')}`))) return 0;
  let freed = 0;
  const step = async (
    path: string,
    key: string,
    heading: string,
    more: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<void> => {
    const result = await client.json('POST', path, { query: { filters: pruneQuery(call, more) } });
    freed += numberAt(result, 'SpaceReclaimed');
    const lines =
      key === 'ImagesDeleted'
        ? removedLines(listAt(result, key)).replaceAll('Untagged: ', 'untagged: ').replaceAll('Deleted: ', 'deleted: ')
        : textsAt(result, key)
            .map((name) => `${name}\n`)
            .join('');
    if (lines) call.print(`Deleted ${heading}:\n${lines}\n`);
  };
  await step('/containers/prune', 'ContainersDeleted', 'Containers');
  await step('/networks/prune', 'NetworksDeleted', 'Networks');
  if (volumes) await step('/volumes/prune', 'VolumesDeleted', 'Volumes');
  await step('/images/prune', 'ImagesDeleted', 'Images', { dangling: [String(!all)] });
  await step('/build/prune', 'CachesDeleted', 'build cache objects');
  call.print(reclaimed(freed));
  return 0;
}

/** `docker events` and `docker system …`. */
export const systemCommands = [
  command({
    names: 'system events, events',
    usage: '[OPTIONS]',
    short: 'Get real time events from the server',
    flags: `
      -f, --filter filter | Filter output based on conditions provided
      --format string | Format output using a custom template
      --since string | Show all events created since timestamp
      --until string | Stream events until this timestamp
    `,
    run: events,
  }),
  command({
    names: 'system df',
    usage: '[OPTIONS]',
    short: 'Show docker disk usage',
    flags: `
      --format string | Format output using a custom template
      -v, --verbose | Show detailed information on space usage
    `,
    run: df,
  }),
  command({
    names: 'system prune',
    usage: '[OPTIONS]',
    short: 'Remove unused data',
    flags: `
      -a, --all | Remove all unused images not just dangling ones
      --filter filter | Provide filter values (e.g. "label=<key>=<value>")
      -f, --force | Do not prompt for confirmation
      --volumes | Prune anonymous volumes
    `,
    run: prune,
  }),
];
