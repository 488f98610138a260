import { readAccounts, readGroups, textOf, type Account } from '../text/accounts';
import type { Options } from '../text/options';
import { linesOf } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

async function append(call: Call, path: string, line: string, mode = 0o644): Promise<void> {
  const text = await textOf(call.files, path);
  await call.files.write(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`, { mode });
}

/** Refuses who is not root. */
export function requireRoot(call: Call, file: string): void {
  if (call.self.user.uid === 0) return;
  if (!call.busybox) throw new Fail(`Permission denied.\n${call.name}: cannot lock ${file}; try again later.`, 1);
  throw new Fail(call.name === 'passwd' ? 'permission denied (are you root?)' : 'must be suid to work properly');
}

const free = (taken: readonly number[], first: number): number => {
  let id = first;
  while (taken.includes(id)) id++;
  return id;
};

/** Adds a user to a group. */
export async function addMember(call: Call, user: string, group: string): Promise<void> {
  const groups = await readGroups(call.files);
  const found = groups.find(({ name, gid }) => name === group || String(gid) === group);
  if (!found) throw new Fail(call.says(`unknown group ${group}`, `group '${group}' does not exist`), call.says(1, 6));
  if (found.members.includes(user)) return;
  const lines = linesOf(await textOf(call.files, '/etc/group')).map((line) =>
    line.startsWith(`${found.name}:`) ? `${line}${line.endsWith(':') ? '' : ','}${user}` : line,
  );
  await call.files.write('/etc/group', `${lines.join('\n')}\n`);
}

/** Adds a group; resolves to its number. */
export async function makeGroup(call: Call, name: string, gid: number | undefined, system: boolean): Promise<number> {
  const groups = await readGroups(call.files);
  if (groups.some((group) => group.name === name))
    throw new Fail(call.says(`group '${name}' in use`, `group '${name}' already exists`), call.says(1, 9));
  if (gid !== undefined && groups.some((group) => group.gid === gid))
    throw new Fail(call.says(`gid '${gid}' in use`, `GID '${gid}' already exists`), call.says(1, 4));
  const id =
    gid ??
    free(
      groups.map((group) => group.gid),
      system ? call.says(101, 999) : 1000,
    );
  await append(call, '/etc/group', `${name}:x:${id}:`);
  return id;
}

type NewUser = {
  readonly name: string;
  readonly uid: number | undefined;
  readonly group: string | undefined;
  readonly home: string;
  readonly makeHome: boolean;
  readonly shell: string;
  readonly comment: string;
  readonly system: boolean;
};

const nameRule = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*\$?$/;

/** Refuses a name or number that is taken or makes no sense. */
function checkUser(call: Call, { name, uid }: NewUser, accounts: readonly Account[]): void {
  const one = call.says(1, undefined);
  if (!nameRule.test(name))
    throw new Fail(call.says(`illegal name '${name}'`, `invalid user name '${name}'`), one ?? 3);
  if (accounts.some((other) => other.name === name))
    throw new Fail(call.says(`user '${name}' in use`, `user '${name}' already exists`), one ?? 9);
  if (uid !== undefined && accounts.some((other) => other.uid === uid))
    throw new Fail(call.says(`uid '${uid}' in use`, `UID ${uid} is not unique`), one ?? 4);
}

/** The user's first group: the one that is named, else one of its own. */
async function groupFor(call: Call, { name, group, system }: NewUser, uid: number): Promise<number> {
  const groups = await readGroups(call.files);
  if (group !== undefined) {
    const own = groups.find((one) => one.name === group || String(one.gid) === group);
    if (own) return own.gid;
    throw new Fail(call.says(`unknown group ${group}`, `group '${group}' does not exist`), call.says(1, 6));
  }
  if (system && call.busybox) return 65_533;
  return makeGroup(call, name, groups.some(({ gid }) => gid === uid) ? undefined : uid, system);
}

/** Adds a user to the files of accounts, and makes its home. */
async function makeUser(call: Call, user: NewUser): Promise<void> {
  const { name, home, shell, comment } = user;
  const accounts = await readAccounts(call.files);
  checkUser(call, user, accounts);
  const taken = accounts.map((one) => one.uid);
  const id = user.uid ?? free(taken, user.system ? call.says(100, 999) : 1000);
  const gid = await groupFor(call, user, id);
  await append(call, '/etc/passwd', `${name}:x:${id}:${gid}:${comment}:${home}:${shell}`);
  await append(call, '/etc/shadow', `${name}:!:${Math.floor(call.self.clock.now() / 86_400_000)}:0:99999:7:::`, 0o640);
  if (!user.makeHome || home === '/nonexistent') return;
  await call.files.mkdir(home, { parents: true });
  await call.files.chmod(home, call.says(0o2755, 0o750));
  await call.files.chown(home, id, gid);
}

/** A number that an option gives. */
export const numberOption = (call: Call, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text))
    throw new Fail(call.says(`invalid number '${text}'`, `invalid numeric argument '${text}'`), call.says(1, 3));
  return Number(text);
};

/** Debian's defaults differ from BusyBox's for the shell, the home and the group of a system user. */
function newUser(call: Call, options: Options, name: string): NewUser {
  const system = options.has('S');
  const debianSystem = system && !call.busybox;
  const shell = system ? call.says('/bin/false', '/usr/sbin/nologin') : call.says('/bin/sh', '/bin/bash');
  return {
    name,
    uid: numberOption(call, options.value('u')),
    group: options.value('G') ?? (debianSystem && !options.has('U') ? 'nogroup' : undefined),
    home: options.value('h', debianSystem ? '/nonexistent' : `/home/${name}`),
    makeHome: !options.has('H'),
    shell: options.value('s', shell),
    comment: options.value('g', call.says('Linux User,,,', '')),
    system,
  };
}

async function joinGroup(call: Call, name: string, group: string): Promise<void> {
  if (!(await readAccounts(call.files)).some((one) => one.name === name)) throw new Fail(`unknown user ${name}`);
  await addMember(call, name, group);
  if (!call.busybox) await call.print(`Adding user \`${name}' to group \`${group}' ...\nDone.\n`);
}

