import { resolvePath, type FileMap } from './file-map';

type Owner = { readonly uid: number; readonly gid: number };

/**
 * The owner that `--chown` names, by the stage's own /etc/passwd and /etc/group; a number stands for itself. Who is not
 * there is root, as with BuildKit.
 */
export function ownerOf(files: FileMap, spec: string): Owner {
  const [user = '', group] = spec.split(':', 2);
  const account = /^\d+$/.test(user)
    ? { uid: Number(user), gid: Number(user) }
    : accountOf(rows(files, 'etc/passwd').find(([name]) => name === user));
  if (group === undefined || group === '') return account;
  if (/^\d+$/.test(group)) return { uid: account.uid, gid: Number(group) };
  return { uid: account.uid, gid: Number(rows(files, 'etc/group').find(([name]) => name === group)?.[2] ?? 0) };
}

const accountOf = (row: readonly string[] | undefined): Owner => ({
  uid: Number(row?.[2] ?? 0),
  gid: Number(row?.[3] ?? 0),
});

function rows(files: FileMap, path: string): readonly (readonly string[])[] {
  const file = files.get(resolvePath(files, path));
  if (file?.kind !== 'file') return [];
  return Buffer.from(file.data)
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(':'));
}
