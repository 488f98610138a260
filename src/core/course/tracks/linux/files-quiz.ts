import type { Question } from '../../lesson';

/** The questions at the end of linux/files. */
export const quiz: readonly Question[] = [
  {
    id: 'target-is-a-directory',
    question: {
      en: '`b` is a directory. What does `cp a b` make?',
      zh: '`b` 是一个目录。`cp a b` 会得到什么？',
    },
    options: [
      { en: 'It replaces the directory `b` by a copy of `a`.', zh: '用 `a` 的副本替换掉目录 `b`。' },
      { en: 'An error: `b` exists already.', zh: '报错：`b` 已经存在。' },
      { en: 'The file `b/a`.', zh: '文件 `b/a`。' },
      { en: 'The file `b/b`.', zh: '文件 `b/b`。' },
    ],
    answer: 2,
    why: {
      en: 'When the target is a directory, the source goes into it and keeps its name. With `cp -r` and `mv` it is the same, which is how `photos/photos` comes about.',
      zh: '目标是目录时，源会放到里面，名字不变。`cp -r` 和 `mv` 也一样，`photos/photos` 就是这么来的。',
    },
  },
  {
    id: 'file-called-dash-f',
    question: { en: 'How do you delete a file that is called `-f`?', zh: '有一个名叫 `-f` 的文件，怎么删除它？' },
    options: [
      { en: '`rm -- -f` or `rm ./-f`', zh: '`rm -- -f` 或 `rm ./-f`' },
      { en: '`rm "-f"`', zh: '`rm "-f"`' },
      { en: '`rm -f -f`', zh: '`rm -f -f`' },
      { en: '`rm \\-f`', zh: '`rm \\-f`' },
    ],
    answer: 0,
    why: {
      en: 'The shell removes quotes and backslashes before `rm` starts, so `rm` sees `-f` and takes it for an option. `--` ends the options, and `./-f` does not begin with a dash.',
      zh: '引号和反斜杠在 `rm` 启动前就被 shell 去掉了，所以 `rm` 看到的还是 `-f`，会把它当成选项。`--` 表示选项到此为止；`./-f` 则不以连字符开头。',
    },
  },
  {
    id: 'large-log',
    question: {
      en: 'You want to look into a log of 2 GB. `cat` or `less`?',
      zh: '想看一个 2 GB 的日志，用 `cat` 还是 `less`？',
    },
    options: [
      { en: '`cat`: it is the faster program.', zh: '`cat`：它更快。' },
      { en: '`less`: it does not read all of the file first.', zh: '`less`：它不会先把整个文件读完。' },
      { en: 'Neither: both load the file into memory.', zh: '都不行：它们都会把文件读进内存。' },
    ],
    answer: 1,
    why: {
      en: '`less` reads what it shows, so it opens at once, searches with `/`, and jumps to the end with `G`. `cat` sends all 2 GB through the terminal.',
      zh: '`less` 只读取要显示的部分，所以立刻就能打开，用 `/` 搜索，用 `G` 跳到末尾。`cat` 会把 2 GB 全部送到终端上。',
    },
  },
  {
    id: 'relative-link',
    question: {
      en: 'In your home you run `ln -s site/v2 site/current`. Where does `cat site/current/index.html` look?',
      zh: '你在家目录执行 `ln -s site/v2 site/current`。`cat site/current/index.html` 会去哪里找文件？',
    },
    options: [
      { en: 'At `site/v2/index.html`', zh: '`site/v2/index.html`' },
      { en: 'At `v2/index.html`', zh: '`v2/index.html`' },
      { en: 'At `site/current/site/v2/index.html`', zh: '`site/current/site/v2/index.html`' },
      { en: 'At `site/site/v2/index.html`', zh: '`site/site/v2/index.html`' },
    ],
    answer: 3,
    why: {
      en: 'A relative target is resolved from the directory of the link, `site`, so `site/v2` becomes `site/site/v2`. Right is `ln -s v2 site/current`.',
      zh: '相对目标从链接所在的目录 `site` 开始解析，所以 `site/v2` 就成了 `site/site/v2`。正确的写法是 `ln -s v2 site/current`。',
    },
  },
];
