import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { allOf, atLeast, atMost, exists, lines, matches, not, secret } from '../../match';

const facts = (path: string): Probe => ({ source: 'file', path, as: 'facts' });
const latest = facts('projects/latest');
const listed: Probe = { source: 'file', path: 'projects/demo/listing.txt', as: 'text' };
const bytes: Probe = { source: 'file', path: 'archive.tar.gz', as: 'bytes' };

/** A line of `ls -l` for a file of this name; what stands behind the mode (`+`, `.`, `@`) differs between systems. */
const longLineOf = (name: string) => lines(new RegExp(`^-r\\S{8}.*[\\s/]${name}["']?\\s*$`));
/** The first two bytes of what gzip writes. https://www.rfc-editor.org/rfc/rfc1952#page-6 */
const gzip = matches(new RegExp(`^${String.fromCharCode(0x1f, 0x8b)}`));

/** A link that still works when the whole tree is moved. */
export const link: Condition = {
  id: 'link',
  title: { en: '`projects/latest` is a relative link to `demo`', zh: '`projects/latest` 是指向 `demo` 的相对链接' },
  when: 'now',
  expect: [{ probe: latest, shape: { type: 'link', target: matches(/^(?:\.\/|\.\.\/projects\/)*demo\/*$/) } }],
  told: [
    {
      id: 'absolute',
      probe: latest,
      shape: { target: matches(/^\//) },
      text: {
        en: 'The target is absolute: it works here, and breaks when the folder moves. Remove the link and make it with the relative target `demo`.',
        zh: '目标是绝对路径：现在能用，文件夹一挪位置就断了。请删除这个链接，用相对目标 `demo` 重新创建。',
      },
    },
    {
      id: 'from-here',
      probe: latest,
      shape: { target: matches(/^(?:\.\/)?projects\//) },
      text: {
        en: 'A relative target is resolved from the link’s own directory, so this one looks for `projects/projects/demo`. The target must be just `demo`.',
        zh: '相对目标是从链接自己所在的目录开始解析的，所以它会去找 `projects/projects/demo`。目标只要写 `demo`。',
      },
    },
    {
      id: 'copy',
      probe: latest,
      shape: { type: 'folder' },
      text: {
        en: '`projects/latest` is a directory of its own, not a link: a copy will not follow when `demo` changes. Remove it and use `ln -s demo latest` in `projects`.',
        zh: '`projects/latest` 是一个独立的目录，不是链接：`demo` 变了，副本不会跟着变。请删除它，在 `projects` 里执行 `ln -s demo latest`。',
      },
    },
    {
      id: 'other-target',
      probe: latest,
      shape: { type: 'link' },
      args: { target: { probe: latest, path: ['target'] } },
      text: {
        en: 'The link holds the text {target}, which does not lead to the directory `demo` beside it. Remove it and use `ln -s demo latest` in `projects`.',
        zh: '链接里存的文本是 {target}，它通不到旁边的目录 `demo`。请删除它，在 `projects` 里执行 `ln -s demo latest`。',
      },
    },
    {
      id: 'swapped',
      probe: facts('projects/demo/latest'),
      shape: { type: 'link' },
      text: {
        en: 'The link was made inside `demo`: first comes the target, then the name of the link. Remove `projects/demo/latest` and use `ln -s demo latest` in `projects`.',
        zh: '链接建到了 `demo` 里面：先写目标，再写链接的名字。请删除 `projects/demo/latest`，在 `projects` 里执行 `ln -s demo latest`。',
      },
    },
  ],
};

/** What ls shows, kept in a file. */
export const listing: Condition = {
  id: 'listing',
  title: {
    en: '`listing.txt` is the long listing of `inbox/photos` with its hidden file',
    zh: '`listing.txt` 是 `inbox/photos` 的详细列表，包含隐藏文件',
  },
  when: 'now',
  expect: [
    { probe: listed, shape: longLineOf('a\\.txt') },
    { probe: listed, shape: longLineOf('\\.meta') },
  ],
  told: [
    {
      id: 'empty',
      probe: listed,
      shape: '',
      text: {
        en: '`listing.txt` is empty: the shell makes it before `ls` runs, and `ls` had nothing to print. Look at its message, correct the path and run it again.',
        zh: '`listing.txt` 是空的：shell 在 `ls` 运行之前就创建了它，而 `ls` 没有输出。请看报错，改正路径后再执行一次。',
      },
    },
    {
      id: 'names-only',
      probe: listed,
      shape: lines(/^[-dl]r/, 0, 0),
      text: {
        en: 'These are names only. The long format, with mode, owner and size, is `-l`.',
        zh: '这里只有名字。带权限、属主和大小的详细格式要用 `-l`。',
      },
    },
    {
      id: 'other-folder',
      probe: listed,
      shape: not(longLineOf('a\\.txt')),
      text: {
        en: 'This is the listing of another directory: `a.txt` is not in it. List `inbox/photos`.',
        zh: '这是另一个目录的列表：里面没有 `a.txt`。请列出 `inbox/photos`。',
      },
    },
    {
      id: 'no-hidden',
      probe: listed,
      shape: exists,
      text: {
        en: 'The hidden file `.meta` is missing: `-a` shows names that begin with a dot.',
        zh: '缺少隐藏文件 `.meta`：加上 `-a` 才会显示以点开头的名字。',
      },
    },
  ],
};

/** A folder as one compressed file. */
export const tar: Condition = {
  id: 'tar',
  title: { en: '`archive.tar.gz` is a gzip archive', zh: '`archive.tar.gz` 是 gzip 压缩的归档' },
  when: 'now',
  expect: [
    { probe: bytes, shape: secret(gzip) },
    { probe: facts('archive.tar.gz'), shape: { size: atLeast(100) } },
  ],
  told: [
    {
      id: 'plain-tar',
      probe: bytes,
      shape: matches(/^[^]{257}ustar/),
      text: {
        en: 'This is a plain tar archive with the name of a compressed one. `-z` compresses: `tar -czf archive.tar.gz archive`.',
        zh: '这是没有压缩的 tar 归档，只是名字像压缩过的。加上 `-z` 才会压缩：`tar -czf archive.tar.gz archive`。',
      },
    },
    {
      id: 'zip',
      probe: bytes,
      shape: matches(/^PK/),
      text: {
        en: 'This is a zip file under another name. The end of a name does not make the format: use `tar -czf archive.tar.gz archive`.',
        zh: '这是改了名字的 zip 文件。格式不由后缀决定，请用 `tar -czf archive.tar.gz archive`。',
      },
    },
    {
      id: 'not-gzip',
      probe: bytes,
      shape: allOf(exists, not(gzip)),
      text: {
        en: 'This file was not compressed by gzip; `file archive.tar.gz` says what it is. Use `tar -czf archive.tar.gz archive`.',
        zh: '这个文件不是 gzip 压缩的；用 `file archive.tar.gz` 看看它是什么。请用 `tar -czf archive.tar.gz archive`。',
      },
    },
    {
      id: 'too-small',
      probe: facts('archive.tar.gz'),
      shape: { size: atMost(99) },
      args: { size: { probe: facts('archive.tar.gz'), path: ['size'] } },
      text: {
        en: '{size} bytes are too few: nothing was packed. Name the directory last: `tar -czf archive.tar.gz archive`.',
        zh: '{size} 个字节太少，什么都没有打包进去。请在最后写上目录：`tar -czf archive.tar.gz archive`。',
      },
    },
    {
      id: 'inside',
      probe: facts('archive/archive.tar.gz'),
      shape: { type: 'file' },
      text: {
        en: 'The archive lies inside the directory that it packs. Move it up: `mv archive/archive.tar.gz .`',
        zh: '归档文件放到了被打包的目录里面。请把它移上来：`mv archive/archive.tar.gz .`',
      },
    },
  ],
};
