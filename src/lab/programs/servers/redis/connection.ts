import type { Instance, Session } from './instance';
import { bulk, bulks, integer, ok, refusal, type Reply } from './resp';

function login(instance: Instance, session: Session, user: string, password: string): Reply {
  const wanted = instance.settings.get('requirepass') ?? '';
  if (user !== 'default' || (wanted !== '' && password !== wanted))
    return refusal('WRONGPASS invalid username-password pair or user is disabled.');
  session.trusted = true;
  return ok;
}

/** AUTH with a password, or a user and a password. */
export function auth(instance: Instance, session: Session, args: readonly string[]): Reply {
  if (args.length === 1 && (instance.settings.get('requirepass') ?? '') === '')
    return refusal(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  return login(instance, session, args.length === 2 ? (args[0] ?? '') : 'default', args.at(-1) ?? '');
}

/** HELLO: the protocol's version, with a login on request. */
export function hello(instance: Instance, session: Session, [version, ...options]: readonly string[]): Reply {
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

type ClientCommand = (instance: Instance, session: Session, value: string | undefined) => Reply;

const clientCommands: Readonly<Record<string, ClientCommand>> = {
  ID: (_, { id }) => integer(id),
  SETNAME: (_, session, value = '') => {
    session.name = value;
    return ok;
  },
  GETNAME: (_, { name }) => bulk(name === '' ? undefined : name),
  LIST: (instance) => bulk([...instance.sessions].map(clientRow).join('')),
  INFO: (_, session) => bulk(clientRow(session)),
  SETINFO: () => ok,
  'NO-EVICT': () => ok,
  'NO-TOUCH': () => ok,
};

/** CLIENT ID, LIST, INFO, SETNAME, GETNAME. */
export function client(instance: Instance, session: Session, [sub = '', value]: readonly string[]): Reply {
  const run = clientCommands[sub.toUpperCase()];
  return run ? run(instance, session, value) : refusal(`ERR unknown subcommand '${sub}'. Try CLIENT HELP.`);
}

const clientRow = (one: Session): string =>
  `id=${one.id} addr=${one.address} laddr=0.0.0.0:6379 fd=8 name=${one.name} age=0 idle=0 flags=N db=${one.database} sub=${one.channels.size} psub=0 ssub=0 multi=${one.queue?.length ?? -1} cmd=client|list user=default redir=-1 resp=${one.version}\n`;

/** SUBSCRIBE: answers by itself, once for each channel. */
export function subscribe(_: Instance, session: Session, channels: readonly string[]): undefined {
  for (const channel of channels) {
    session.channels.add(channel);
    session.send({ kind: 'array', items: [bulk('subscribe'), bulk(channel), integer(session.channels.size)] });
  }
}

/** UNSUBSCRIBE: from all channels when none is told. */
export function unsubscribe(_: Instance, session: Session, channels: readonly string[]): undefined {
  const leaving = channels.length > 0 ? channels : [...session.channels];
  for (const channel of leaving.length > 0 ? leaving : [undefined]) {
    if (channel !== undefined) session.channels.delete(channel);
    session.send({ kind: 'array', items: [bulk('unsubscribe'), bulk(channel), integer(session.channels.size)] });
  }
}

/** PUBLISH: how many have heard it. */
export function publish(instance: Instance, _: Session, [channel = '', text]: readonly string[]): Reply {
  const ears = [...instance.sessions].filter((one) => one.channels.has(channel));
  for (const one of ears) one.send({ kind: 'array', items: [bulk('message'), bulk(channel), bulk(text)] });
  return integer(ears.length);
}
