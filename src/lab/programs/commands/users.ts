import { createHash, randomBytes } from 'node:crypto';
import { readAccounts, readGroups, textOf } from '../text/accounts';
import { linesOf, readAll } from '../text/streams';
import { addMember, makeGroup, numberOption, requireRoot } from './new-users';
import { Fail, type Call, type Tools } from './tool';

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
    const [name = '', ...parts] = line.split(':');
    const password = parts.join(':');
    await setPassword(call, name, options.has('e') ? password : sealed(password));
    if (call.busybox) await call.print(`chpasswd: password for '${name}' changed\n`);
  }
  return undefined;
}

/** Commands that change /etc/passwd and its neighbours. */
export const userTools: Tools = {
  addgroup,
  deluser,
  delgroup,
  groupadd: addgroup,
  userdel: deluser,
  groupdel: delgroup,
  usermod,
  passwd,
  chpasswd,
};
