import type { Files } from '../../kernel/files';
import type { User } from '../../kernel/process';
import { textOf } from './serving';

/** The account of that name in the container's /etc/passwd; undefined when there is none. */
export async function accountOf(files: Files, name: string): Promise<User | undefined> {
  const rows = ((await textOf(files, '/etc/passwd')) ?? '').split('\n').map((line) => line.split(':'));
  const [, , uid, gid, , home] = rows.find(([first]) => first === name) ?? [];
  if (uid === undefined || gid === undefined) return undefined;
  return { name, uid: Number(uid), gid: Number(gid), home: home ?? '/' };
}
