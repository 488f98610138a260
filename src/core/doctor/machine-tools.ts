import { verbatim, type Text } from '../text';
import { after, aptOrBrew, fromSite, type Tool } from './tool';

/** What the lessons use of the machine itself. */
export const hostTools: readonly Tool[] = [
  {
    id: 'bash',
    group: 'host',
    name: verbatim('bash'),
    command: 'bash',
    args: ['--version'],
    version: after('version '),
    least: '4.0',
    lacks: {
      en: 'macOS ships bash 3.2 of 2007, which lacks `mapfile` and associative arrays',
      zh: 'macOS 自带的是 2007 年的 bash 3.2，没有 `mapfile` 和关联数组',
    },
    install: {
      en: 'On macOS, `brew install bash`. On Windows, open the folder in WSL: the Linux lessons need its shell.',
      zh: 'macOS 上执行 `brew install bash`。Windows 上请在 WSL 中打开文件夹：Linux 课程要用其中的 shell。',
    },
    lesson: 'start/toolbox',
  },
  {
    id: 'git',
    group: 'host',
    name: verbatim('git'),
    command: 'git',
    args: ['--version'],
    version: after('git version '),
    least: '2.23',
    lacks: { en: '`git switch` and `git restore` came with 2.23', zh: '`git switch` 和 `git restore` 从 2.23 才有' },
    install: {
      en: '`sudo apt install git`; on macOS `xcode-select --install`; on Windows from git-scm.com.',
      zh: '`sudo apt install git`；macOS 上执行 `xcode-select --install`；Windows 上从 git-scm.com 下载。',
    },
    lesson: 'start/toolbox',
  },
  {
    id: 'python3',
    group: 'host',
    name: verbatim('python3'),
    command: 'python3',
    args: ['--version'],
    version: after('Python '),
    least: '3.9',
    lacks: { en: 'the openstack client wants 3.9 or later', zh: 'openstack 客户端需要 3.9 或更高版本' },
    install: aptOrBrew('python3'),
    optional: true,
  },
  {
    id: 'curl',
    group: 'host',
    name: verbatim('curl'),
    command: 'curl',
    args: ['--version'],
    version: after('curl '),
    install: aptOrBrew('curl'),
  },
  {
    id: 'wsl',
    group: 'host',
    name: verbatim('WSL'),
    command: 'wsl',
    args: ['--version'],
    // Its words are in the language of Windows; its own version stands in the first line.
    version: /(\d+\.\d+\.\d+(?:\.\d+)?)/,
    least: '2.0',
    lacks: { en: 'the WSL of the Store brings systemd', zh: '应用商店版的 WSL 才支持 systemd' },
    install: {
      en: 'In a terminal of an administrator: `wsl --install`, then restart Windows.',
      zh: '在管理员终端中执行 `wsl --install`，然后重启 Windows。',
    },
    lesson: 'linux/environment',
    platform: 'win32',
  },
];

const extra = (id: string, args: readonly string[], version: RegExp, install: Text): Tool => ({
  id,
  group: 'extra',
  name: verbatim(id),
  command: id,
  args,
  version,
  install,
  optional: true,
});

/** What makes some lessons richer. */
export const extraTools: readonly Tool[] = [
  extra('ansible', ['--version'], after('ansible (?:\\[core )?'), aptOrBrew('ansible')),
  extra('terraform', ['version'], after('Terraform '), fromSite('https://developer.hashicorp.com/terraform/install')),
  extra('tofu', ['version'], after('OpenTofu '), fromSite('https://opentofu.org/docs/intro/install/')),
  extra('trivy', ['--version'], after('Version: '), fromSite('https://trivy.dev/')),
  extra('promtool', ['--version'], after('version '), aptOrBrew('prometheus')),
  extra('shellcheck', ['--version'], after('version: '), aptOrBrew('shellcheck')),
  extra('jq', ['--version'], after('jq-'), aptOrBrew('jq')),
];
