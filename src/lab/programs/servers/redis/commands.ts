import { dataCommands, type Instance, type Session } from './instance';
import { nil, refusal, type Reply } from './resp';
import { services, type Service } from './services';
import { RedisError } from './store';

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

const execService: Service = { least: 0, most: 0, run: (instance, session) => exec(instance, session) };

const serviceOf = (name: string): Service | undefined =>
  name === 'EXEC' ? execService : Object.hasOwn(services, name) ? services[name] : undefined;

/** Why a command cannot be: unknown, or the wrong number of arguments. */
function formProblem(name: string, words: readonly string[]): string | undefined {
  const known = dataCommands.get(name) ?? serviceOf(name);
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
  if (!command) return serviceOf(name)?.run(instance, session, args);
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
