import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, anyOf, atLeast, exists, lines, matches, none, not, some } from '../../match';

const unpacked = 'unpacked/usr/bin/tree';
const facts: Probe = { source: 'file', path: unpacked, as: 'facts' };
const bytes: Probe = { source: 'file', path: unpacked, as: 'bytes' };
const listing: Probe = { source: 'file', path: 'tree.txt', as: 'text' };
const dpkg: Probe = { source: 'host', path: '/var/lib/dpkg/status', as: 'deb822' };
const dpkgLog: Probe = { source: 'host', path: '/var/log/dpkg.log', as: 'text' };
const apk: Probe = { source: 'host', path: '/lib/apk/db/installed', as: 'text' };

const elf = matches(/^\u007fELF/);
const installed = { Package: 'tree', Status: matches(/ installed$/) };
const ofApk = lines(/^P:tree$/);
const report = /(?:^|\n)(?:.* used in )?\d+ director(?:y|ies)(?:, \d+ files?)?\s*$/;

const conditions: readonly Condition[] = [
  {
    id: 'installed',
    title: { en: 'tree was here: installed, or unpacked', zh: '出现过 tree：已安装，或已解包' },
    when: 'once',
    expect: [
      { probe: facts, shape: { type: 'file', size: atLeast(1) } },
      { probe: bytes, shape: elf },
    ],
    or: [
      [{ probe: dpkg, shape: some(installed) }],
      [{ probe: dpkgLog, shape: lines(/ status installed tree:/) }],
      [{ probe: apk, shape: ofApk }],
    ],
    told: [
      {
        id: 'no-program',
        probe: bytes,
        shape: not(anyOf(absent, elf)),
        text: {
          en: '`unpacked/usr/bin/tree` is no program, only a file of that name: let `dpkg-deb -x tree_*.deb unpacked/` write it.',
          zh: '`unpacked/usr/bin/tree` 不是程序，只是同名文件：请用 `dpkg-deb -x tree_*.deb unpacked/` 解出来。',
        },
      },
      {
        id: 'unpacked-elsewhere',
        probe: { source: 'file', path: 'usr/bin/tree', as: 'facts' },
        shape: exists,
        text: {
          en: 'The package was unpacked into the exercise folder itself. Name a folder of its own: `dpkg-deb -x tree_*.deb unpacked/`.',
          zh: '软件包被直接解到了练习文件夹里。请给它一个单独的文件夹：`dpkg-deb -x tree_*.deb unpacked/`。',
        },
      },
      {
        id: 'never-seen',
        probe: listing,
        shape: exists,
        text: {
          en: '`tree.txt` is there, but tree was never seen on this machine: neither among the installed packages nor as `unpacked/usr/bin/tree`. Run `apt-get update` first, lists may be empty; check before you remove it.',
          zh: '有 `tree.txt`，但这台机器上从没见过 tree：已安装的软件包里没有，`unpacked/usr/bin/tree` 也没有。先运行 `apt-get update`，列表可能是空的；移除之前先检查一次。',
        },
      },
      {
        id: 'not-yet',
        probe: listing,
        shape: absent,
        text: {
          en: 'Nothing is installed or unpacked yet: with root `sudo apt-get install -y tree`, without it `apt-get download tree` and `dpkg-deb -x tree_*.deb unpacked/`.',
          zh: '还没有安装，也没有解包：有 root 就 `sudo apt-get install -y tree`，没有就 `apt-get download tree` 再 `dpkg-deb -x tree_*.deb unpacked/`。',
        },
      },
    ],
  },
  {
    id: 'ran',
    title: { en: 'tree.txt holds what tree printed', zh: 'tree.txt 里是 tree 的输出' },
    when: 'now',
    expect: [
      { probe: listing, shape: matches(report) },
      { probe: listing, shape: lines(/\S/, 3) },
    ],
    told: [
      {
        id: 'empty',
        probe: listing,
        shape: matches(/^\s*$/),
        text: {
          en: '`tree.txt` is empty: an error went to the terminal instead. Run tree without `>` and read it.',
          zh: '`tree.txt` 是空的：报错跑到终端上去了。去掉 `>` 运行一次 tree，看看它说什么。',
        },
      },
      {
        id: 'not-found',
        probe: listing,
        shape: matches(/not found|No such file|未找到|没有那个文件/i),
        text: {
          en: 'The shell did not find tree. What was only unpacked is not on PATH: call it as `unpacked/usr/bin/tree`.',
          zh: 'shell 没有找到 tree。只是解包的程序不在 PATH 里：请用 `unpacked/usr/bin/tree` 来调用。',
        },
      },
      {
        id: 'other-command',
        probe: listing,
        shape: matches(/^(?:\S*:$|total \d+|总计)/m),
        text: {
          en: 'That is the output of `ls`. tree draws branches and ends with a line such as `2 directories, 3 files`.',
          zh: '这是 `ls` 的输出。tree 会画出分支，最后一行类似 `2 directories, 3 files`。',
        },
      },
      {
        id: 'no-report',
        probe: listing,
        shape: matches(/├|└|\|-- |`-- /),
        text: {
          en: 'The last line with the numbers is missing: run tree without `--noreport`, and keep the whole output.',
          zh: '缺少最后那行统计：运行 tree 时不要加 `--noreport`，并保留完整的输出。',
        },
      },
      {
        id: 'only-report',
        probe: listing,
        shape: matches(report),
        text: {
          en: 'Only the numbers are there: keep the whole output, `tree > tree.txt`.',
          zh: '只有那行统计：请保留完整的输出，`tree > tree.txt`。',
        },
      },
    ],
  },
  {
    id: 'removed',
    title: { en: 'tree is gone again', zh: 'tree 已经清理掉' },
    when: 'now',
    after: 'installed',
    // Who had tree before need not lose it, and who cannot be root cannot remove it.
    optional: true,
    expect: [
      { probe: facts, shape: absent },
      { probe: dpkg, shape: none(installed) },
      { probe: apk, shape: not(ofApk) },
    ],
    told: [
      {
        id: 'still-unpacked',
        probe: facts,
        shape: exists,
        text: {
          en: '`unpacked/` is still there: `rm -r unpacked tree_*.deb`. This row does not count for the pass.',
          zh: '`unpacked/` 还在：`rm -r unpacked tree_*.deb`。这一行不影响是否通过。',
        },
      },
      {
        id: 'still-installed',
        probe: dpkg,
        shape: some(installed),
        text: {
          en: 'tree is still installed: `sudo apt-get remove -y tree`. If it was there before you came, leave it; this row does not count for the pass.',
          zh: 'tree 还装着：`sudo apt-get remove -y tree`。如果它本来就有，就留着；这一行不影响是否通过。',
        },
      },
    ],
  },
];

/** A package comes, is used and goes; with root or without. */
export const linuxPackagesInstall: Exercise = {
  id: 'linux-packages-install',
  title: { en: 'Install, use, remove', zh: '安装、使用、移除' },
  core: false,
  minutes: 10,
  needs: ['linux'],
  ports: [],
  tasks: [
    {
      en: 'Refresh the lists and install `tree`. Without root: `apt-get download tree`, then `dpkg-deb -x tree_*.deb unpacked/`.',
      zh: '刷新列表，安装 `tree`。没有 root 时：`apt-get download tree`，再 `dpkg-deb -x tree_*.deb unpacked/`。',
    },
    {
      en: 'Run it in this folder and save what it prints in `tree.txt`. Check now, while tree is there.',
      zh: '在这个文件夹里运行它，把输出存进 `tree.txt`。趁 tree 还在，现在检查一次。',
    },
    {
      en: 'Remove it and clean up, then check again. `tree.txt` stays.',
      zh: '移除它，清理干净，再检查一次。`tree.txt` 留着。',
    },
  ],
  conditions,
  hints: [
    { en: 'Refresh before you install.', zh: '先刷新，再安装。' },
    {
      en: '`-y` answers yes; what was only unpacked is called by its path.',
      zh: '`-y` 表示一律回答 yes；只是解包的程序要用路径来调用。',
    },
    {
      en: '`sudo apt-get update && sudo apt-get install -y tree && tree > tree.txt`, check, then `sudo apt-get remove -y tree && sudo apt-get autoremove -y`. Without root: `apt-get download tree && dpkg-deb -x tree_*.deb unpacked/ && unpacked/usr/bin/tree > tree.txt`, check, then `rm -r unpacked tree_*.deb`.',
      zh: '`sudo apt-get update && sudo apt-get install -y tree && tree > tree.txt`，检查，然后 `sudo apt-get remove -y tree && sudo apt-get autoremove -y`。没有 root 时：`apt-get download tree && dpkg-deb -x tree_*.deb unpacked/ && unpacked/usr/bin/tree > tree.txt`，检查，然后 `rm -r unpacked tree_*.deb`。',
    },
  ],
  mutants: [
    { name: 'typed-by-hand', refusedBy: 'installed', told: 'never-seen' },
    { name: 'ls-r', refusedBy: 'ran', told: 'other-command' },
    { name: 'no-program', refusedBy: 'installed', told: 'no-program' },
    { name: 'unpacked-here', refusedBy: 'installed', told: 'unpacked-elsewhere' },
    { name: 'only-downloaded', refusedBy: 'installed', told: 'not-yet' },
    { name: 'not-run', refusedBy: 'ran', told: 'file-absent' },
    { name: 'output-empty', refusedBy: 'ran', told: 'empty' },
    { name: 'not-on-path', refusedBy: 'ran', told: 'not-found' },
    { name: 'no-report', refusedBy: 'ran', told: 'no-report' },
    { name: 'only-report', refusedBy: 'ran', told: 'only-report' },
    { name: 'left-unpacked', refusedBy: 'removed', told: 'still-unpacked' },
  ],
};
