import { brief, type Rule } from '../../rule';
import { itemsOf, scalarOf, type Scalar } from '../../yaml/tree';
import type { CloudInitFile } from '../file';

/** Signs of the shell in a command that is a list; cc_runcmd.py and `shellify` of cloud-init quote each word of one. */
export const os067: Rule<CloudInitFile> = {
  code: 'OS067',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Shell sign in a list', zh: '列表形式里的 shell 符号' },
  message: {
    en: 'A command in a list runs without a shell: "{sign}" is passed to the program as an argument.',
    zh: '列表形式的命令不经过 shell 解释：“{sign}”会作为参数传给程序。',
  },
  why: {
    en: 'Each entry of `runcmd` and `bootcmd` is a text, which a shell reads, or a list of words, which are passed on as they are. Pipes, redirections and `&&` need the text.',
    zh: '`runcmd` 和 `bootcmd` 的每一项可以是一段文本，由 shell 解释；也可以是单词列表，原样传给程序。管道、重定向和 `&&` 要用文本形式。',
  },
  lesson: 'provisioning/kvm',
  *check({ root, kind, torn }) {
    if (kind !== 'config' || torn.length > 0) return;
    for (const name of ['bootcmd', 'runcmd']) {
      for (const { value } of itemsOf(root?.get(name))) {
        const words = itemsOf(value).flatMap((item) => scalarOf(item.value) ?? []);
        const found = isShell(words) ? undefined : words.find(({ text }, at) => at > 0 && signs.has(text));
        if (found !== undefined) yield { span: found.part(), args: { sign: brief(found.text) } };
      }
    }
  },
  examples: {
    bad: [
      { text: '#cloud-config\nruncmd:\n  - [ls, -l, "«|»", wc]\n' },
      { text: '#cloud-config\nbootcmd:\n  - [echo, a, "«>>»", /etc/motd]\n' },
    ],
    good: [
      '#cloud-config\nruncmd:\n  - ls -l | wc\n  - [sh, -c, "ls -l | wc"]\n  - [grep, "a|b", /etc/hosts]\n  - [bash, -c, "$0 $1", a, "|"]\n',
    ],
  },
};

const signs: ReadonlySet<string> = new Set(['|', '||', '&&', '>', '>>', '<', '2>&1', '&>']);

/** A shell may well get such a sign as an argument. */
const isShell = ([program]: readonly Scalar[]): boolean => /(?:^|\/)\w*sh$/.test(program?.text ?? '');