/** Both worlds' adduser: BusyBox's short options, and Debian's long ones. */
async function adduser(call: Call): Promise<undefined> {
  requireRoot(call, '/etc/passwd');
  const options = call.busybox
    ? call.options('DSHh:s:G:u:g:k:', {
        home: 'h:',
        shell: 's:',
        gecos: 'g:',
        ingroup: 'G:',
        'disabled-password': 'D',
        system: 'S',
        'no-create-home': 'H',
        uid: 'u:',
      })
    : call.options('q', {
        home: 'h:',
        shell: 's:',
        gecos: 'g:',
        comment: 'g:',
        ingroup: 'G:',
        gid: 'G:',
        group: 'U',
        'disabled-password': 'D',
        'disabled-login': 'D',
        system: 'S',
        'no-create-home': 'H',
        uid: 'u:',
        quiet: 'q',
        'allow-bad-names': 'b',
      });
  const [name, group] = options.rest;
  if (name === undefined) throw new Fail(call.says('bad usage', 'Only one or two names allowed.'));
  if (group !== undefined) return joinGroup(call, name, group).then(() => undefined);
  const user = newUser(call, options, name);
  await makeUser(call, user);
  const kind = user.system ? 'system ' : '';
  if (!call.busybox && !options.has('q')) await call.print(`info: Adding ${kind}user \`${name}' ...\n`);
  if (call.busybox && !user.system && !options.has('D'))
    await call.print(`Changing password for ${name}\nNew password: \n`);
  return undefined;
}

async function useradd(call: Call): Promise<undefined> {
  requireRoot(call, '/etc/passwd');
  const options = call.options('mMrd:s:u:g:G:c:Nlop:kU', {
    'create-home': 'm',
    system: 'r',
    'home-dir': 'd:',
    shell: 's:',
    uid: 'u:',
    gid: 'g:',
    groups: 'G:',
    comment: 'c:',
    'no-create-home': 'M',
    'no-log-init': 'l',
    'user-group': 'U',
    'no-user-group': 'N',
    password: 'p:',
  });
  const [name] = options.rest;
  if (name === undefined) throw new Fail('Usage: useradd [options] LOGIN', 2);
  await makeUser(call, {
    name,
    uid: numberOption(call, options.value('u')),
    group: options.value('g') ?? (options.has('N') ? '100' : undefined),
    home: options.value('d', `/home/${name}`),
    makeHome: options.has('m'),
    shell: options.value('s', '/bin/sh'),
    comment: options.value('c', ''),
    system: options.has('r'),
  });
  for (const group of options.value('G', '').split(',').filter(Boolean)) await addMember(call, name, group);
  return undefined;
}

/** Commands that add users. */
export const newUserTools: Tools = { adduser, useradd };
