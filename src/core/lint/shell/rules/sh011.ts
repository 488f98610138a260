import type { Fix, Rule } from '../../rule';
import { callsOf, type ShellFile, type Word } from '../file';

/** Two dollar signs in a password for a Secret, which the shell makes a number of. */
export const sh011: Rule<ShellFile> = {
  code: 'SH011',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Dollar signs in a password', zh: '密码里的美元符号' },
  message: {
    en: 'The shell puts its own process number in the place of $$: the Secret gets another password.',
    zh: 'shell 会把 $$ 换成自己的进程号，Secret 里存的就不是这个密码了。',
  },
  why: {
    en: "In a word without quotes, and in double quotes, the shell replaces everything that begins with `$` before kubectl sees it; `$$` is the number of the shell's process. In single quotes every character stays as it is: `'Pa$$w0rd'`.",
    zh: "在不加引号的词里，以及双引号里，shell 会先替换以 `$` 开头的内容，再交给 kubectl；`$$` 是 shell 的进程号。放在单引号里，每个字符都保持原样：`'Pa$$w0rd'`。",
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const { args } of callsOf(file, 'kubectl')) {
      if (args[0]?.text !== 'create' || args[1]?.text !== 'secret') continue;
      for (const word of args) {
        const value = /^(?:--from-literal=[\w.-]+=|--docker-password=)(?=[^=])/.exec(word.text)?.[0];
        const at = value === undefined ? -1 : dollarsIn(word.text, value.length);
        if (value === undefined || at === -1) continue;
        const start = word.span.start + at;
        yield { span: { start, end: start + 2 }, fix: quotes(word, value.length) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'kubectl create secret generic db --from-literal=password=Pa«$$»w0rd\n',
        fixed: "kubectl create secret generic db --from-literal=password='Pa$$w0rd'\n",
      },
      {
        text: 'kubectl create secret docker-registry hub --docker-password="Pa«$$»w0rd" --docker-username=a\n',
        fixed: "kubectl create secret docker-registry hub --docker-password='Pa$$w0rd' --docker-username=a\n",
      },
    ],
    good: [
      'kubectl create secret generic db --from-literal=password=\'Pa$$w0rd\' --from-literal=a="$PASSWORD"\nkubectl create secret generic db --from-literal=a=Pa\\$\\$w0rd --from-literal=run=tmp-$$\nkubectl create configmap a --from-literal=pid=a$$b\n',
    ],
  },
};

/** Where the two signs stand within a word, when what is in front of them and behind them makes them part of it. */
function dollarsIn(text: string, from: number): number {
  const value = text.slice(from);
  const isOpen = /^(?:[^\s'"\\`$]+|"[^"\\`$]+)\$\$[A-Za-z0-9]/.test(value);
  return isOpen ? from + value.indexOf('$$') : -1;
}

function quotes({ text, span }: Word, from: number): Fix | undefined {
  const inner = /^(?:([^\s'"\\`]+)|"([^'"\\`]+)")$/.exec(text.slice(from));
  const value = inner?.[1] ?? inner?.[2];
  // What else the shell replaces may be meant.
  if (value === undefined || value.replaceAll('$$', '').includes('$')) return undefined;
  const title = { en: 'Use single quotes', zh: '改用单引号' };
  return { title, edits: [{ span: { start: span.start + from, end: span.end }, text: `'${value}'` }], safe: true };
}
