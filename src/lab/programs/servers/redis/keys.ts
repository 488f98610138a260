import { pattern, reads, syntax, whole, writes, type Command, type Context } from './command';
import { bulks, bulk, integer, nil, ok, type Reply } from './resp';
import { RedisError, type Value } from './store';

const expire =
  (unit: number, absolute: boolean) =>
  ({ keys, now }: Context, [key = '', amount, flag]: readonly string[]): Reply => {
    const time = whole(amount) * unit + (absolute ? 0 : now);
    if (!keys.get(key)) return integer(0);
    if (flag?.toUpperCase() === 'NX' && keys.expiry(key) !== undefined) return integer(0);
    if (time <= now) keys.delete(key);
    else keys.expireAt(key, time);
    return integer(1);
  };

const left =
  (unit: number) =>
  ({ keys, now }: Context, [key = '']: readonly string[]): Reply => {
    if (!keys.get(key)) return integer(-2);
    const time = keys.expiry(key);
    return integer(time === undefined ? -1 : Math.round((time - now) / unit));
  };

const remove = ({ keys }: Context, names: readonly string[]): Reply =>
  integer(names.filter((name) => keys.delete(name)).length);

const rename =
  (onlyNew: boolean) =>
  ({ keys }: Context, [from = '', to = '']: readonly string[]): Reply => {
    const value = keys.get(from);
    if (!value) throw new RedisError('ERR no such key');
    if (onlyNew && keys.get(to)) return integer(0);
    const expires = keys.expiry(from);
    keys.delete(from);
    keys.set(to, value);
    keys.expireAt(to, expires);
    return onlyNew ? integer(1) : ok;
  };

/** The whole keyspace in one turn: the lab's databases are small. */
function scan({ keys }: Context, [cursor, ...options]: readonly string[]): Reply {
  if (!/^\d+$/.test(cursor ?? '')) throw new RedisError('ERR invalid cursor');
  let wanted = pattern('*');
  let type: string | undefined;
  for (let at = 0; at < options.length; at += 2) {
    const word = (options[at] ?? '').toUpperCase();
    const value = options[at + 1];
    if (value === undefined || !['MATCH', 'COUNT', 'TYPE'].includes(word)) throw syntax();
    if (word === 'MATCH') wanted = pattern(value);
    if (word === 'TYPE') type = value.toLowerCase();
    if (word === 'COUNT' && whole(value) < 1) throw syntax();
  }
  const found = keys.keys().filter((key) => wanted.test(key) && (type === undefined || keys.get(key)?.type === type));
  return { kind: 'array', items: [bulk('0'), bulks(found)] };
}

/** How Redis would hold the value, as OBJECT ENCODING tells it. */
function encoding(value: Value): string {
  if (value.type === 'string') return textEncoding(value.text);
  const size = value.type === 'list' ? value.items.length : value.items.size;
  const large = { list: 'quicklist', set: 'hashtable', hash: 'hashtable', zset: 'skiplist' }[value.type];
  if (size > 128) return large;
  return value.type === 'set' && [...value.items].every((item) => /^-?\d{1,18}$/.test(item)) ? 'intset' : 'listpack';
}

function textEncoding(text: string): string {
  if (/^-?\d{1,18}$/.test(text)) return 'int';
  return text.length <= 44 ? 'embstr' : 'raw';
}

function object({ keys }: Context, [sub = '', key = '']: readonly string[]): Reply {
  const value = keys.get(key);
  if (!value) return nil;
  if (/^encoding$/i.test(sub)) return bulk(encoding(value));
  if (/^(refcount|idletime)$/i.test(sub)) return integer(/^r/i.test(sub) ? 1 : 0);
  throw new RedisError(`ERR unknown subcommand '${sub}'. Try OBJECT HELP.`);
}

/** The bytes that a key and its value take, roughly as Redis counts them. */
function memory({ keys }: Context, [sub = '', key = '']: readonly string[]): Reply {
  if (!/^usage$/i.test(sub)) throw new RedisError(`ERR unknown subcommand '${sub}'. Try MEMORY HELP.`);
  const value = keys.get(key);
  if (!value) return nil;
  const text = value.type === 'string' ? (encoding(value) === 'int' ? '' : value.text) : [...value.items].join(' ');
  return integer(40 + 8 * Math.ceil((key.length + text.length) / 8));
}

/** Commands on keys of any type. */
export const keyCommands: Readonly<Record<string, Command>> = {
  DEL: writes(1, undefined, remove),
  UNLINK: writes(1, undefined, remove),
  EXISTS: reads(1, undefined, ({ keys }, names) => integer(names.filter((name) => keys.get(name)).length)),
  EXPIRE: writes(2, 3, expire(1000, false)),
  PEXPIRE: writes(2, 3, expire(1, false)),
  EXPIREAT: writes(2, 3, expire(1000, true)),
  PEXPIREAT: writes(2, 3, expire(1, true)),
  TTL: reads(1, 1, left(1000)),
  PTTL: reads(1, 1, left(1)),
  PERSIST: writes(1, 1, ({ keys }, [key = '']) => {
    const had = keys.expiry(key) !== undefined;
    keys.expireAt(key, undefined);
    return integer(had ? 1 : 0);
  }),
  TYPE: reads(1, 1, ({ keys }, [key = '']) => ({ kind: 'status', text: keys.get(key)?.type ?? 'none' })),
  KEYS: reads(1, 1, ({ keys }, [glob = '']) => {
    const wanted = pattern(glob);
    return bulks(keys.keys().filter((key) => wanted.test(key)));
  }),
  SCAN: reads(1, undefined, scan),
  RANDOMKEY: reads(0, 0, ({ keys, now }) => {
    const all = keys.keys();
    return bulk(all[now % Math.max(1, all.length)]);
  }),
  OBJECT: reads(2, 2, object),
  MEMORY: reads(2, undefined, memory),
  RENAME: writes(2, 2, rename(false)),
  RENAMENX: writes(2, 2, rename(true)),
  DBSIZE: reads(0, 0, ({ keys }) => integer(keys.keys().length)),
  FLUSHDB: writes(0, 1, ({ keys }) => {
    keys.clear();
    return ok;
  }),
};
