import type { Rule } from '../../rule';
import { callsOf, type ShellFile, type Word } from '../file';

/** The proxy of kubectl, open to everybody. */
export const sh019: Rule<ShellFile> = {
  code: 'SH019',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'kubectl proxy open to the network', zh: 'kubectl proxy 向网络开放' },
  message: {
    en: 'Whoever reaches this port acts in the cluster as you, without a password: drop the flags.',
    zh: '谁能访问这个端口，谁就能以你的身份操作集群，无需密码：请去掉这些选项。',
  },
  why: {
    en: 'kubectl proxy adds your own login to every request. That is fine on 127.0.0.1, its default. With an address of the network, and a filter that lets every host name pass, the whole network has your rights. To reach one program, use `kubectl port-forward`.',
    zh: 'kubectl proxy 会给每个请求加上你的登录凭据。默认只监听 127.0.0.1，没有问题；如果监听网络地址，又放行所有主机名，整个网络都有了你的权限。只想访问某个程序时，请用 `kubectl port-forward`。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { args } of callsOf(file, 'kubectl')) {
      if (args[0]?.text !== 'proxy') continue;
      const address = optionOf(args, '--address', /^(?:0\.0\.0\.0|::|\[::\])$/);
      const filter =
        optionOf(args, '--accept-hosts', /^\^?(?:\.?\*|\.\+)\$?$/) ??
        args.find(({ text }) => /^--disable-filter(?:=true)?$/.test(text));
      if (address !== undefined && filter !== undefined) yield { span: filter.span };
    }
  },
  examples: {
    bad: [
      { text: "kubectl proxy --address=0.0.0.0 «--accept-hosts='^*$'»\n" },
      { text: 'kubectl proxy --port 8001 --address 0.0.0.0 «--disable-filter»\n' },
    ],
    good: [
      "kubectl proxy\nkubectl proxy --address=0.0.0.0\nkubectl proxy --accept-hosts='.*'\nkubectl proxy --address=0.0.0.0 --accept-hosts='^10\\.0\\.0\\.1$'\n",
    ],
  },
};

/** An option whose value is like this, in its own word or in the next one. */
function optionOf(args: readonly Word[], name: string, value: RegExp): Word | undefined {
  return args.find(({ text }, index) => {
    const own = text.startsWith(`${name}=`) ? text.slice(name.length + 1) : undefined;
    const said = own ?? (text === name ? args[index + 1]?.text : undefined);
    return said !== undefined && value.test(said.replace(/^(["'])(.*)\1$/, '$2'));
  });
}
