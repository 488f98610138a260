import { brief, type Rule } from '../../rule';
import { withoutPrefix, type ShellFile } from '../file';

/** A command whose letters got out of order; a table, as a short name is soon near another program's. */
export const sh031: Rule<ShellFile> = {
  code: 'SH031',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Misspelt command', zh: '命令拼写有误' },
  message: {
    en: 'There is no command "{name}": "{meant}" is meant.',
    zh: '没有“{name}”这个命令，应该是“{meant}”。',
  },
  why: {
    en: 'The shell says "command not found", and a script without `set -e` goes on with the next line as if nothing had happened.',
    zh: 'shell 会报“command not found”，而没有 `set -e` 的脚本会继续执行下一行，好像什么也没发生。',
  },
  lesson: 'start/toolbox',
  *check({ commands, text }) {
    const own = new Set(
      [...text.matchAll(/\b(?:alias|function) ([a-z]+)\b|\b([a-z]+) ?\(\)/g)].map((one) => one[1] ?? one[2]),
    );
    for (const { words } of commands) {
      const [first] = withoutPrefix(words);
      const meant = first && slips.get(first.text);
      if (first === undefined || meant === undefined || own.has(first.text)) continue;
      const { span } = first;
      const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
      yield {
        span,
        args: { name: brief(first.text), meant },
        fix: { title, edits: [{ span, text: meant }], safe: true },
      };
    }
  },
  examples: {
    bad: [
      { text: 'sudo «dokcer» ps\n', fixed: 'sudo docker ps\n' },
      { text: '«kubeclt» get pods\n', fixed: 'kubectl get pods\n' },
    ],
    good: ['docker ps\necho dokcer\n', 'alias dokcer=docker\ndokcer ps\n'],
  },
};

const slips: ReadonlyMap<string, string> = new Map(
  Object.entries({
    docker: 'dokcer docekr dcoker dockre odcker doker',
    kubectl: 'kubeclt kubetcl kubcetl kuebctl kubectk kubctl kubecl',
    systemctl: 'systemclt systmectl systmctl sytemctl systemtcl sysetmctl',
    openstack: 'opnestack openstakc opensatck openstck',
    mount: 'mmount moutn muont',
    mkdir: 'mkdri mdkir',
    chmod: 'chomd hcmod',
    chown: 'chwon chonw',
    sudo: 'suod sduo',
    helm: 'hlem',
  }).flatMap(([meant, words]) => words.split(' ').map((word): [string, string] => [word, meant])),
);
