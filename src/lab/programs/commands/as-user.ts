import type { User } from '../../kernel/process';
import { mayAs } from '../../processes/capabilities';
import { dockerInit } from '../../processes/docker-init';
import { findUser } from '../../processes/users';
import { readAccounts, readGroups, type Account } from '../text/accounts';
import type { Options } from '../text/options';
import { run } from './speak';
import { Fail, type Call, type Tools } from './tool';

const loginPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Options may come before and after the user's name; what follows the name and is none of them goes to the shell. */
async function su(call: Call): Promise<number> {
  const options = call.options('lmpc:s:flP', {
    login: 'l',
    command: 'c:',
    shell: 's:',
    'preserve-environment': 'm',
    pty: 'P',
  });
  const words = options.rest.filter((word) => word !== '-');
  const login = options.has('l') || options.rest.includes('-');
  const [name = 'root', ...more] = words;
  const account = (await readAccounts(call.files)).find((one) => one.name === name);
  if (!account)
    throw new Fail(
      call.says(
        `unknown user ${name}`,
        `user ${name} does not exist or the user entry does not contain all the required fields`,
      ),
    );
  if (call.self.user.uid !== 0) return refuse(call);
  checkChange(call);
  const user = await findUser(call.files.as({ uid: 0, gid: 0 }), name);
  const shell = options.value('s') ?? (account.shell || '/bin/sh');
  if (login) call.self.cwd = account.home;
  const command = options.value('c');
  const argv = [shell, ...(login ? ['-l'] : []), ...(command === undefined ? [] : ['-c', command]), ...more];
  const before = login ? new Map([['PATH', loginPath]]) : call.self.env;
  return run(call, argv, options.has('m', 'p') ? before : accountVars(before, { account, shell, login }), user);
}

/** The superuser changes into somebody else only with both capabilities, which `--cap-drop` takes. */
function checkChange(call: Call): void {
  if (!mayAs(call.self, 'CAP_SETGID'))
    throw new Fail(
      call.says("can't set groups: Operation not permitted", 'cannot set groups: Operation not permitted'),
    );
  if (!mayAs(call.self, 'CAP_SETUID'))
    throw new Fail(call.says('setuid: Operation not permitted', 'cannot set user id: Operation not permitted'));
}

/** In a container without passwords nobody but root gets further. */
async function refuse(call: Call): Promise<never> {
  if (call.busybox) throw new Fail('must be suid to work properly');
  await call.warn('Password: ');
  throw new Fail('Authentication failure');
}

type Entry = { readonly account: Account; readonly shell: string; readonly login: boolean };

/** A change to root keeps the name of who came, unless it is a login. */
const accountVars = (before: ReadonlyMap<string, string>, { account, shell, login }: Entry): Map<string, string> =>
  new Map([
    ...before,
    ['HOME', account.home],
    ['SHELL', shell],
    ...(login || account.uid !== 0
      ? ([
          ['USER', account.name],
          ['LOGNAME', account.name],
        ] as const)
      : []),
  ]);

const find = async (call: Call, spec: string): Promise<User> =>
  findUser(call.files, spec).catch((error: unknown) => {
    throw new Fail(error instanceof Error ? `error: failed switching to "${spec}": ${error.message}` : '', 1);
  });

/** su-exec and gosu: become a user and a command, in one step and without a child. */
async function stepDown(call: Call): Promise<number> {
  const [spec, ...command] = call.args;
  if (call.name === 'gosu' && (spec === '--version' || spec === '-v')) return call.print('1.17\n').then(() => 0);
  if (spec === undefined || command.length === 0)
    throw new Fail(
      `Usage: ${call.name} user-spec command [args]\n   eg: ${call.name} nobody:root bash -c 'whoami && id'`,
    );
  if (!mayAs(call.self, 'CAP_SETUID') || !mayAs(call.self, 'CAP_SETGID'))
    throw new Fail(`${spec}: Operation not permitted`);
  const user = await find(call, spec);
  return run(call, command, new Map([...call.self.env, ['HOME', user.home]]), user);
}

async function numberOf(call: Call, text: string, group: boolean): Promise<number> {
  if (/^\d+$/.test(text)) return Number(text);
  const rows = group
    ? (await readGroups(call.files)).map(({ name, gid }) => ({ name, id: gid }))
    : (await readAccounts(call.files)).map(({ name, uid }) => ({ name, id: uid }));
  const found = rows.find(({ name }) => name === text);
  if (!found) throw new Fail(`failed to parse ${group ? 'r' : 're'}${group ? 'gid' : 'uid'}: '${text}'`);
  return found.id;
}

