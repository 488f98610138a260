import type { Rule } from '../../rule';
import type { LocalConf } from '../file';

/** A plug-in of which DevStack does not know where it is; the form is that of DevStack's plugins.rst (November 2026). */
export const os125: Rule<LocalConf> = {
  code: 'OS125',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'enable_plugin without an address', zh: 'enable_plugin 缺少地址' },
  message: {
    en: 'enable_plugin takes a name and the address of a Git repository; here the {what} is missing.',
    zh: 'enable_plugin 要写名称和 Git 仓库地址，这里缺少{what}。',
  },
  why: {
    en: 'DevStack fetches each plug-in from its repository: `enable_plugin <name> <address> [branch]`. The name is yours to choose, the address one that `git clone` takes. For a service that DevStack has itself, use `enable_service`.',
    zh: 'DevStack 会从 Git 仓库下载每个插件：`enable_plugin <名称> <地址> [分支]`。名称可以自取，地址是 `git clone` 能用的地址。DevStack 自带的服务请用 `enable_service`。',
  },
  lesson: 'openstack/lab',
  *check({ commands }) {
    for (const { words, assignments } of commands) {
      const [program, name, address] = words;
      if (program?.text !== 'enable_plugin' || assignments.length > 0 || address !== undefined) continue;
      // A variable may stand for both.
      if (name?.text.includes('$') !== true)
        yield { span: program.span, args: { what: name ? parts.address : parts.name } };
    }
  },
  examples: {
    bad: [
      { text: '[[local|localrc]]\nHOST_IP=10.0.0.11\n«enable_plugin» heat\n' },
      { text: '[[local|localrc]]\n«enable_plugin»\n' },
    ],
    good: [
      '[[local|localrc]]\nenable_plugin heat https://opendev.org/openstack/heat stable/2025.1\nenable_plugin $MINE\nenable_service horizon\n',
    ],
  },
};

const parts = {
  name: { en: 'name', zh: '名称' },
  address: { en: 'address', zh: '地址' },
} as const;
