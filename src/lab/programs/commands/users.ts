import { createHash, randomBytes } from 'node:crypto';
import { readAccounts, readGroups, textOf } from '../text/accounts';
import { linesOf, readAll } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

async function append(call: Call, path: string, line: string, mode = 0o644): Promise<void> {
  const text = await textOf(call.files, path);
  await call.files.write(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`, { mode });
}

function requireRoot(call: Call, file: string): void {
  if (call.self.user.uid === 0) return;
  if (!call.busybox) throw new Fail(`Permission denied.\n${call.name}: cannot lock ${file}; try again later.`, 1);
  throw new Fail(call.name === 'passwd' ? 'permission denied (are you root?)' : 'must be suid to work properly');
}

const free = (taken: readonly number[], first: number): number => {
  let id = first;
  while (taken.includes(id)) id++;
  return id;
};

async function addMember(call: Call, user: string, group: string): Promise<void> {
  const groups = await readGroups(call.files);
  const found = groups.find(({ name, gid }) => name === group || String(gid) === group);
  if (!found) throw new Fail(call.says(`unknown group ${group}`, `group '${group}' does not exist`), call.says(1, 6));
  if (found.members.includes(user)) return;
  const lines = linesOf(await textOf(call.files, '/etc/group')).map((line) =>
    line.startsWith(`${found.name}:`) ? `${line}${line.endsWith(':') ? '' : ','}${user}` : line,
  );
  await call.files.write('/etc/group', `${lines.join('\n')}\n`);
}

async function makeGroup(call: Call, name: string, gid: number | undefined, system: boolean): Promise<number> {
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

async function makeUser(call: Call, user: NewUser): Promise<void> {
  const { name, uid, group } = user;
  if (!/^[a-zA-Z0-9_][a-zA-Z0-9_.-]*\$?$/.test(name))
    throw new Fail(call.says(`illegal name '${name}'`, `invalid user name '${name}'`), call.says(1, 3));
  const accounts = await readAccounts(call.files);
  if (accounts.some((one) => one.name === name))
    throw new Fail(call.says(`user '${name}' in use`, `user '${name}' already exists`), call.says(1, 9));
  if (uid !== undefined && accounts.some((one) => one.uid === uid))
    throw new Fail(call.says(`uid '${uid}' in use`, `UID ${uid} is not unique`), call.says(1, 4));
  const id =
    uid ??
    free(
      accounts.map((one) => one.uid),
      user.system ? call.says(100, 999) : 1000,
    );
  const groups = await readGroups(call.files);
  const own = group === undefined ? undefined : groups.find((one) => one.name === group || String(one.gid) === group);
  if (group !== undefined && !own)
    throw new Fail(call.says(`unknown group ${group}`, `group '${group}' does not exist`), call.says(1, 6));
  const gid =
    own?.gid ??
    (user.system && call.busybox
      ? 65_533
      : await makeGroup(call, name, groups.some((one) => one.gid === id) ? undefined : id, user.system));
  await append(call, '/etc/passwd', `${name}:x:${id}:${gid}:${user.comment}:${user.home}:${user.shell}`);
  await append(call, '/etc/shadow', `${name}:!:${Math.floor(call.self.clock.now() / 86_400_000)}:0:99999:7:::`, 0o640);
  if (!user.makeHome || user.home === '/nonexistent') return;
  await call.files.mkdir(user.home, { parents: true });
  await call.files.chmod(user.home, call.says(0o2755, 0o750));
  await call.files.chown(user.home, id, gid);
}

const numberOption = (call: Call, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text))
    throw new Fail(call.says(`invalid number '${text}'`, `invalid numeric argument '${text}'`), call.says(1, 3));
  return Number(text);
};

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
  if (group !== undefined) {
    if (!(await readAccounts(call.files)).some((one) => one.name === name)) throw new Fail(`unknown user ${name}`);
    await addMember(call, name, group);
    if (!call.busybox) await call.print(`Adding user \`${name}' to group \`${group}' ...\nDone.\n`);
    return undefined;
  }
  const system = options.has('S');
  const home = options.value('h') ?? (system && !call.busybox ? '/nonexistent' : `/home/${name}`);
  await makeUser(call, {
    name,
    uid: numberOption(call, options.value('u')),
    group: options.value('G') ?? (system && !call.busybox && !options.has('U') ? 'nogroup' : undefined),
    home,
    makeHome: !options.has('H'),
    shell:
      options.value('s') ?? (system ? call.says('/bin/false', '/usr/sbin/nologin') : call.says('/bin/sh', '/bin/bash')),
    comment: options.value('g') ?? (call.busybox ? (system ? 'Linux User,,,' : 'Linux User,,,') : ''),
    system,
  });
  if (!call.busybox && !options.has('q'))
    await call.print(`info: Adding ${system ? 'system ' : ''}user \`${name}' ...\n`);
  if (call.busybox && !system && !options.has('D')) await call.print(`Changing password for ${name}\nNew password: \n`);
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

async function addgroup(call: Call): Promise<undefined> {
  requireRoot(call, '/etc/group');
  const options = call.options(call.says('g:S', 'g:rfo'), {
    gid: 'g:',
    system: call.says('S', 'r'),
    quiet: 'q',
    force: 'f',
  });
  const [name, group] = options.rest;
  if (name === undefined)
    throw new Fail(
      call.name === 'groupadd' ? 'Usage: groupadd [options] GROUP' : 'bad usage',
      call.name === 'groupadd' ? 2 : 1,
    );
  if (group !== undefined) await addMember(call, name, group);
  else if (!(options.has('f') && (await readGroups(call.files)).some((one) => one.name === name))) {
    const gid = await makeGroup(call, name, numberOption(call, options.value('g')), options.has('S', 'r'));
    if (!call.busybox && call.name === 'addgroup') await call.print(`info: Adding group \`${name}' (GID ${gid}) ...\n`);
  }
  return undefined;
}

