import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, exists, matches } from '../../match';
import type { Text } from '../../../text';

const file: Probe = { source: 'file', path: 'where.yaml', as: 'yaml' };

/** A wrong directory that many would name: what it is for. */
type Mistake = readonly [id: string, pattern: RegExp, en: string, zh: string];

/** A question of where something is, with its right directories. */
function where(id: string, field: string, title: Text, right: RegExp, mistakes: readonly Mistake[]): Condition {
  const cases: readonly FoundCase[] = mistakes.map(([name, pattern, en, zh]) => ({
    id: name,
    probe: file,
    shape: { [field]: matches(pattern) },
    text: { en, zh },
  }));
  const found = { probe: file, path: [field] };
  return {
    id: `where-${id}`,
    title,
    when: 'now',
    expect: [{ probe: file, shape: { [field]: matches(right) } }],
    told: [
      {
        id: 'empty',
        probe: file,
        shape: { invalid: absent, [field]: absent },
        text: { en: `\`${field}:\` has no answer yet.`, zh: `\`${field}:\` 还没有填。` },
      },
      ...cases,
      {
        id: 'not-absolute',
        probe: file,
        shape: { [field]: matches(/^[^/]/) },
        args: { found },
        text: {
          en: '{found} does not begin with `/`: there is one tree, and places in it are named from its root.',
          zh: '{found} 不是以 `/` 开头的：目录树只有一棵，位置要从根写起。',
        },
      },
      {
        id: 'other',
        probe: file,
        shape: { [field]: exists },
        args: { found },
        text: {
          en: '{found} is for something else. `man hier` says in a sentence what each directory is for.',
          zh: '{found} 是放别的东西的。`man hier` 用一句话说明了每个目录的用途。',
        },
      },
    ],
  };
}

