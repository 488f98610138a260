import { config } from './config';
import { auth, client, hello, publish, subscribe, unsubscribe } from './connection';
import { info } from './info';
import { dataCommands, type Instance, type Session } from './instance';
import { bulk, bulks, integer, ok, refusal, type Reply } from './resp';

type Answer = Reply | undefined | Promise<Reply | undefined>;

/** A command about the server or the connection; undefined when it has answered by itself. */
export type Service = {
  readonly least: number;
  readonly most?: number;
  readonly run: (instance: Instance, session: Session, args: readonly string[]) => Answer;
};

const service = (least: number, most: number | undefined, run: Service['run']): Service => ({
  least,
  run,
  ...(most !== undefined && { most }),
});

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

/** Commands about the server or the connection, by name in capitals. */
export const services: Readonly<Record<string, Service>> = {
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
  ACL: service(1, undefined, (_, __, [sub = '']) =>
    sub.toUpperCase() === 'WHOAMI' ? bulk('default') : refusal(`ERR unknown subcommand '${sub}'. Try ACL HELP.`),
  ),
  DEBUG: service(1, undefined, () =>
    refusal(
      'ERR DEBUG command not allowed. If the enable-debug-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.',
    ),
  ),
  ROLE: service(0, 0, () => ({ kind: 'array', items: [bulk('master'), integer(0), { kind: 'array', items: [] }] })),
  FLUSHALL: service(0, 1, async (instance, session) => {
    instance.databases.forEach((keys) => keys.clear());
    await instance.changed(session.database, ['FLUSHALL']);
    return ok;
  }),
  SAVE: service(0, 0, (instance) => saved(instance, ok)),
  BGSAVE: service(0, 1, async (instance) => {
    const told: Reply = { kind: 'status', text: 'Background saving started' };
    await instance.log('*', `Background saving started by pid ${instance.self.pid + 1 + (instance.changes % 1000)}`);
    const reply = await saved(instance, told);
    if (reply === told) await instance.log('*', 'Background saving terminated with success');
    return reply;
  }),
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
