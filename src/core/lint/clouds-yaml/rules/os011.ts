import type { Nearby } from '../../nearby';
import type { Rule } from '../../rule';
import { loginOf, type CloudsFile } from '../file';
import { foldersUp } from '../looks-at';

/** A password that goes into Git. */
export const os011: Rule<CloudsFile> = {
  code: 'OS011',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Password in a Git work tree', zh: '密码在 Git 工作区里' },
  message: {
    en: 'Git does not ignore this file: with the next commit the {key} is in the history for good.',
    zh: 'Git 没有忽略此文件：下一次提交之后，{key} 会永远留在历史里。',
  },
  why: {
    en: 'What was committed once can be read by everybody who has the repository, now and later. Put the secret into secure.yaml beside clouds.yaml, where the client looks for it as well, and name that file in .gitignore. If the file has been committed already, change the password.',
    zh: '提交过的内容，所有能看到仓库的人都能读到，以后也一样。请把密码写进 clouds.yaml 旁边的 secure.yaml，客户端同样会读取，并把该文件写进 .gitignore。如果已经提交过，请更换密码。',
  },
  lesson: 'openstack/lab',
  *check(file, nearby) {
    if (!isTracked(file, nearby)) return;
    for (const cloud of file.clouds) {
      for (const key of ['password', 'application_credential_secret'] as const) {
        const { value } = loginOf(cloud, key) ?? {};
        if (value?.kind !== 'scalar' || value.text === '' || /^\{\{|^<|^\$/.test(value.text)) continue;
        yield { span: value.part(), args: { key } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: «secret»\n',
        beside: { '.git/HEAD': 'ref: refs/heads/main\n', '.gitignore': '*.log\n' },
      },
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: «secret»\n',
        beside: { '../.git/HEAD': 'ref: refs/heads/main\n' },
      },
    ],
    good: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: secret\n',
        beside: { '../.git/HEAD': 'x\n', '../.gitignore': '*.log\nclouds.yaml\n' },
      },
      { text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: secret\n', beside: { 'README.md': '' } },
      'clouds:\n  lab:\n    profile: a\n    auth:\n      password: secret\n',
    ],
  },
};

/** Is it certain that a work tree holds this file, and that nothing tells Git to leave it out? */
function isTracked({ path, purpose }: CloudsFile, nearby: Nearby): boolean {
  const name = path?.split(/[\\/]/).at(-1) ?? (purpose === 'public' ? 'clouds-public.yaml' : 'clouds.yaml');
  for (const folder of foldersUp()) {
    const ignore = nearby.at(`${folder}.gitignore`);
    if (ignore === undefined) return false;
    if (ignore.kind === 'file' && (ignore.text === undefined || mayIgnore(ignore.text, name))) return false;
    const tree = nearby.at(`${folder}.git`);
    if (tree === undefined) return false;
    if (tree.kind !== 'nothing') return true;
  }
  return false;
}

/** May one of these patterns mean the file, or a folder that it is in? */
function mayIgnore(text: string, name: string): boolean {
  return text.split(/\r?\n/).some((line) => {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) return false;
    if (pattern.includes(name)) return true;
    const isOther = /^\*?\*?\/?\*?\.[\w-]+$/.test(pattern) && !/\.ya?ml$/.test(pattern);
    // A folder, or a pattern with stars, may well be ours.
    return !isOther && (/\*/.test(pattern) || /^\/?(?:etc|\.?config|secrets?|private|local)\b/.test(pattern));
  });
}
