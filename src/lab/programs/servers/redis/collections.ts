import { reads, real, shown, slice, syntax, whole, writes, type Command, type Context } from './command';
import { bulk, bulks, integer, nil, type Reply } from './resp';
import { RedisError } from './store';

const push =
  (side: 'left' | 'right', must = false) =>
  ({ keys }: Context, [key = '', ...values]: readonly string[]): Reply => {
    if (must && !keys.typed(key, 'list')) return integer(0);
    const { items } = keys.open(key, 'list');
    for (const value of values) {
      if (side === 'left') items.unshift(value);
      else items.push(value);
    }
    return integer(items.length);
  };

const pop =
  (side: 'left' | 'right') =>
  ({ keys }: Context, [key = '', count]: readonly string[]): Reply => {
    const amount = count === undefined ? 1 : whole(count);
    if (amount < 0) throw new RedisError('ERR value is out of range, must be positive');
    const list = keys.typed(key, 'list');
    if (!list) return count === undefined ? nil : { kind: 'array', items: undefined };
    const taken = Array.from({ length: Math.min(amount, list.items.length) }, () =>
      side === 'left' ? list.items.shift() : list.items.pop(),
    );
    keys.drop(key);
    return count === undefined ? bulk(taken[0]) : bulks(taken);
  };

const members = ({ keys }: Context, key: string): Set<string> => keys.typed(key, 'set')?.items ?? new Set();

const combine =
  (choose: (first: Set<string>, rest: readonly Set<string>[]) => readonly string[]) =>
  (context: Context, names: readonly string[]): Reply => {
    const [first = new Set<string>(), ...rest] = names.map((name) => members(context, name));
    return bulks(choose(first, rest));
  };

/** Members of a sorted set by score, then by name. */
function ranked({ keys }: Context, key: string): readonly (readonly [string, number])[] {
  const items = keys.typed(key, 'zset')?.items ?? new Map<string, number>();
  return [...items].sort(([left, one], [right, other]) => one - other || (left < right ? -1 : 1));
}

const zaddFlags = /^(NX|XX|CH|GT|LT)$/i;

function zadd({ keys }: Context, [key = '', ...words]: readonly string[]): Reply {
  const first = words.findIndex((word) => !zaddFlags.test(word));
  const flags = new Set(words.slice(0, first).map((word) => word.toUpperCase()));
  const rest = first === -1 ? [] : words.slice(first);
  if (rest.length === 0 || rest.length % 2 === 1) throw syntax();
  const pairs = Array.from(
    { length: rest.length / 2 },
    (_, at) => [real(rest[at * 2]), rest[at * 2 + 1] ?? ''] as const,
  );
  const { items } = keys.open(key, 'zset');
  let count = 0;
  for (const [score, member] of pairs) {
    const before = items.get(member);
    if (flags.has(before === undefined ? 'XX' : 'NX')) continue;
    items.set(member, score);
    if (before === undefined || (flags.has('CH') && before !== score)) count++;
  }
  keys.drop(key);
  return integer(count);
}

const zrange =
  (reversed: boolean) =>
  (context: Context, [key = '', start, stop, ...rest]: readonly string[]): Reply => {
    const words = rest.map((word) => word.toUpperCase());
    const all = ranked(context, key);
    const ordered = reversed || words.includes('REV') ? [...all].reverse() : all;
    const chosen = slice(ordered, whole(start), whole(stop));
    return bulks(
      chosen.flatMap(([member, score]) => (words.includes('WITHSCORES') ? [member, shown(score)] : [member])),
    );
  };

function hset({ keys }: Context, [key = '', ...pairs]: readonly string[], name: string): number {
  if (pairs.length === 0 || pairs.length % 2 === 1)
    throw new RedisError(`ERR wrong number of arguments for '${name}' command`);
  const { items } = keys.open(key, 'hash');
  const before = items.size;
  for (let at = 0; at < pairs.length; at += 2) items.set(pairs[at] ?? '', pairs[at + 1] ?? '');
  return items.size - before;
}

const fields = ({ keys }: Context, key: string): Map<string, string> =>
  keys.typed(key, 'hash')?.items ?? new Map<string, string>();

/** Takes members away, and the key with the last one. */
const without =
  (type: 'set' | 'hash' | 'zset') =>
  ({ keys }: Context, [key = '', ...names]: readonly string[]): Reply => {
    const value = keys.typed(key, type);
    const count = value ? names.filter((name) => value.items.delete(name)).length : 0;
    keys.drop(key);
    return integer(count);
  };

