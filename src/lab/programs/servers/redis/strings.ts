import { reads, real, shown, slice, syntax, whole, writes, type Command, type Context } from './command';
import { bulk, bulks, integer, nil, ok, type Reply } from './resp';
import { RedisError } from './store';

const text = ({ keys }: Context, key = ''): string | undefined => keys.typed(key, 'string')?.text;

const put = ({ keys }: Context, key: string, value: string, keep = false): void =>
  keys.set(key, { type: 'string', text: value }, keep);

type SetOptions = { expires?: number; keep: boolean; only?: 'NX' | 'XX'; get: boolean };

function setOptions(context: Context, args: readonly string[]): SetOptions {
  const options: SetOptions = { keep: false, get: false };
  const time = (value: string | undefined, unit: number, from: number) => {
    const amount = whole(value);
    if (amount <= 0) throw new RedisError("ERR invalid expire time in 'set' command");
    return from + amount * unit;
  };
  for (let at = 0; at < args.length; at++) {
    const word = (args[at] ?? '').toUpperCase();
    if (word === 'NX' || word === 'XX') options.only = word;
    else if (word === 'GET') options.get = true;
    else if (word === 'KEEPTTL') options.keep = true;
    else if (word === 'EX') options.expires = time(args[++at], 1000, context.now);
    else if (word === 'PX') options.expires = time(args[++at], 1, context.now);
    else if (word === 'EXAT') options.expires = time(args[++at], 1000, 0);
    else if (word === 'PXAT') options.expires = time(args[++at], 1, 0);
    else throw syntax();
  }
  return options;
}

function set(context: Context, [key = '', value = '', ...rest]: readonly string[]): Reply {
  const options = setOptions(context, rest);
  const before = options.get ? text(context, key) : undefined;
  const there = context.keys.get(key) !== undefined;
  const refused = (options.only === 'NX' && there) || (options.only === 'XX' && !there);
  if (!refused) {
    put(context, key, value, options.keep);
    if (options.expires !== undefined) context.keys.expireAt(key, options.expires);
  }
  if (options.get) return bulk(before);
  return refused ? nil : ok;
}

function add(context: Context, key: string, amount: number): Reply {
  const before = text(context, key) ?? '0';
  const value = whole(before) + amount;
  if (!Number.isSafeInteger(value)) throw new RedisError('ERR increment or decrement would overflow');
  put(context, key, String(value), true);
  return integer(value);
}

/** Commands on strings. */
export const stringCommands: Readonly<Record<string, Command>> = {
  SET: writes(2, undefined, set),
  GET: reads(1, 1, (context, [key]) => bulk(text(context, key))),
  SETNX: writes(2, 2, (context, [key = '', value = '']) => {
    if (context.keys.get(key)) return integer(0);
    put(context, key, value);
    return integer(1);
  }),
  SETEX: writes(3, 3, (context, [key = '', seconds = '', value = '']) => set(context, [key, value, 'EX', seconds])),
  PSETEX: writes(3, 3, (context, [key = '', ms = '', value = '']) => set(context, [key, value, 'PX', ms])),
  GETSET: writes(2, 2, (context, [key = '', value = '']) => {
    const before = text(context, key);
    put(context, key, value);
    return bulk(before);
  }),
  GETDEL: writes(1, 1, (context, [key = '']) => {
    const before = text(context, key);
    context.keys.delete(key);
    return bulk(before);
  }),
  INCR: writes(1, 1, (context, [key = '']) => add(context, key, 1)),
  DECR: writes(1, 1, (context, [key = '']) => add(context, key, -1)),
  INCRBY: writes(2, 2, (context, [key = '', amount]) => add(context, key, whole(amount))),
  DECRBY: writes(2, 2, (context, [key = '', amount]) => add(context, key, -whole(amount))),
  INCRBYFLOAT: writes(2, 2, (context, [key = '', amount]) => {
    const value = shown(Number((real(text(context, key) ?? '0') + real(amount)).toPrecision(15)));
    put(context, key, value, true);
    return bulk(value);
  }),
  APPEND: writes(2, 2, (context, [key = '', more = '']) => {
    const value = (text(context, key) ?? '') + more;
    put(context, key, value, true);
    return integer(value.length);
  }),
  STRLEN: reads(1, 1, (context, [key]) => integer(text(context, key)?.length ?? 0)),
  GETRANGE: reads(3, 3, (context, [key, start, stop]) =>
    bulk(slice(Array.from(text(context, key) ?? ''), whole(start), whole(stop)).join('')),
  ),
  MGET: reads(1, undefined, ({ keys }, names) =>
    bulks(
      names.map((name) => {
        const value = keys.get(name);
        return value?.type === 'string' ? value.text : undefined;
      }),
    ),
  ),
  MSET: writes(2, undefined, (context, pairs) => {
    if (pairs.length % 2 === 1) throw new RedisError("ERR wrong number of arguments for 'mset' command");
    for (let at = 0; at < pairs.length; at += 2) put(context, pairs[at] ?? '', pairs[at + 1] ?? '');
    return ok;
  }),
};
