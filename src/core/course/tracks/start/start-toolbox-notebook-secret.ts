import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, contains, exists, lacks, matches, none, not, secret, some } from '../../match';

const patterns: Probe = { source: 'file', path: '.gitignore', as: 'lines' };
const bytes: Probe = { source: 'file', path: '.gitignore', as: 'bytes' };
const files: Probe = { source: 'folder', path: '.' };
const index: Probe = { source: 'file', path: '.git/index', as: 'bytes' };
const secretFile: Probe = { source: 'file', path: 'secret.env', as: 'facts' };

/** The patterns that match `secret.env`, and those that bring it back. */
const pattern = String.raw`(?:\*\*)?/?(?:\*{1,2}|\*\.\*|\*?\.?env|\*\.env\*|\*?secret\*|\*?secret\.(?:env|\*))`;
const hides = allOf(matches(new RegExp(`^${pattern}$`)), not(matches(/^(?:\*\*\/|\/)?\.?env$/)));
const shows = matches(new RegExp(`^!${pattern}$`));

/** A pattern that keeps the secret out. */
export const ignored: Condition = {
  id: 'ignored',
  title: { en: '`.gitignore` matches `secret.env`', zh: '`.gitignore` 里有能匹配 `secret.env` 的规则' },
  when: 'now',
  expect: [{ probe: patterns, shape: allOf(some(hides), none(shows)) }],
  told: [
    {
      id: 'other-file',
      probe: files,
      shape: allOf(none('.gitignore'), some(matches(/^\.?git-?ignore(?:\.txt)?$/i))),
      text: {
        en: 'Git reads only a file that is called exactly `.gitignore`, with the dot and without an ending. Rename yours.',
        zh: 'Git 只认名字恰好是 `.gitignore` 的文件：前面有点，后面没有扩展名。请改名。',
      },
    },
    {
      id: 'wide',
      probe: bytes,
      shape: contains('\0'),
      text: {
        en: 'The file is written as UTF-16, as old PowerShell does with `>`, and Git cannot read it so. Save it as UTF-8 in the editor.',
        zh: '这个文件是 UTF-16 编码（旧版 PowerShell 的 `>` 会这样写），Git 读不懂。请在编辑器里另存为 UTF-8。',
      },
    },
    {
      id: 'negated',
      probe: patterns,
      shape: some(shows),
      text: {
        en: 'A line that begins with `!` brings files back in: of several lines that match, the last one counts. Remove it.',
        zh: '以 `!` 开头的行会把文件重新包含进来：有多行匹配时，以最后一行为准。请删掉它。',
      },
    },
    {
      id: 'dot-env',
      probe: patterns,
      shape: some(matches(/^(?:\*\*)?\/?\.env\*?$/)),
      text: {
        en: 'This matches only names that begin with `.env`, not `secret.env`. Write `*.env`.',
        zh: '它只匹配以 `.env` 开头的名字，匹配不到 `secret.env`。请写 `*.env`。',
      },
    },
    {
      id: 'folder',
      probe: patterns,
      shape: some(matches(/(?:\*\.?env|secret\.env)\/$/)),
      text: {
        en: 'A slash at the end means folders only. Write `*.env` without it.',
        zh: '末尾的斜杠表示只匹配文件夹。请去掉它，写 `*.env`。',
      },
    },
    {
      id: 'quoted',
      probe: patterns,
      shape: some(matches(/^["'“‘]|["'”’]$/)),
      text: {
        en: 'The quotes have got into the file, and Git takes them as part of the name. Write `*.env` without quotes.',
        zh: '引号也写进了文件，Git 会把它当成名字的一部分。请写 `*.env`，不带引号。',
      },
    },
    {
      id: 'no-pattern',
      probe: patterns,
      shape: exists,
      text: {
        en: 'No line of this file matches `secret.env`. Write `*.env` on a line of its own.',
        zh: '文件里没有哪一行能匹配 `secret.env`。请单独写一行 `*.env`。',
      },
    },
  ],
};

/** What the next commit would hold: the notes and the list, but not the secret. */
export const secretOut: Condition = {
  id: 'secret-out',
  title: { en: 'Git tracks the notes and not the secret', zh: 'Git 跟踪笔记，不跟踪机密' },
  when: 'now',
  expect: [{ probe: index, shape: secret(allOf(contains('notes.md'), contains('.gitignore'), lacks('secret.env'))) }],
  told: [
    {
      id: 'tracked',
      probe: index,
      shape: contains('secret.env'),
      text: {
        en: '`secret.env` is tracked already, and `.gitignore` does not undo that. `git rm --cached secret.env`, then commit.',
        zh: '`secret.env` 已经被跟踪了，`.gitignore` 撤销不了。请执行 `git rm --cached secret.env`，再提交。',
      },
    },
    {
      id: 'notes-not-added',
      probe: index,
      shape: lacks('notes.md'),
      text: {
        en: 'Git does not track `notes.md`. `git add notes.md`, then commit.',
        zh: 'Git 没有跟踪 `notes.md`。请执行 `git add notes.md`，再提交。',
      },
    },
    {
      id: 'list-not-added',
      probe: index,
      shape: lacks('.gitignore'),
      text: {
        en: 'Git does not track `.gitignore`, so others who work with this repository would lack it. `git add .gitignore`, then commit.',
        zh: 'Git 没有跟踪 `.gitignore`，一起用这个仓库的人就拿不到它。请执行 `git add .gitignore`，再提交。',
      },
    },
    {
      id: 'nothing-added',
      probe: index,
      shape: absent,
      text: {
        en: 'Git tracks no file yet. `git add notes.md .gitignore`, then commit.',
        zh: 'Git 还没有跟踪任何文件。请执行 `git add notes.md .gitignore`，再提交。',
      },
    },
  ],
};

/** The file itself stays: programs need it. */
export const secretKept: Condition = {
  id: 'secret-kept',
  title: { en: '`secret.env` is still on the disk', zh: '`secret.env` 仍在磁盘上' },
  when: 'now',
  expect: [{ probe: secretFile, shape: { type: 'file' } }],
  told: [
    {
      id: 'deleted',
      probe: secretFile,
      shape: absent,
      text: {
        en: 'The file is gone. Keep it, only Git should ignore it (`git rm` without `--cached` deletes it). Write it again: `echo TOKEN=change-me > secret.env`.',
        zh: '文件不见了。要留着它，只是让 Git 忽略它（`git rm` 不加 `--cached` 会把文件也删掉）。请重新写一份：`echo TOKEN=change-me > secret.env`。',
      },
    },
  ],
};
