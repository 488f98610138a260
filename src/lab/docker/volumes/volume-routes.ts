import { ApiError, type Call, type Route } from '../../http/call';
import type { EventRoom } from '../model';
import { readBody, textOf, textsOf } from '../system/body';
import {
  exact,
  filterBool,
  goBool,
  labelled,
  matching,
  notLabelled,
  onlyFilters,
  parseFilters,
  type Filters,
} from '../system/filters';
import { sizeOf } from './volume-tree';
import { anonymousLabel, type VolumesAtWork as Room } from './volumes';

/** The endpoints below `/volumes`. */
export function volumeRoutes(room: Room, events: EventRoom): readonly Route[] {
  return [
    { method: 'GET', path: '/volumes', run: (call) => call.reply(200, listed(room, call)) },
    { method: 'POST', path: '/volumes/create', run: (call) => create(room, call) },
    {
      method: 'POST',
      path: '/volumes/prune',
      run: async (call) => {
        const pruned = await prune(room, call);
        events.emit('volume', 'prune', { ID: '', Attributes: { reclaimed: String(pruned.SpaceReclaimed) } });
        call.reply(200, pruned);
      },
    },
    {
      method: 'GET',
      path: '/volumes/{name:.*}',
      run: (call) => {
        const name = call.params['name'] ?? '';
        const volume = room.find(name);
        if (!volume) throw new ApiError(404, `get ${name}: no such volume`);
        call.reply(200, room.shown(volume));
      },
    },
    {
      method: 'DELETE',
      path: '/volumes/{name:.*}',
      run: (call) => {
        // As the engine reads truth values in a query: everything but these is true.
        const force = !['', '0', 'no', 'false', 'none'].includes((call.query.get('force') ?? '').trim().toLowerCase());
        room.remove(call.params['name'] ?? '', force);
        call.reply(204);
      },
    },
  ];
}

function listed(room: Room, call: Call): object {
  const filters = parseFilters(call.query.get('filters'), 'error reading volume filters: ');
  onlyFilters(filters, ['dangling', 'name', 'driver', 'label']);
  const dangling = filterBool(filters, 'dangling');
  if (dangling === 'invalid') {
    throw new ApiError(400, `invalid filter 'dangling=[${(filters.get('dangling') ?? []).join(' ')}]'`);
  }
  const Volumes = room
    .all()
    .filter(
      (volume) =>
        (dangling === undefined || dangling === (room.usersOf(volume.name).length === 0)) &&
        matching(filters, 'name', volume.name) &&
        exact(filters, 'driver', volume.driver) &&
        labelled(filters, volume.labels),
    )
    .map(room.shown);
  return { Volumes, Warnings: null };
}

async function create(room: Room, call: Call): Promise<void> {
  const body = await readBody(call, 'volume.CreateOptions');
  const volume = room.create({
    name: textOf(body, 'Name'),
    driver: textOf(body, 'Driver'),
    labels: textsOf(body, 'Labels'),
    options: textsOf(body, 'DriverOpts'),
  });
  call.reply(201, room.shown(volume));
}

type Pruned = { readonly VolumesDeleted: readonly string[]; readonly SpaceReclaimed: number };

async function prune(room: Room, call: Call): Promise<Pruned> {
  const filters = parseFilters(call.query.get('filters'));
  onlyFilters(filters, ['label', 'label!', 'all']);
  const anonymousOnly = !takesAll(filters) && !isOlder(call.version, [1, 42]);
  const unwanted = room
    .all()
    .filter(
      (volume) =>
        room.usersOf(volume.name).length === 0 &&
        (!anonymousOnly || Object.hasOwn(volume.labels, anonymousLabel)) &&
        labelled(filters, volume.labels) &&
        notLabelled(filters, volume.labels),
    );
  const sizes = await Promise.all(unwanted.map(({ tree }) => sizeOf(tree)));
  // One may have come into use while the sizes were counted.
  const free = unwanted.filter((volume) => room.find(volume.name) === volume && room.usersOf(volume.name).length === 0);
  for (const volume of free) room.remove(volume.name, false);
  const SpaceReclaimed = unwanted.reduce(
    (sum, volume, index) => sum + (free.includes(volume) ? (sizes[index] ?? 0) : 0),
    0,
  );
  return { VolumesDeleted: free.map((volume) => volume.name), SpaceReclaimed };
}

function takesAll(filters: Filters): boolean {
  const value = filters.get('all')?.[0];
  if (value === undefined) return false;
  const all = goBool(value);
  if (all !== undefined) return all;
  throw new ApiError(400, `invalid filter 'all': strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
}

const isOlder = (version: readonly [number, number], than: readonly [number, number]): boolean =>
  version[0] < than[0] || (version[0] === than[0] && version[1] < than[1]);
