import { command, type Call } from '../command';
import { Failure, sentenceOf } from '../failure';
import { template } from '../template/run';
import { filterQuery } from '../text/filters';
import { listAt, mapAt, numberAt, objectAt, plainText, textAt, textsAt, isList, type Json } from '../text/json';
import { printList, type Field, type Listing } from '../text/listing';
import { ago, localTime } from '../text/times';
import { decimalSize, shortened, shortId } from '../text/units';
import { portsShown } from './ports-shown';

/** Labels as a listing shows them, in the order of their names. */
export function labelsShown(of: Json, ...path: readonly string[]): string {
  const pairs = Array.from(mapAt(of, ...path), ([key, value]) => `${key}=${value}`);
  pairs.sort();
  return pairs.join(',');
}

/** The name without its stroke; names by way of links are others'. */
export const nameOf = (container: Json): string =>
  textsAt(container, 'Names')
    .map((name) => name.replace(/^\//, ''))
    .filter((name) => !name.includes('/'))
    .join(',');

function mountNames(container: Json, whole: boolean): string {
  const names = listAt(container, 'Mounts').map((mount) => textAt(mount, 'Name') || textAt(mount, 'Source'));
  return names.map((name) => (whole ? name : shortened(name, 15))).join(',');
}

function sizeOf(container: Json): string {
  const own = decimalSize(numberAt(container, 'SizeRw'));
  const all = numberAt(container, 'SizeRootFs');
  return all > 0 ? `${own} (virtual ${decimalSize(all)})` : own;
}

function imageOf(container: Json, whole: boolean): string {
  const image = textAt(container, 'Image');
  if (image === '') return '<no image>';
  if (whole || !image.startsWith('sha256:')) return image.replace(/@sha256:.*/, whole ? '$&' : '');
  return shortId(image);
}

/** What `docker ps` lists. */
export function containerListing(whole: boolean, now: number, size: boolean): Listing<Json> {
  const field = (heading: string, of: (item: Json) => Json): Field<Json> => ({ heading, of });
  const fields: Record<string, Field<Json>> = {
    ID: field('CONTAINER ID', (item) => (whole ? textAt(item, 'Id') : shortId(textAt(item, 'Id')))),
    Image: field('IMAGE', (item) => imageOf(item, whole)),
    Command: field('COMMAND', (item) => {
      const text = textAt(item, 'Command');
      return JSON.stringify(whole ? text : shortened(text, 20));
    }),
    CreatedAt: field('CREATED AT', (item) => localTime(numberAt(item, 'Created') * 1000)),
    RunningFor: field('CREATED', (item) => ago(numberAt(item, 'Created') * 1000, now)),
    Status: field('STATUS', (item) => textAt(item, 'Status')),
    State: field('STATE', (item) => textAt(item, 'State')),
    Ports: field('PORTS', (item) => portsShown(listAt(item, 'Ports'))),
    Names: field('NAMES', nameOf),
    Labels: field('LABELS', (item) => labelsShown(item, 'Labels')),
    Label: { heading: 'LABEL', of: (item, key) => mapAt(item, 'Labels').get(plainText(key)) ?? '' },
    Mounts: field('MOUNTS', (item) => mountNames(item, whole)),
    LocalVolumes: field('LOCAL VOLUMES', (item) =>
      String(listAt(item, 'Mounts').filter((mount) => textAt(mount, 'Driver') === 'local').length),
    ),
    Networks: field('NETWORKS', (item) => Object.keys(objectAt(item, 'NetworkSettings', 'Networks')).join(',')),
    Platform: field('PLATFORM', () => null),
    Size: field('SIZE', sizeOf),
  };
  const usual = '{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';
  return { type: 'formatter.ContainerContext', fields, usual: size ? `${usual}\t{{.Size}}` : usual };
}

async function list(call: Call): Promise<number> {
  const { options } = call;
  const last = options.is('latest') ? 1 : options.number('last');
  const format = options.text('format');
  const size = options.is('size');
  const found = await call.client.json('GET', '/containers/json', {
    query: {
      all: options.is('all') || last !== undefined,
      limit: last !== undefined && last > 0 ? last : undefined,
      size: size || /\.Size\b|\bjson \.(?!\w)/.test(format),
      filters: filterQuery(call),
    },
  });
  try {
    template(format);
  } catch (error) {
    throw new Failure(`failed to parse template: ${sentenceOf(error)}`);
  }
  const whole = options.is('no-trunc');
  const usual = options.is('quiet') && (format === '' || format === 'table') ? '{{.ID}}' : format;
  printList(call, containerListing(whole, call.clock.now(), size), isList(found) ? found : [], usual);
  return 0;
}

/** `docker ps`. */
export const listCommands = [
  command({
    names: 'container ls, container list, container ps, ps',
    usage: '[OPTIONS]',
    short: 'List containers',
    flags: `
      -a, --all | Show all containers (default shows just running)
      -f, --filter filter | Filter output based on conditions provided
      --format string | Format output using a custom template: 'table', 'table TEMPLATE', 'json' or a Go template
      -n, --last int | Show n last created containers (includes all states)
      -l, --latest | Show the latest created container (includes all states)
      --no-trunc | Don't truncate output
      -q, --quiet | Only display container IDs
      -s, --size | Display total file sizes
    `,
    run: list,
  }),
];
