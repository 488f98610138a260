import type { Condition, FoundCase } from '../../lesson';
import { facts, modeCase, otherMode } from './linux-permissions-modes';

/** Found-cases about a directory that everybody should be able to enter and read. */
const folderCases = (path: string): readonly FoundCase[] => [
  modeCase('no-x', path, /^\d(?:[246]\d\d|\d[246]\d|\d\d[246])$/, {
    en: `\`${path}\` has mode {mode}: directories need \`x\`, or nobody can reach what is in them. Use 755.`,
    zh: `\`${path}\` 的权限是 {mode}：目录需要 \`x\`，否则谁也到不了里面的文件。请用 755。`,
  }),
  modeCase('writable', path, /^\d\d(?:[37]\d|\d[37])$/, {
    en: `\`${path}\` has mode {mode}: others can create and delete files in it. Everybody may enter and read: 755.`,
    zh: `\`${path}\` 的权限是 {mode}：别人可以在里面创建和删除文件。所有人可以进入和读取，应为 755。`,
  }),
  modeCase('closed', path, /^\d\d(?:0\d|\d0)$/, {
    en: `\`${path}\` has mode {mode}: not everybody may enter it. Group and others need read and enter: 755.`,
    zh: `\`${path}\` 的权限是 {mode}：还不是所有人都能进入。属组和其他人都要能读、能进：755。`,
  }),
  otherMode(path, '0755'),
];

/** Found-cases about a file that everybody should be able to read; `mark` begins their ids. */
const fileCases = (path: string, mark: string): readonly FoundCase[] => [
  modeCase(`${mark}executable`, path, /^\d(?:[1357]\d\d|\d[1357]\d|\d\d[1357])$/, {
    en: `\`${path}\` has mode {mode}: \`chmod -R 755\` makes text executable, and \`X\` does not take that away. Use \`chmod 644\` on files.`,
    zh: `\`${path}\` 的权限是 {mode}：\`chmod -R 755\` 会让文本文件变得可执行，\`X\` 也去不掉它。对文件请用 \`chmod 644\`。`,
  }),
  modeCase(`${mark}writable`, path, /^\d\d(?:[26]\d|\d[26])$/, {
    en: `\`${path}\` has mode {mode}: others can change the page. Everybody may read it, only the owner writes: 644.`,
    zh: `\`${path}\` 的权限是 {mode}：别人可以改这个页面。所有人可读，只有属主可写：644。`,
  }),
  modeCase(`${mark}closed`, path, /^\d\d(?:0\d|\d0)$/, {
    en: `\`${path}\` has mode {mode}: not everybody may read it. Use 644.`,
    zh: `\`${path}\` 的权限是 {mode}：还不是所有人都能读。请用 644。`,
  }),
];

/** The outer directory; while it is closed to its owner, nobody can look at what is in it. */
export const publicFolder: Condition = {
  id: 'pub-dirs',
  title: { en: '`public` has mode 0755', zh: '`public` 的权限是 0755' },
  when: 'now',
  expect: [{ probe: facts('public'), shape: { type: 'folder', mode: '0755' } }],
  told: folderCases('public'),
};

/** The inner directory. */
export const publicInner: Condition = {
  id: 'pub-inner',
  title: { en: '`public/css` has mode 0755', zh: '`public/css` 的权限是 0755' },
  when: 'now',
  expect: [{ probe: facts('public/css'), shape: { type: 'folder', mode: '0755' } }],
  told: folderCases('public/css'),
};

/** Pages are read, not run. */
export const publicFiles: Condition = {
  id: 'pub-files',
  title: { en: 'Both files below `public` have mode 0644', zh: '`public` 下的两个文件权限都是 0644' },
  when: 'now',
  expect: ['public/index.html', 'public/css/site.css'].map((path) => ({
    probe: facts(path),
    shape: { type: 'file', mode: '0644' },
  })),
  told: [...fileCases('public/index.html', ''), ...fileCases('public/css/site.css', 'css-')],
};