const idOption = async (call: Call, text: string | undefined, before: number, group: boolean): Promise<number> =>
  text === undefined ? before : numberOf(call, text, group);

async function groupsFor(call: Call, options: Options, user: User): Promise<readonly number[]> {
  const list = options.value('groups');
  if (list !== undefined) return Promise.all(list.split(',').map((one) => numberOf(call, one, true)));
  if (options.has('clear')) return [];
  return (options.has('init') ? user.groups : call.self.user.groups) ?? [];
}

/** setpriv: ids and groups are changed; capabilities and flags are accepted and have no effect in the lab. */
async function setpriv(call: Call): Promise<number> {
  const options = call.options(
    'd',
    {
      dump: 'd',
      reuid: 'uid:',
      ruid: 'uid:',
      euid: 'uid:',
      regid: 'gid:',
      rgid: 'gid:',
      egid: 'gid:',
      groups: 'groups:',
      'clear-groups': 'clear',
      'keep-groups': 'keep',
      'init-groups': 'init',
      'reset-env': 'reset',
      'inh-caps': 'caps:',
      'ambient-caps': 'caps:',
      'bounding-set': 'caps:',
      'no-new-privs': 'nnp',
      nnp: 'nnp',
    },
    true,
  );
  if (options.has('d')) {
    const { uid, gid } = call.self.user;
    await call.print(`uid: ${uid}\neuid: ${uid}\ngid: ${gid}\negid: ${gid}\n`);
    return 0;
  }
  if (options.rest.length === 0) throw new Fail('No program specified');
  const before = call.self.user;
  const uid = await idOption(call, options.value('uid'), before.uid, false);
  const gid = await idOption(call, options.value('gid'), before.gid, true);
  const refused =
    (uid !== before.uid && !mayAs(call.self, 'CAP_SETUID')) || (gid !== before.gid && !mayAs(call.self, 'CAP_SETGID'));
  if (refused) throw new Fail('setresuid failed: Operation not permitted', 127);
  const known = await findUser(call.files, String(uid));
  const groups = await groupsFor(call, options, known);
  const vars = options.has('reset')
    ? new Map([
        ['HOME', known.home],
        ['USER', known.name],
        ['LOGNAME', known.name],
        ['PATH', loginPath],
      ])
    : undefined;
  return run(call, options.rest, vars, { ...known, gid, groups });
}

/** sudo: root may everything without being asked; a container has no list of others. */
async function sudo(call: Call): Promise<number> {
  const options = call.options('u:g:EHnisSbk', { user: 'u:', group: 'g:', 'preserve-env': 'E', login: 'i' }, true);
  const { user: who } = call.self;
  if (who.uid !== 0) throw new Fail('a password is required');
  const user = await find(call, options.value('u', 'root'));
  const vars = new Map(call.self.env);
  for (const [key, value] of Object.entries({
    SUDO_USER: who.name,
    USER: user.name,
    LOGNAME: user.name,
    HOME: user.home,
  }))
    vars.set(key, value);
  const command = [...options.rest];
  while (/^[A-Za-z_]\w*=/.test(command[0] ?? '')) {
    const [, key = '', value = ''] = /^(\w+)=([^]*)$/.exec(command.shift() ?? '') ?? [];
    vars.set(key, value);
  }
  if (command.length > 0) return run(call, command, vars, user);
  if (options.has('i', 's')) return run(call, ['sh'], vars, user);
  throw new Fail('', await call.warn('usage: sudo [-u user] command [arg ...]\n').then(() => 1));
}

/** tini and dumb-init: PID 1 that hands signals on and collects what ended. */
async function init(call: Call): Promise<number> {
  const tini = call.name !== 'dumb-init';
  const options = call.options(
    tini ? 'sgvwp:e:lh' : 'cr:vVh',
    { version: 'version', 'single-child': 'c', rewrite: 'r:' },
    true,
  );
  if (options.has('version', 'V')) {
    await call.print(tini ? 'tini version 0.19.0\n' : 'dumb-init v1.2.5\n');
    return 0;
  }
  if (options.rest.length === 0) {
    await call.warn(`Usage: ${call.name} [OPTIONS] PROGRAM -- [ARGS]\n`);
    return 1;
  }
  return dockerInit(
    Object.create(call.self, { argv: { value: [call.name, '--', ...options.rest] } }) as typeof call.self,
  );
}

/** Commands that run a command as somebody else, or as its parent. */
export const userChangeTools: Tools = { su, setpriv };

/** Those that BusyBox does not have. */
export const stepDownTools: Tools = { 'su-exec': stepDown, gosu: stepDown, sudo, tini: init, 'dumb-init': init };
