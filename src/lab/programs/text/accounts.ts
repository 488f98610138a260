import { FileError, type Files } from '../../kernel/files';

/** A row of /etc/passwd. */
export type Account = {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
};

/** A row of /etc/group. */
export type Group = { readonly name: string; readonly gid: number; readonly members: readonly string[] };

/** A file's text; empty when it is not there or may not be read. */
export async function textOf(files: Files, path: string): Promise<string> {
  try {
    return (await files.read(path)).toString('utf8');
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}

const rows = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => line.split(':'));

export const readAccounts = async (files: Files): Promise<readonly Account[]> =>
  rows(await textOf(files, '/etc/passwd')).map(([name = '', , uid, gid, comment = '', home = '/', shell = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    comment,
    home,
    shell,
  }));

export const readGroups = async (files: Files): Promise<readonly Group[]> =>
  rows(await textOf(files, '/etc/group')).map(([name = '', , gid, members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter(Boolean),
  }));

/** Names of numbers, for `ls -l`, `ps` and `stat`. */
export type Names = { readonly user: (uid: number) => string; readonly group: (gid: number) => string };

/** Reads both files once. */
export async function readNames(files: Files): Promise<Names> {
  const [accounts, groups] = [await readAccounts(files), await readGroups(files)];
  return {
    user: (uid) => accounts.find((one) => one.uid === uid)?.name ?? String(uid),
    group: (gid) => groups.find((one) => one.gid === gid)?.name ?? String(gid),
  };
}