/** Where things are in the one tree. */
export const places: readonly Condition[] = [
  where(
    'sshd',
    'sshdSettings',
    { en: 'The settings of sshd', zh: 'sshd 的配置' },
    /^\/etc\/ssh(?:\/sshd_config\.d)?\/?$/,
    [
      [
        'too-wide',
        /^\/etc\/?$/,
        '`/etc` holds the settings of everything; sshd has a directory of its own in it.',
        '`/etc` 放的是所有程序的配置；sshd 在里面有自己的目录。',
      ],
      [
        'file',
        /sshd?_config$/,
        'That is the file; the question asks for its directory.',
        '那是文件；这里问的是它所在的目录。',
      ],
      [
        'keys',
        /\.ssh\/?$/,
        'There a user keeps keys. The settings of the daemon are settings of this host.',
        '那是用户放密钥的地方。守护进程的配置属于这台主机。',
      ],
    ],
  ),
  where('logs', 'nginxLogs', { en: 'The logs of nginx', zh: 'nginx 的日志' }, /^\/var\/log(?:\/nginx)?\/?$/, [
    [
      'settings',
      /^\/etc(?:\/|$)/,
      '`/etc` holds settings. Logs grow, and what grows is below `/var`.',
      '`/etc` 放的是配置。日志会增长，会增长的数据都在 `/var` 下面。',
    ],
    ['too-wide', /^\/var\/?$/, 'Nearly: in which directory of `/var`?', '差一点：在 `/var` 的哪个目录里？'],
  ]),
  where('alice', 'aliceFiles', { en: "Alice's files", zh: 'Alice 的文件' }, /^\/home\/alice\/?$/, [
    [
      'too-wide',
      /^\/home\/?$/,
      'There all people have their directories: which one is hers?',
      '那里是所有人的主目录：哪一个是她的？',
    ],
    [
      'root',
      /^\/root\/?$/,
      '`/root` is the home of root, and of nobody else.',
      '`/root` 是 root 的主目录，不属于别人。',
    ],
  ]),
  where('packages', 'packageCommands', { en: 'Commands from packages', zh: '软件包装的命令' }, /^\/usr\/bin\/?$/, [
    [
      'link',
      /^\/s?bin\/?$/,
      'That was right once; today it is a link into `/usr`.',
      '以前是对的；如今它只是指向 `/usr` 的链接。',
    ],
    [
      'local',
      /^\/usr\/local(?:\/|$)/,
      'Packages leave `/usr/local` alone: it is yours.',
      '软件包不碰 `/usr/local`：那里归你用。',
    ],
  ]),
  where(
    'compiled',
    'ownTool',
    { en: 'A tool that you compiled for all users', zh: '你自己编译、给所有用户用的工具' },
    /^\/usr\/local(?:\/bin)?\/?$/,
    [
      [
        'packages-own',
        /^(?:\/usr)?\/s?bin\/?$/,
        'Packages own `/usr/bin`, and an update may overwrite your file: yours goes below `/usr/local`.',
        '`/usr/bin` 归软件包管，更新可能会覆盖你的文件：自己的东西放在 `/usr/local` 下面。',
      ],
      [
        'only-you',
        /^(?:~|\/home|\/root)(?:\/|$)/,
        'There only one user finds it; all are meant.',
        '放在那里只有一个用户找得到；这里说的是所有用户。',
      ],
      [
        'bundle',
        /^\/opt(?:\/|$)/,
        '`/opt` is for bundles that bring a tree of their own, and `PATH` does not lead there.',
        '`/opt` 放自带整棵目录树的软件，`PATH` 也不会到那里去找。',
      ],
    ],
  ),
  where('kernel', 'kernelImages', { en: 'The kernel images', zh: '内核映像' }, /^\/boot\/?$/, [
    [
      'modules',
      /\/lib\/modules(?:\/|$)/,
      'There are the modules, which the running kernel loads. What starts the machine is elsewhere.',
      '那里放的是内核运行之后才加载的模块。引导机器的映像在别处。',
    ],
  ]),
  where('process', 'processOne', { en: 'The state of process 1', zh: '1 号进程的状态' }, /^\/proc\/1\/?$/, [
    [
      'too-wide',
      /^\/proc\/?$/,
      'Nearly: each process has a directory of its own in `/proc`, named by its number.',
      '差一点：每个进程在 `/proc` 里都有自己的目录，以编号命名。',
    ],
    [
      'self',
      /^\/proc\/self\/?$/,
      '`/proc/self` is whoever looks, for example `ls`.',
      '`/proc/self` 是正在查看它的那个进程，例如 `ls`。',
    ],
  ]),
  where(
    'pid',
    'pidFiles',
    { en: 'Pid files that vanish at reboot', zh: '重启后就消失的 pid 文件' },
    /^\/(?:var\/)?run\/?$/,
    [
      [
        'tmp',
        /^(?:\/var)?\/tmp\/?$/,
        'Every user may write there, and so may swap a file; daemons use `/run`.',
        '那里所有用户都能写，文件可能被人调包；守护进程用的是 `/run`。',
      ],
    ],
  ),
  where('bundle', 'vendorBundle', { en: "A vendor's bundle", zh: '厂商的整套软件' }, /^\/opt(?:\/[^/]+)?\/?$/, [
    [
      'local',
      /^\/usr\/local(?:\/|$)/,
      '`/usr/local` is for single tools in `bin`, `lib` and `share`. A bundle keeps its parts together in `/opt`.',
      '`/usr/local` 放的是分散到 `bin`、`lib`、`share` 里的单个工具。整套软件的各部分集中放在 `/opt`。',
    ],
  ]),
  where(
    'web',
    'webData',
    { en: 'Web data that this host serves', zh: '本机对外提供的网站数据' },
    /^\/(?:srv|var\/www)(?:\/.*)?$/,
    [
      [
        'package-files',
        /^\/usr(?:\/|$)/,
        'Below `/usr` the package keeps its own pages, and an update replaces them.',
        '`/usr` 下面是软件包自带的页面，更新时会被替换。',
      ],
      ['settings', /^\/etc(?:\/|$)/, 'There is how it is served, not what.', '那里写的是怎么提供，而不是提供什么。'],
    ],
  ),
];
