import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, exists, matches, sameAs, some } from '../../match';

const facts = (path: string): Probe => ({ source: 'file', path, as: 'facts' });

/** The size of a file of the starter: all of them differ in it, and a directory in the place of a file has one, too. */
const sizeOf = (path: string) => sameAs({ probe: { source: 'starter', path, as: 'facts' }, path: ['size'] });
const sizeHere = (path: string) => sameAs({ probe: facts(path), path: ['size'] });

/** A file that has another name in another folder now. */
export const moved: Condition = {
  id: 'moved',
  title: {
    en: '`report-2026.txt` has become `projects/demo/report.txt`',
    zh: '`report-2026.txt` 已变成 `projects/demo/report.txt`',
  },
  when: 'now',
  expect: [
    { probe: facts('projects/demo/report.txt'), shape: { type: 'file', size: sizeOf('inbox/report-2026.txt') } },
    { probe: facts('inbox/report-2026.txt'), shape: absent },
  ],
  told: [
    {
      id: 'copy',
      probe: facts('inbox/report-2026.txt'),
      shape: { size: sizeHere('projects/demo/report.txt') },
      text: {
        en: '`inbox/report-2026.txt` is still there: that was a copy. Use `mv`, or remove the source now.',
        zh: '`inbox/report-2026.txt` 还在：你做的是复制。请用 `mv`，或者现在删除原来的文件。',
      },
    },
    {
      id: 'directory',
      probe: facts('projects/demo/report.txt'),
      shape: { type: 'folder' },
      text: {
        en: '`projects/demo/report.txt` is a directory. `mv` into a directory keeps the old name: take the file out, remove the directory with `rmdir`, and move again.',
        zh: '`projects/demo/report.txt` 是目录。用 `mv` 移进目录时，文件保留原名：请把文件取出来，用 `rmdir` 删除这个目录，再移动一次。',
      },
    },
    {
      id: 'old-name',
      probe: facts('projects/demo/report-2026.txt'),
      shape: { type: 'file' },
      text: {
        en: 'The report is in `projects/demo` under its old name: `mv` into a directory keeps the name. Name the new one: `mv report-2026.txt report.txt`.',
        zh: '报告已经在 `projects/demo` 里，但还是原来的名字：用 `mv` 移进目录时名字不变。请写出新名字：`mv report-2026.txt report.txt`。',
      },
    },
    {
      id: 'other-report',
      probe: facts('projects/demo/report.txt'),
      shape: { size: sizeOf('inbox/report-2025.txt') },
      text: {
        en: '`report.txt` is the report of 2025. Give that one back with `mv`, then move `inbox/report-2026.txt`.',
        zh: '`report.txt` 是 2025 年的报告。请用 `mv` 把它移回去，再移动 `inbox/report-2026.txt`。',
      },
    },
    {
      id: 'changed',
      probe: facts('projects/demo/report.txt'),
      shape: { type: exists },
      text: {
        en: '`projects/demo/report.txt` is not the file that was `inbox/report-2026.txt`: its size differs. Move that one over it with `mv`; if it is gone, Reset restores it.',
        zh: '`projects/demo/report.txt` 和原来的 `inbox/report-2026.txt` 大小不同，不是同一份文件。请用 `mv` 把后者移过来覆盖它；如果后者没有了，用“重置”恢复。',
      },
    },
    {
      id: 'lost',
      probe: facts('inbox/report-2026.txt'),
      shape: absent,
      text: {
        en: 'The report is neither in `inbox` nor at `projects/demo/report.txt`. Look for it with `find . -name "report*"`; if it is gone, Reset restores it.',
        zh: '`inbox` 里和 `projects/demo/report.txt` 都没有这份报告。请用 `find . -name "report*"` 找一找；如果没有了，用“重置”恢复。',
      },
    },
  ],
};

