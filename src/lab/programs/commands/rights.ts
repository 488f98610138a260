import { FileError } from '../../kernel/files';
import { readAccounts, readGroups } from '../text/accounts';
import { changeMode } from '../text/modes';
import type { Options } from '../text/options';
import { Fail, type Call, type Tools } from './tool';

/** Does something to files, and with `-R` to all below them. */
async function walk(
  call: Call,
  names: readonly string[],
  deep: boolean,
  each: (path: string, name: string) => Promise<void>,
): Promise<void> {
  const queue = [...names];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const path = call.path(name);
    const sentence = call.says(name, `cannot access '${name}'`);
    const stat = await call.attempt(sentence, () => (deep ? call.files.lstat(path) : call.files.stat(path)));
    if (!stat) continue;
    await each(path, name);
    if (!deep || stat.kind !== 'directory') continue;
    const children = await call.attempt(name, () => call.files.list(path));
    queue.unshift(...(children ?? []).map((child) => `${name.replace(/\/$/, '')}/${child}`));
  }
}

/** What the options leave: a mode may begin with a dash (`chmod -x file`). */
function splitMode(args: readonly string[]): { readonly mode: string | undefined; readonly args: readonly string[] } {
  const at = args.findIndex((word) => !/^-[Rvcf]+$/.test(word) && !word.startsWith('--'));
  return { mode: args[at], args: args.filter((_, place) => place !== at) };
}

async function chmod(call: Call): Promise<undefined> {
  const { mode, args } = splitMode(call.args);
  const deep = args.some((word) => /^-[vcf]*R/.test(word) || word === '--recursive');
  const names = args.filter((word) => !word.startsWith('-'));
  if (mode === undefined) throw new Fail('missing operand');
  if (names.length === 0) throw new Fail(call.says('missing operand', `missing operand after '${mode}'`));
  await walk(call, names, deep, async (path, name) => {
    await call.attempt(call.says(name, `changing permissions of '${name}'`), async () => {
      const stat = await call.files.lstat(path);
      if (stat.kind === 'symlink' && deep) return;
      const next = changeMode(mode, (await call.files.stat(path)).mode, stat.kind === 'directory');
      if (next === undefined) throw new Fail(`invalid mode${call.says(` '${mode}'`, `: '${mode}'`)}`);
      await call.files.chmod(path, next);
    });
  });
  return undefined;
}

type Owner = { readonly uid: number | undefined; readonly gid: number | undefined };

async function findOwner(call: Call, text: string): Promise<Owner> {
  const [user = '', group] = text.split(text.includes(':') || !text.includes('.') ? ':' : '.');
  const account = (await readAccounts(call.files)).find(({ name }) => name === user);
  const uid = user === '' ? undefined : (account?.uid ?? (/^\d+$/.test(user) ? Number(user) : NaN));
  if (Number.isNaN(uid)) throw new Fail(call.says(`unknown user ${user}`, `invalid user: '${text}'`));
  return {
    uid,
    gid: group === '' ? account?.gid : group === undefined ? undefined : await findGroup(call, group, text),
  };
}

async function findGroup(call: Call, name: string, whole: string): Promise<number> {
  const found = (await readGroups(call.files)).find((group) => group.name === name)?.gid;
  const gid = found ?? (/^\d+$/.test(name) ? Number(name) : NaN);
  if (Number.isNaN(gid)) throw new Fail(call.says(`unknown group ${name}`, `invalid group: '${whole}'`));
  return gid;
}

async function changeOwner(call: Call, options: Options, owner: Owner): Promise<void> {
  const follow = !options.has('h');
  const deep = options.has('R');
  await walk(call, options.rest.slice(1), deep, async (path, name) => {
    await call.attempt(
      call.says(name, `changing ${owner.uid === undefined ? 'group' : 'ownership'} of '${name}'`),
      async () => {
        const stat = await call.files.lstat(path);
        if (call.self.user.uid !== 0 && owner.uid !== undefined && owner.uid !== stat.uid)
          throw new FileError('EPERM', path);
        await call.files.chown(path, owner.uid ?? stat.uid, owner.gid ?? stat.gid, { follow: follow && !deep });
      },
    );
  });
}

async function chown(call: Call): Promise<undefined> {
  const options = call.options('RhvcfLHP', { recursive: 'R', 'no-dereference': 'h', reference: 'r:', from: 'from:' });
  const [owner] = options.rest;
  if (owner === undefined) throw new Fail('missing operand');
  if (options.rest.length < 2) throw new Fail(call.says('missing operand', `missing operand after '${owner}'`));
  await changeOwner(call, options, await findOwner(call, owner));
  return undefined;
}

async function chgrp(call: Call): Promise<undefined> {
  const options = call.options('RhvcfLHP', { recursive: 'R' });
  const [group] = options.rest;
  if (group === undefined || options.rest.length < 2) throw new Fail('missing operand');
  await changeOwner(call, options, { uid: undefined, gid: await findGroup(call, group, group) });
  return undefined;
}

/** Commands that change who may do what with files. */
export const rightsTools: Tools = { chmod, chown, chgrp };
