import { pattern } from './command';
import { info } from './info';
import { dataCommands, type Instance, type Session } from './instance';
import { bulk, bulks, integer, nil, ok, refusal, type Reply } from './resp';
import { RedisError } from './store';
import { valueProblem } from './settings';

type Answer = Reply | undefined | Promise<Reply | undefined>;

/** A command about the server or the connection; undefined when it has answered by itself. */
type Service = {
  readonly least: number;
  readonly most?: number;
  readonly run: (instance: Instance, session: Session, args: readonly string[]) => Answer;
};

const service = (least: number, most: number | undefined, run: Service['run']): Service => ({
  least,
  run,
  ...(most !== undefined && { most }),
});

function login(instance: Instance, session: Session, user: string, password: string): Reply {
  const wanted = instance.settings.get('requirepass') ?? '';
  if (user !== 'default' || (wanted !== '' && password !== wanted))
    return refusal('WRONGPASS invalid username-password pair or user is disabled.');
  session.trusted = true;
  return ok;
}

function auth(instance: Instance, session: Session, args: readonly string[]): Reply {
  if (args.length === 1 && (instance.settings.get('requirepass') ?? '') === '')
    return refusal(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  return login(instance, session, args.length === 2 ? (args[0] ?? '') : 'default', args.at(-1) ?? '');
}

function hello(instance: Instance, session: Session, [version, ...options]: readonly string[]): Reply {
  if (version !== undefined && !/^[23]$/.test(version)) return refusal('NOPROTO unsupported protocol version');
  if (options[0]?.toUpperCase() === 'AUTH') {
    const answer = login(instance, session, options[1] ?? '', options[2] ?? '');
    if (answer.kind === 'error') return answer;
  }
  if (!session.trusted)
    return refusal(
      'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
    );
  if (version !== undefined) session.version = version === '3' ? 3 : 2;
  const items = [
    bulk('server'),
    bulk('redis'),
    bulk('version'),
    bulk(instance.version),
    bulk('proto'),
    integer(session.version),
  ];
  const more = [
    bulk('id'),
    integer(session.id),
    bulk('mode'),
    bulk('standalone'),
    bulk('role'),
    bulk('master'),
    bulk('modules'),
    bulks([]),
  ];
  return { kind: 'map', items: [...items, ...more] };
}

async function config(instance: Instance, args: readonly string[]): Promise<Reply> {
  const [sub = '', ...rest] = args;
  const word = sub.toUpperCase();
  if (word === 'GET') {
    const wanted = rest.map((glob) => pattern(glob.toLowerCase()));
    const found = [...instance.settings].filter(([name]) => wanted.some((one) => one.test(name)));
    return { kind: 'map', items: found.flat().map(bulk) };
  }
  if (word === 'RESETSTAT') return ok;
  if (word === 'REWRITE') return refusal('ERR The server is running without a config file');
  if (word !== 'SET') return refusal(`ERR unknown subcommand '${sub}'. Try CONFIG HELP.`);
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [name = '', value = ''] = [rest[at]?.toLowerCase(), rest[at + 1]];
    if (!instance.settings.has(name))
      return refusal(`ERR Unknown option or number of arguments for CONFIG SET - '${rest[at] ?? ''}'`);
    const problem = valueProblem(name, [value]);
    if (problem) return refusal(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${problem}`);
    const before = instance.settings.get(name);
    instance.settings.set(name, value);
    if (name === 'appendonly' && value === 'yes' && before !== 'yes') await instance.rewriteLog();
  }
  return ok;
}

function client(instance: Instance, session: Session, args: readonly string[]): Reply {
  const [sub = '', value] = args;
  const row = (one: Session) =>
    `id=${one.id} addr=${one.address} laddr=0.0.0.0:6379 name=${one.name} db=${one.database} resp=${one.version} cmd=client|list user=default\n`;
  switch (sub.toUpperCase()) {
    case 'ID':
      return integer(session.id);
    case 'SETNAME':
      session.name = value ?? '';
      return ok;
    case 'GETNAME':
      return bulk(session.name === '' ? undefined : session.name);
    case 'LIST':
      return bulk([...instance.sessions].map(row).join(''));
    case 'INFO':
      return bulk(row(session));
    case 'SETINFO':
    case 'NO-EVICT':
    case 'NO-TOUCH':
      return ok;
    default:
      return refusal(`ERR unknown subcommand '${sub}'. Try CLIENT HELP.`);
  }
}

function subscribe(_: Instance, session: Session, channels: readonly string[]): undefined {
  for (const channel of channels) {
    session.channels.add(channel);
    session.send({ kind: 'array', items: [bulk('subscribe'), bulk(channel), integer(session.channels.size)] });
  }
}

function unsubscribe(_: Instance, session: Session, channels: readonly string[]): undefined {
  const leaving = channels.length > 0 ? channels : [...session.channels];
  for (const channel of leaving.length > 0 ? leaving : [undefined]) {
    if (channel !== undefined) session.channels.delete(channel);
    session.send({ kind: 'array', items: [bulk('unsubscribe'), bulk(channel), integer(session.channels.size)] });
  }
}

function publish(instance: Instance, _: Session, [channel = '', text]: readonly string[]): Reply {
  const ears = [...instance.sessions].filter((one) => one.channels.has(channel));
  for (const one of ears) one.send({ kind: 'array', items: [bulk('message'), bulk(channel), bulk(text)] });
  return integer(ears.length);
}

async function exec(instance: Instance, session: Session): Promise<Reply> {
  const { queue, broken, watched } = session;
  if (!queue) return refusal('ERR EXEC without MULTI');
  delete session.queue;
  delete session.watched;
  if (broken) return refusal('EXECABORT Transaction discarded because of previous errors.');
  if (watched !== undefined && watched !== instance.changes) return { kind: 'array', items: undefined };
  const items: Reply[] = [];
  for (const words of queue) items.push((await execute(instance, session, words)) ?? nil);
  return { kind: 'array', items };
}

const saved = async (instance: Instance, answer: Reply): Promise<Reply> => {
  try {
    await instance.save();
    await instance.log('*', 'DB saved on disk');
    return answer;
  } catch (error) {
    await instance.log(
      '#',
      `Failed opening the temp RDB file ${instance.settings.get('dbfilename') ?? ''} (in server root dir ${instance.settings.get('dir') ?? ''}) for saving: ${(error as Error).message}`,
    );
    return refusal('ERR');
  }
};

const services: Readonly<Record<string, Service>> = {
  PING: service(0, 1, (_, __, [text]) => (text === undefined ? { kind: 'status', text: 'PONG' } : bulk(text))),
  ECHO: service(1, 1, (_, __, [text]) => bulk(text)),
  AUTH: service(1, 2, auth),
  HELLO: service(0, undefined, hello),
  QUIT: service(0, 0, (_, session) => {
    session.send(ok);
    session.close();
    return undefined;
  }),
  RESET: service(0, 0, () => ({ kind: 'status', text: 'RESET' })),
  SELECT: service(1, 1, (instance, session, [index = '']) => {
    if (!/^-?\d+$/.test(index)) return refusal('ERR value is not an integer or out of range');
    if (!instance.databases[Number(index)]) return refusal('ERR DB index is out of range');
    session.database = Number(index);
    return ok;
  }),
  INFO: service(0, undefined, (instance, _, sections) => bulk(info(instance, sections))),
  CONFIG: service(1, undefined, (instance, _, args) => config(instance, args)),
  CLIENT: service(1, undefined, client),
  COMMAND: service(0, undefined, (_, __, [sub]) => {
    const word = sub?.toUpperCase();
    if (word === 'COUNT') return integer(dataCommands.size + Object.keys(services).length);
    return word === 'DOCS'
      ? { kind: 'map', items: [] }
      : bulks([...dataCommands.keys()].map((name) => name.toLowerCase()));
  }),
  TIME: service(0, 0, ({ self }) =>
    bulks([String(Math.floor(self.clock.now() / 1000)), String((self.clock.now() % 1000) * 1000)]),
  ),
  ROLE: service(0, 0, () => ({ kind: 'array', items: [bulk('master'), integer(0), { kind: 'array', items: [] }] })),
  FLUSHALL: service(0, 1, async (instance, session) => {
    instance.databases.forEach((keys) => keys.clear());
    await instance.changed(session.database, ['FLUSHALL']);
    return ok;
  }),
  SAVE: service(0, 0, (instance) => saved(instance, ok)),
  BGSAVE: service(0, 1, (instance) => saved(instance, { kind: 'status', text: 'Background saving started' })),
  LASTSAVE: service(0, 0, (instance) => integer(Math.floor(instance.lastSave / 1000))),
  BGREWRITEAOF: service(0, 0, async (instance) => {
    if (instance.appends) await instance.rewriteLog();
    return { kind: 'status', text: 'Background append only file rewriting started' };
  }),
  SHUTDOWN: service(0, undefined, (instance, _, args) => {
    const words = args.map((word) => word.toUpperCase());
    instance.stop(words.includes('NOSAVE') ? false : words.includes('SAVE') ? true : undefined);
    return undefined;
  }),
  SUBSCRIBE: service(1, undefined, subscribe),
  UNSUBSCRIBE: service(0, undefined, unsubscribe),
  PUBLISH: service(2, 2, publish),
  MULTI: service(0, 0, (_, session) => {
    if (session.queue) return refusal('ERR MULTI calls can not be nested');
    session.queue = [];
    session.broken = false;
    return ok;
  }),
  EXEC: service(0, 0, exec),
  DISCARD: service(0, 0, (_, session) => {
    if (!session.queue) return refusal('ERR DISCARD without MULTI');
    delete session.queue;
    return ok;
  }),
  WATCH: service(1, undefined, (instance, session) => {
    session.watched = instance.changes;
    return ok;
  }),
  UNWATCH: service(0, 0, (_, session) => {
    delete session.watched;
    return ok;
  }),
};

/** What keeps its meaning inside MULTI, and what a client that has not logged in may say. */
const immediate = new Set(['EXEC', 'DISCARD', 'MULTI', 'WATCH', 'QUIT', 'RESET']);
const open = new Set(['AUTH', 'HELLO', 'QUIT', 'RESET']);
const whileListening = new Set(['SUBSCRIBE', 'UNSUBSCRIBE', 'PING', 'QUIT', 'RESET']);

/** Answers one command of a client, or keeps it for EXEC; undefined when the command answers by itself. */
export async function answer(
  instance: Instance,
  session: Session,
  words: readonly string[],
): Promise<Reply | undefined> {
  const name = (words[0] ?? '').toUpperCase();
  instance.commands++;
  const problem = formProblem(name, words);
  if (problem) session.broken = true;
  if (!session.trusted && !open.has(name)) return refusal('NOAUTH Authentication required.');
  if (problem) return refusal(problem);
  if (session.channels.size > 0 && session.version === 2 && !whileListening.has(name))
    return refusal(
      `ERR Can't execute '${name.toLowerCase()}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
    );
  if (session.queue && !immediate.has(name)) {
    if (session.queue.length >= 100_000) return refusal('ERR too many queued commands');
    session.queue.push(words);
    return { kind: 'status', text: 'QUEUED' };
  }
  return execute(instance, session, words);
}

/** Why a command cannot be: unknown, or the wrong number of arguments. */
function formProblem(name: string, words: readonly string[]): string | undefined {
  const known = dataCommands.get(name) ?? services[name];
  const args = words.slice(1);
  if (!known) {
    const shown = args.map((arg) => `'${arg.slice(0, 128)}' `).join('');
    return `ERR unknown command '${(words[0] ?? '').slice(0, 128)}', with args beginning with: ${shown}`;
  }
  if (args.length >= known.least && args.length <= (known.most ?? Infinity)) return undefined;
  return `ERR wrong number of arguments for '${name.toLowerCase()}' command`;
}

async function execute(instance: Instance, session: Session, words: readonly string[]): Promise<Reply | undefined> {
  const [first = '', ...args] = words;
  const name = first.toUpperCase();
  const command = dataCommands.get(name);
  if (!command) return services[name]?.run(instance, session, args);
  const keys = instance.databases[session.database];
  if (!keys) return refusal('ERR DB index is out of range');
  if (command.writes && isFull(instance, name))
    return refusal("OOM command not allowed when used memory > 'maxmemory'.");
  try {
    const reply = command.run({ keys, now: instance.self.clock.now() }, args);
    if (command.writes) await instance.changed(session.database, words);
    return reply;
  } catch (error) {
    if (error instanceof RedisError) return refusal(error.message);
    throw error;
  }
}

const freeing = new Set(['DEL', 'UNLINK', 'FLUSHDB', 'EXPIRE', 'LPOP', 'RPOP', 'SREM', 'HDEL', 'ZREM', 'GETDEL']);

/** The lab's Redis starts with about a megabyte in use, as the real one does. */
function isFull(instance: Instance, name: string): boolean {
  const limit = bytesOfMemory(instance);
  return limit > 0 && limit < 1_000_000 && !freeing.has(name);
}

const bytesOfMemory = (instance: Instance): number => Number(instance.settings.get('maxmemory') ?? 0) || 0;
