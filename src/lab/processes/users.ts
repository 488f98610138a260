import type { Files } from '../kernel/files';
import type { User } from '../kernel/process';

type PasswdRow = { readonly name: string; readonly uid: number; readonly gid: number; readonly home: string };
type GroupRow = { readonly name: string; readonly gid: number; readonly members: readonly string[] };

const isNumber = (text: string): boolean => /^\d+$/.test(text);

async function rows(files: Files, path: string): Promise<readonly (readonly string[])[]> {
  const text = await files.read(path).then(
    (content) => content.toString('utf8'),
    () => '',
  );
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));
}

async function passwd(files: Files): Promise<readonly PasswdRow[]> {
  return (await rows(files, '/etc/passwd')).map(([name = '', , uid = '', gid = '', , home = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home: home === '' ? '/' : home,
  }));
}

async function groups(files: Files): Promise<readonly GroupRow[]> {
  return (await rows(files, '/etc/group')).map(([name = '', , gid = '', members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));
}

/** The ids of the groups that /etc/group gives to a user by name, without the user's first group. */
export async function groupsOf(files: Files, name: string): Promise<readonly number[]> {
  if (name === '') return [];
  return (await groups(files)).filter((row) => row.members.includes(name)).map((row) => row.gid);
}

function knownUser(list: readonly PasswdRow[], name: string): PasswdRow {
  const found = list.find((row) => row.name === name) ?? list.find((row) => String(row.uid) === name);
  if (found) return found;
  if (!isNumber(name)) throw new Error(`unable to find user ${name}: no matching entries in passwd file`);
  if (Number(name) > 2147483647) throw new Error('uids and gids must be in range 0-2147483647');
  return { name: '', uid: Number(name), gid: 0, home: '/' };
}

async function knownGroup(files: Files, name: string): Promise<number> {
  const list = await groups(files);
  const found = list.find((row) => row.name === name) ?? list.find((row) => String(row.gid) === name);
  if (found) return found.gid;
  if (!isNumber(name)) throw new Error(`unable to find group ${name}: no matching entries in group file`);
  if (Number(name) > 2147483647) throw new Error('uids and gids must be in range 0-2147483647');
  return Number(name);
}

/**
 * The user that `USER` or `--user` means in a container's files: empty (root), `name`, `uid`, `name:group`, `uid:gid`.
 * An unknown number is a user without name, of group 0, at home in `/`. Throws with runc's sentence.
 */
export async function findUser(files: Files, spec: string): Promise<User> {
  const [name = '', group = ''] = spec.split(':');
  const list = await passwd(files);
  const row = knownUser(list, name === '' ? '0' : name);
  const user = { uid: row.uid, name: row.name, home: row.home };
  if (group !== '') return { ...user, gid: await knownGroup(files, group), groups: [] };
  return { ...user, gid: row.gid, groups: await groupsOf(files, row.name) };
}

/** The ids of groups by name or number (`--group-add`); throws with the engine's sentence. */
export async function findGroups(files: Files, names: readonly string[]): Promise<readonly number[]> {
  if (names.length === 0) return [];
  const list = await groups(files);
  return names.map((name) => {
    const found = list.find((row) => row.name === name);
    if (found) return found.gid;
    if (!/^-?\d+$/.test(name)) throw new Error(`Unable to find group ${name}: no matching entries in group file`);
    const id = Number(name);
    if (id < 0 || id > 2147483647) throw new Error('uids and gids must be in range 0-2147483647');
    return id;
  });
}
