import type { Rule } from '../../rule';
import { withoutPrefix, type Command, type ShellFile, type Word } from '../file';

/** A dash of a document where an option begins. */
export const sh001: Rule<ShellFile> = {
  code: 'SH001',
  aliases: [],
  layer: 'characters',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Dash of a document before an option', zh: '选项前是排版用的横线' },
  message: {
    en: '"{dash}" is a dash from a document, not "-": the command does not take this for an option.',
    zh: '“{dash}”是文档里的排版横线，不是“-”：命令不会把它当作选项。',
  },
  why: {
    en: 'Word processors and web pages turn two hyphens into one long dash. It looks nearly the same, and for the shell it is a letter: `–rm` is a name like any other, and the command says that it does not know such an image, file or argument. Type the hyphens anew.',
    zh: '文字处理软件和网页会把两个连字符变成一个长横线。看起来差不多，对 shell 来说却只是普通字符：`–rm` 成了一个普通的名字，命令会说找不到这个镜像、文件或参数。请重新输入连字符。',
  },
  lesson: 'start/toolbox',
  *check({ commands }) {
    for (const command of commands) {
      if (/^(?:echo|printf)$/.test(command.words[0]?.text ?? '')) continue;
      for (const word of command.words.slice(1)) {
        const dashes = /^-?[\u2013\u2014\u2212]+-?(?=[A-Za-z])/.exec(word.text)?.[0];
        if (dashes === undefined) continue;
        const { start } = word.span;
        const span = { start, end: start + dashes.length };
        const { text, isSure } = meant(command, word, dashes);
        const title = { en: `Write ${text}`, zh: `写成 ${text}` };
        yield {
          span,
          covers: word.span,
          args: { dash: dashes },
          fix: { title, edits: [{ span, text }], safe: isSure },
        };
      }
    }
  },
  examples: {
    bad: [
      { text: 'docker run «–»rm nginx:1.30\n', fixed: 'docker run --rm nginx:1.30\n' },
      { text: 'ps «–»a\n', fixed: 'ps -a\n' },
      { text: 'find . «–»name core\n', fixed: 'find . -name core\n' },
      { text: 'sudo docker run «——»name web nginx:1.30\n', fixed: 'sudo docker run --name web nginx:1.30\n' },
    ],
    good: [
      '# use –rm\necho – a dash –rm "–x"\ndocker run --rm nginx:1.30 sh -c \'echo –x\'\n',
      'cat 2020–2024.txt – x\n',
    ],
  },
};

/** One hyphen for a single letter, two for a word, except for programs of the old kind. */
function meant(
  { words }: Command,
  { text }: Word,
  dashes: string,
): { readonly text: string; readonly isSure: boolean } {
  const program = withoutPrefix(words)[0]?.text ?? '';
  const name = /[A-Za-z][\w-]*/.exec(text)?.[0] ?? '';
  if (dashes.length > 1) return { text: '--', isSure: true };
  if (name.length === 1) return { text: '-', isSure: true };
  if (oneHyphen.test(program)) return { text: '-', isSure: true };
  const isShort = /^(?:it|ti|itd|dit|la|al|lh|rf|fr|xzf|czf|ef|an|lt|tlnp|nlp|p)$/.test(name);
  return { text: isShort ? '-' : '--', isSure: twoHyphens.test(program) };
}

const oneHyphen = /^(?:find|java|openssl|ip|gcc|go|terraform|Xvfb|qemu-system-\w+|javac|convert)$/;
const twoHyphens = /^(?:docker|podman|kubectl|kubeadm|helm|git|openstack|npm|systemctl|curl|virt-install|yum|dnf)$/;
