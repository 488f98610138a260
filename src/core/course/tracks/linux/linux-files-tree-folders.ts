import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, atLeast, count, exactly, exists, includes, matches, sameAs, some } from '../../match';

const facts = (path: string): Probe => ({ source: 'file', path, as: 'facts' });
const hash = (path: string): Probe => ({ source: 'file', path, as: 'sha256' });
const shipped = (path: string) => sameAs({ probe: { source: 'starter', path, as: 'sha256' }, path: [] });
const copied: Probe = { source: 'folder', path: 'archive/photos' };
const photos = ['.meta', '2025/b.txt', 'a.txt'] as const;

/** A whole way of folders, made at once. */
export const tree: Condition = {
  id: 'tree',
  title: { en: '`projects/demo/src/lib` is a directory', zh: '`projects/demo/src/lib` 是目录' },
  when: 'now',
  expect: [{ probe: facts('projects/demo/src/lib'), shape: { type: 'folder' } }],
  told: [
    {
      id: 'not-a-directory',
      probe: facts('projects/demo/src/lib'),
      shape: { type: exists },
      text: {
        en: 'There is something called `projects/demo/src/lib`, but it is not a directory. Remove it and use `mkdir -p`.',
        zh: '`projects/demo/src/lib` 存在，但不是目录。请先删除它，再用 `mkdir -p` 创建。',
      },
    },
    {
      id: 'inside-inbox',
      probe: facts('inbox/projects'),
      shape: { type: 'folder' },
      text: {
        en: '`projects` was made inside `inbox`: a relative path starts where you stand. Go up with `cd ..` and run `mkdir -p projects/demo/src/lib` there.',
        zh: '`projects` 建到了 `inbox` 里面：相对路径从你当前所在的目录算起。请用 `cd ..` 回到上一级，再执行 `mkdir -p projects/demo/src/lib`。',
      },
    },
    {
      id: 'parents-only',
      probe: facts('projects'),
      shape: { type: 'folder' },
      text: {
        en: '`projects` is there, but not the whole way down. `mkdir -p projects/demo/src/lib` creates all the levels that are missing.',
        zh: '`projects` 已经有了，但下面的层级不全。`mkdir -p projects/demo/src/lib` 会把缺少的各级目录一次建好。',
      },
    },
  ],
};

/** A file with nothing in it. */
export const todo: Condition = {
  id: 'todo',
  title: { en: '`projects/demo/TODO` is an empty file', zh: '`projects/demo/TODO` 是空文件' },
  when: 'now',
  expect: [{ probe: facts('projects/demo/TODO'), shape: { type: 'file', size: 0 } }],
  told: [
    {
      id: 'directory',
      probe: facts('projects/demo/TODO'),
      shape: { type: 'folder' },
      text: {
        en: '`TODO` is a directory: `mkdir` makes directories, `touch` makes empty files. Remove it with `rmdir` and use `touch`.',
        zh: '`TODO` 是目录：`mkdir` 建的是目录，`touch` 建的才是空文件。请用 `rmdir` 删除它，再用 `touch`。',
      },
    },
    {
      id: 'newline',
      probe: facts('projects/demo/TODO'),
      shape: { size: atLeast(1) },
      args: { size: { probe: facts('projects/demo/TODO'), path: ['size'] } },
      text: {
        en: '`TODO` holds {size} byte(s), so it is not empty: `echo` writes a newline even without words. Remove the file and use `touch`.',
        zh: '`TODO` 有 {size} 个字节，不是空文件：`echo` 后面什么都不写，也会写入一个换行。请删除这个文件，改用 `touch`。',
      },
    },
    {
      id: 'lower-case',
      probe: facts('projects/demo/todo'),
      shape: { type: 'file' },
      text: {
        en: 'You have `todo`; on Linux `TODO` is another name. Rename it: `mv todo TODO`.',
        zh: '现在有的是 `todo`；在 Linux 上，`TODO` 是另一个名字。请改名：`mv todo TODO`。',
      },
    },
  ],
};