async function dropLines(call: Call, path: string, name: string): Promise<boolean> {
  const lines = linesOf(await textOf(call.files, path));
  const left = lines.filter((line) => !line.startsWith(`${name}:`));
  if (left.length < lines.length) await call.files.write(path, left.map((line) => `${line}\n`).join(''));
  return left.length < lines.length;
}

async function deluser(call: Call): Promise<undefined> {
  requireRoot(call, '/etc/passwd');
  const options = call.options('rf', { 'remove-home': 'r', remove: 'r' });
  const [name = ''] = options.rest;
  const account = (await readAccounts(call.files)).find((one) => one.name === name);
  if (!account) throw new Fail(call.says(`unknown user ${name}`, `user '${name}' does not exist`), call.says(1, 6));
  await dropLines(call, '/etc/passwd', name);
  await dropLines(call, '/etc/shadow', name);
  if ((await readGroups(call.files)).some((group) => group.name === name && group.members.length === 0))
    await dropLines(call, '/etc/group', name);
  if (options.has('r')) await call.files.remove(account.home, { recursive: true }).catch(() => undefined);
  return undefined;
}

async function delgroup(call: Call): Promise<undefined> {
  requireRoot(call, '/etc/group');
  const name = call.args.at(-1) ?? '';
  if (!(await dropLines(call, '/etc/group', name)))
    throw new Fail(call.says(`unknown group ${name}`, `group '${name}' does not exist`), call.says(1, 6));
  return undefined;
}

async function usermod(call: Call): Promise<undefined> {
  requireRoot(call, '/etc/passwd');
  const options = call.options('aG:g:s:d:u:mLUl:c:', {
    append: 'a',
    groups: 'G:',
    shell: 's:',
    home: 'd:',
    uid: 'u:',
    gid: 'g:',
  });
  const [name = ''] = options.rest;
  const account = (await readAccounts(call.files)).find((one) => one.name === name);
  if (!account) throw new Fail(`user '${name}' does not exist`, 6);
  const next = {
    ...account,
    shell: options.value('s') ?? account.shell,
    home: options.value('d') ?? account.home,
    uid: numberOption(call, options.value('u')) ?? account.uid,
    gid: numberOption(call, options.value('g')) ?? account.gid,
  };
  const lines = linesOf(await textOf(call.files, '/etc/passwd')).map((line) =>
    line.startsWith(`${name}:`) ? `${name}:x:${next.uid}:${next.gid}:${next.comment}:${next.home}:${next.shell}` : line,
  );
  await call.files.write('/etc/passwd', `${lines.join('\n')}\n`);
  for (const group of options.value('G', '').split(',').filter(Boolean)) await addMember(call, name, group);
  return undefined;
}

/** A salted digest in the place of crypt(3)'s: nobody logs in with it here. */
const sealed = (password: string): string => {
  const salt = randomBytes(6).toString('base64url');
  return `$lab$${salt}$${createHash('sha512')
    .update(salt + password)
    .digest('base64url')}`;
};

async function setPassword(call: Call, name: string, field: string): Promise<void> {
  if (!(await readAccounts(call.files)).some((one) => one.name === name))
    throw new Fail(call.says(`unknown user ${name}`, `user '${name}' does not exist`));
  const lines = linesOf(await textOf(call.files, '/etc/shadow')).filter((line) => !line.startsWith(`${name}:`));
  await call.files.write(
    '/etc/shadow',
    `${[...lines, `${name}:${field}:${Math.floor(call.self.clock.now() / 86_400_000)}:0:99999:7:::`].join('\n')}\n`,
    { mode: 0o640 },
  );
}

async function passwd(call: Call): Promise<undefined> {
  const options = call.options('ldua:S', { delete: 'd', lock: 'l', unlock: 'u', status: 'S' });
  const name = options.rest[0] ?? call.self.user.name;
  requireRoot(call, '/etc/passwd');
  if (options.has('d', 'l', 'u')) await setPassword(call, name, options.has('l') ? '!' : '');
  else {
    await call.warn(call.says(`Changing password for ${name}\nNew password: `, 'New password: '));
    const [first = '', second = first] = linesOf((await readAll(call.self.stdin)).toString());
    if (first === '' || first !== second)
      throw new Fail(call.says(`password for ${name} is unchanged`, 'password unchanged'), 1);
    await setPassword(call, name, sealed(first));
  }
  await (call.busybox
    ? call.print(`passwd: password for ${name} changed by root\n`)
    : call.warn('passwd: password updated successfully\n'));
  return undefined;
}

async function chpasswd(call: Call): Promise<undefined> {
  const options = call.options('emc:', { encrypted: 'e' });
  requireRoot(call, '/etc/passwd');
  for (const line of linesOf((await readAll(call.self.stdin)).toString())) {
    const [name = '', password = ''] = [line.split(':')[0], line.slice(line.indexOf(':') + 1)];
    await setPassword(call, name, options.has('e') ? password : sealed(password));
    if (call.busybox) await call.print(`chpasswd: password for '${name}' changed\n`);
  }
  return undefined;
}

/** Commands that change /etc/passwd and its neighbours. */
export const userTools: Tools = {
  adduser,
  addgroup,
  deluser,
  delgroup,
  useradd,
  groupadd: addgroup,
  userdel: deluser,
  groupdel: delgroup,
  usermod,
  passwd,
  chpasswd,
};