/** Commands on lists, sets, hashes and sorted sets. */
export const collectionCommands: Readonly<Record<string, Command>> = {
  LPUSH: writes(2, undefined, push('left')),
  RPUSH: writes(2, undefined, push('right')),
  LPUSHX: writes(2, undefined, push('left', true)),
  RPUSHX: writes(2, undefined, push('right', true)),
  LPOP: writes(1, 2, pop('left')),
  RPOP: writes(1, 2, pop('right')),
  LLEN: reads(1, 1, ({ keys }, [key = '']) => integer(keys.typed(key, 'list')?.items.length ?? 0)),
  LRANGE: reads(3, 3, ({ keys }, [key = '', start, stop]) =>
    bulks(slice(keys.typed(key, 'list')?.items ?? [], whole(start), whole(stop))),
  ),
  LINDEX: reads(2, 2, ({ keys }, [key = '', index]) => bulk((keys.typed(key, 'list')?.items ?? []).at(whole(index)))),
  LTRIM: writes(3, 3, ({ keys }, [key = '', start, stop]) => {
    const list = keys.typed(key, 'list');
    list?.items.splice(0, list.items.length, ...slice(list.items, whole(start), whole(stop)));
    keys.drop(key);
    return { kind: 'status', text: 'OK' };
  }),
  SADD: writes(2, undefined, ({ keys }, [key = '', ...names]) => {
    const { items } = keys.open(key, 'set');
    const before = items.size;
    for (const name of names) items.add(name);
    return integer(items.size - before);
  }),
  SREM: writes(2, undefined, without('set')),
  SMEMBERS: reads(1, 1, (context, [key = '']) => bulks([...members(context, key)])),
  SISMEMBER: reads(2, 2, (context, [key = '', name = '']) => integer(members(context, key).has(name) ? 1 : 0)),
  SCARD: reads(1, 1, (context, [key = '']) => integer(members(context, key).size)),
  SUNION: reads(
    1,
    undefined,
    combine((first, rest) => [...new Set([...first, ...rest.flatMap((set) => [...set])])]),
  ),
  SINTER: reads(
    1,
    undefined,
    combine((first, rest) => [...first].filter((name) => rest.every((set) => set.has(name)))),
  ),
  SDIFF: reads(
    1,
    undefined,
    combine((first, rest) => [...first].filter((name) => !rest.some((set) => set.has(name)))),
  ),
  HSET: writes(3, undefined, (context, args) => integer(hset(context, args, 'hset'))),
  HMSET: writes(3, undefined, (context, args) => {
    hset(context, args, 'hmset');
    return { kind: 'status', text: 'OK' };
  }),
  HGET: reads(2, 2, (context, [key = '', field = '']) => bulk(fields(context, key).get(field))),
  HMGET: reads(2, undefined, (context, [key = '', ...names]) =>
    bulks(names.map((name) => fields(context, key).get(name))),
  ),
  HGETALL: reads(1, 1, (context, [key = '']) => ({ kind: 'map', items: [...fields(context, key)].flat().map(bulk) })),
  HDEL: writes(2, undefined, without('hash')),
  HLEN: reads(1, 1, (context, [key = '']) => integer(fields(context, key).size)),
  HKEYS: reads(1, 1, (context, [key = '']) => bulks([...fields(context, key).keys()])),
  HVALS: reads(1, 1, (context, [key = '']) => bulks([...fields(context, key).values()])),
  HEXISTS: reads(2, 2, (context, [key = '', field = '']) => integer(fields(context, key).has(field) ? 1 : 0)),
  HINCRBY: writes(3, 3, (context, [key = '', field = '', amount]) => {
    const value = whole(fields(context, key).get(field) ?? '0') + whole(amount);
    hset(context, [key, field, String(value)], 'hincrby');
    return integer(value);
  }),
  ZADD: writes(3, undefined, zadd),
  ZREM: writes(2, undefined, without('zset')),
  ZCARD: reads(1, 1, (context, [key = '']) => integer(ranked(context, key).length)),
  ZSCORE: reads(2, 2, ({ keys }, [key = '', member = '']) => {
    const score = keys.typed(key, 'zset')?.items.get(member);
    return score === undefined ? nil : bulk(shown(score));
  }),
  ZRANK: reads(2, 2, (context, [key = '', member]) => {
    const place = ranked(context, key).findIndex(([name]) => name === member);
    return place === -1 ? nil : integer(place);
  }),
  ZINCRBY: writes(3, 3, ({ keys }, [key = '', amount, member = '']) => {
    const step = real(amount);
    const { items } = keys.open(key, 'zset');
    items.set(member, (items.get(member) ?? 0) + step);
    return bulk(shown(items.get(member) ?? 0));
  }),
  ZRANGE: reads(3, undefined, zrange(false)),
  ZREVRANGE: reads(3, 4, zrange(true)),
};