/** A copy, and the original where it was. */
export const copied: Condition = {
  id: 'copied',
  title: {
    en: '`projects/demo/report.bak` is a copy of `inbox/report-2025.txt`',
    zh: '`projects/demo/report.bak` 是 `inbox/report-2025.txt` 的副本',
  },
  when: 'now',
  expect: [
    { probe: facts('projects/demo/report.bak'), shape: { type: 'file', size: sizeOf('inbox/report-2025.txt') } },
    { probe: facts('inbox/report-2025.txt'), shape: { type: 'file', size: sizeOf('inbox/report-2025.txt') } },
  ],
  told: [
    {
      id: 'inbox-gone',
      probe: facts('inbox'),
      shape: absent,
      text: {
        en: 'The whole `inbox` is gone: you removed more than asked, and `rm` has no undo. Reset restores it, and puts aside what you have made.',
        zh: '整个 `inbox` 都不见了：删多了，而 `rm` 无法撤销。用“重置”可以恢复它，你做的内容会先备份起来。',
      },
    },
    {
      id: 'moved',
      probe: facts('inbox/report-2025.txt'),
      shape: absent,
      text: {
        en: '`inbox/report-2025.txt` is gone: the task wants `cp`, not `mv`. Copy it back: the original must stay.',
        zh: '`inbox/report-2025.txt` 不见了：题目要的是 `cp`，不是 `mv`。请把它复制回去，原件要保留。',
      },
    },
    {
      id: 'link',
      probe: facts('projects/demo/report.bak'),
      shape: { type: 'link' },
      text: {
        en: '`report.bak` is a link to the report, not a copy: when the original changes, so does it. Remove the link and use `cp`.',
        zh: '`report.bak` 是指向报告的链接，不是副本：原件一改，它也跟着变。请删除链接，改用 `cp`。',
      },
    },
    {
      id: 'old-name',
      probe: facts('projects/demo/report-2025.txt'),
      shape: { type: 'file' },
      text: {
        en: 'The copy is called `report-2025.txt`: `cp` into a directory keeps the name. Rename it: `mv report-2025.txt report.bak`.',
        zh: '副本叫 `report-2025.txt`：用 `cp` 复制进目录时名字不变。请改名：`mv report-2025.txt report.bak`。',
      },
    },
    {
      id: 'other-content',
      probe: facts('projects/demo/report.bak'),
      shape: { type: exists },
      text: {
        en: '`report.bak` does not hold the report of 2025. Copy again: `cp inbox/report-2025.txt projects/demo/report.bak`.',
        zh: '`report.bak` 的内容不是 2025 年的报告。请重新复制：`cp inbox/report-2025.txt projects/demo/report.bak`。',
      },
    },
  ],
};

/** A name with a blank in it. */
export const blank: Condition = {
  id: 'blank',
  title: {
    en: '`my notes.txt` has become `projects/demo/notes.txt`',
    zh: '`my notes.txt` 已变成 `projects/demo/notes.txt`',
  },
  when: 'now',
  expect: [
    { probe: facts('projects/demo/notes.txt'), shape: { type: 'file', size: sizeOf('inbox/my notes.txt') } },
    { probe: facts('inbox/my notes.txt'), shape: absent },
  ],
  told: [
    {
      id: 'copy',
      probe: facts('inbox/my notes.txt'),
      shape: { size: sizeHere('projects/demo/notes.txt') },
      text: {
        en: '`inbox/my notes.txt` is still there: that was a copy. Use `mv`, or remove the source now.',
        zh: '`inbox/my notes.txt` 还在：你做的是复制。请用 `mv`，或者现在删除原来的文件。',
      },
    },
    {
      id: 'old-name',
      probe: facts('projects/demo/my notes.txt'),
      shape: { type: 'file' },
      text: {
        en: 'The notes are in the right directory under their old name. Rename them: `mv "my notes.txt" notes.txt`.',
        zh: '笔记已经在正确的目录里，但还是原来的名字。请改名：`mv "my notes.txt" notes.txt`。',
      },
    },
    {
      id: 'unquoted',
      probe: { source: 'folder', path: '.' },
      shape: some(matches(/^(?:inbox\/|projects\/(?:demo\/)?)?my$|^(?:inbox\/|projects\/)?notes\.txt$/)),
      text: {
        en: 'A file `my` or `notes.txt` lies in the wrong place: without quotes, the blank makes two arguments. Remove it or move it on; quoted, it is one name: `"inbox/my notes.txt"`.',
        zh: '有名为 `my` 或 `notes.txt` 的文件放错了地方：不加引号，空格会把名字拆成两个参数。请删除它，或把它移到该去的地方；加上引号才是一个名字：`"inbox/my notes.txt"`。',
      },
    },
    {
      id: 'other-content',
      probe: facts('projects/demo/notes.txt'),
      shape: { type: exists },
      text: {
        en: '`projects/demo/notes.txt` is there, but it is not the file of your notes. An unquoted blank leaves such a file behind: remove it, then `mv "inbox/my notes.txt" projects/demo/notes.txt`.',
        zh: '`projects/demo/notes.txt` 存在，但不是那份笔记。空格没有加引号，就会留下这样的文件：请删除它，再执行 `mv "inbox/my notes.txt" projects/demo/notes.txt`。',
      },
    },
    {
      id: 'lost',
      probe: facts('inbox/my notes.txt'),
      shape: absent,
      text: {
        en: 'The notes are neither in `inbox` nor at `projects/demo/notes.txt`. Look for them with `find . -name "*notes*"`; if they are gone, Reset restores them.',
        zh: '`inbox` 里和 `projects/demo/notes.txt` 都没有这份笔记。请用 `find . -name "*notes*"` 找一找；如果没有了，用“重置”恢复。',
      },
    },
  ],
};