/** A folder with its hidden file, copied as a whole. */
export const photosCopied: Condition = {
  id: 'photos',
  title: {
    en: '`archive/photos` is a whole copy of `inbox/photos`',
    zh: '`archive/photos` 是 `inbox/photos` 的完整副本',
  },
  when: 'now',
  expect: [
    { probe: facts('archive/photos'), shape: { type: 'folder' } },
    { probe: copied, shape: exactly(...photos) },
    ...photos.map((name) => ({ probe: hash(`archive/photos/${name}`), shape: shipped(`inbox/photos/${name}`) })),
    { probe: { source: 'folder', path: 'inbox/photos' }, shape: includes(...photos) },
  ],
  told: [
    {
      id: 'link',
      probe: facts('archive/photos'),
      shape: { type: 'link' },
      text: {
        en: '`archive/photos` is a link, so there is still only one set of files. Remove the link and copy with `cp -r`.',
        zh: '`archive/photos` 是链接，文件还是只有一份。请删除这个链接，用 `cp -r` 复制。',
      },
    },
    {
      id: 'moved',
      probe: { source: 'folder', path: 'inbox/photos' },
      shape: absent,
      text: {
        en: '`inbox/photos` is gone: that was `mv`. The original must stay, so copy the directory back with `cp -r`.',
        zh: '`inbox/photos` 不见了：你用的是 `mv`。原件要保留，请用 `cp -r` 把目录复制回去。',
      },
    },
    {
      id: 'hidden-left',
      probe: copied,
      shape: exactly('2025/b.txt', 'a.txt'),
      text: {
        en: 'Only `.meta` is missing: `*` skips names that begin with a dot. Copy the directory itself, or `inbox/photos/.`.',
        zh: '只缺 `.meta`：`*` 会跳过以点开头的名字。请复制目录本身，或者写成 `inbox/photos/.`。',
      },
    },
    {
      id: 'nested',
      probe: copied,
      shape: some(matches(/^photos\//)),
      text: {
        en: 'I found `archive/photos/photos`: the target existed already, so `cp` put the copy inside it. Remove `archive/photos` and copy again.',
        zh: '发现了 `archive/photos/photos`：目标目录已经存在，`cp` 就把副本放到了它里面。请删除 `archive/photos`，重新复制。',
      },
    },
    {
      id: 'archive-itself',
      probe: { source: 'folder', path: 'archive' },
      shape: includes('a.txt'),
      text: {
        en: 'I found `archive/a.txt`: there was no `archive`, so it became the copy itself. Remove it, run `mkdir archive`, then copy into it.',
        zh: '发现了 `archive/a.txt`：当时没有 `archive`，于是它自己成了副本。请删除它，先 `mkdir archive`，再往里复制。',
      },
    },
    {
      id: 'files-only',
      probe: copied,
      shape: exactly('.meta', 'a.txt'),
      text: {
        en: 'The directory `2025` is missing: without `-r`, `cp` leaves directories out. Copy again with `cp -r`.',
        zh: '缺少目录 `2025`：不加 `-r`，`cp` 会略过目录。请用 `cp -r` 重新复制。',
      },
    },
    {
      id: 'not-the-same',
      probe: facts('archive/photos'),
      shape: { type: exists },
      text: {
        en: '`archive/photos` does not hold just what `inbox/photos` held at the start. See the difference with `diff -r inbox/photos archive/photos`, then copy again.',
        zh: '`archive/photos` 和最初的 `inbox/photos` 不完全一样。请用 `diff -r inbox/photos archive/photos` 看看差别，然后重新复制。',
      },
    },
  ],
};

/** One folder goes, its neighbour stays. */
export const trash: Condition = {
  id: 'trash',
  title: { en: '`inbox/trash` is gone, `inbox/keep` is not', zh: '`inbox/trash` 已删除，`inbox/keep` 还在' },
  when: 'now',
  expect: [
    { probe: facts('inbox/trash'), shape: absent },
    { probe: facts('inbox/keep/rules.txt'), shape: { type: 'file' } },
  ],
  told: [
    {
      id: 'keep-gone',
      probe: facts('inbox/keep/rules.txt'),
      shape: absent,
      text: {
        en: '`inbox/keep/rules.txt` is gone: you removed more than asked, and `rm` has no undo. Reset restores it, and puts aside what you have made.',
        zh: '`inbox/keep/rules.txt` 不见了：删多了，而 `rm` 无法撤销。用“重置”可以恢复它，你做的内容会先备份起来。',
      },
    },
    {
      id: 'emptied',
      probe: { source: 'folder', path: 'inbox/trash' },
      shape: count(exists, 0),
      text: {
        en: '`inbox/trash` is empty but still there: the `*` removed what is in it. Remove the directory too: `rmdir inbox/trash`.',
        zh: '`inbox/trash` 空了，但目录还在：`*` 只删除了里面的内容。把目录也删掉：`rmdir inbox/trash`。',
      },
    },
    {
      id: 'still-there',
      probe: { source: 'folder', path: 'inbox/trash' },
      shape: some(exists),
      text: {
        en: '`inbox/trash` still has files in it. `rm` without `-r` refuses directories: `rm -r inbox/trash`.',
        zh: '`inbox/trash` 里还有文件。不加 `-r`，`rm` 会拒绝删除目录：`rm -r inbox/trash`。',
      },
    },
  ],
};
