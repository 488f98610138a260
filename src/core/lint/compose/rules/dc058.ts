import { brief, type Fix, type Problem, type Rule } from '../../rule';
import type { Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';

/** Command that needs a shell. */
export const dc058: Rule<ComposeFile> = {
  code: 'DC058',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Command that needs a shell', zh: '命令需要 shell 才能执行' },
  message: {
    en: 'Compose runs no shell: it silently drops everything from {operator} on. Write sh -c "…".',
    zh: 'Compose 不经过 shell：从 {operator} 起的内容会被悄悄丢弃。请写成 sh -c "…"。',
  },
  why: {
    en: 'Compose takes a command apart into words itself, as a shell would with quotes, and starts the first of them. It stops reading at `&&`, `|`, `;`, `>` or `<` outside quotes and says nothing about the rest. To have a shell, start one, and give it all of the line in quotes.',
    zh: 'Compose 自己把命令拆成单词（引号的规则和 shell 一样），然后启动第一个词。遇到引号之外的 `&&`、`|`、`;`、`>`、`<` 就停止读取，剩下的内容不作任何提示。需要 shell，就启动一个 shell，把整行放进引号里交给它。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      for (const key of ['command', 'entrypoint']) {
        const value = service.entry(key)?.value;
        const found = value?.kind === 'scalar' ? problem(value, service.entry(key)?.isAlias === true) : undefined;
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    command: ./migrate «&&» ./serve\n',
        fixed: "services:\n  web:\n    build: .\n    command: sh -c './migrate && ./serve'\n",
      },
      { text: 'services:\n  web:\n    build: .\n    command: sh -c ./migrate «>» /log\n' },
      {
        text: 'services:\n  web:\n    build: .\n    command: >\n      ./migrate «;»\n      ./serve\n'
          .replace(' «;»', ' ;')
          .replace('>\n      ./migrate ;\n      ./serve', '«>\n      ./migrate ;\n      ./serve\n»')
          .replace('»\n', '»'),
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    command: sh -c "./migrate && ./serve > /log"\n  api:\n    build: ./api\n    command: ["sh", "-c", "a && b"]\n  job:\n    build: ./job\n    entrypoint: ./job --filter=\'a|b\' a\\;b\n    command: --text "a > b"\n',
    ],
  },
};

/** Where a shell would begin another command, or lead its output elsewhere; nothing within quotes. */
function operatorIn(text: string): { readonly start: number; readonly end: number } | undefined {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote === '' && /["']/.test(character)) quote = character;
    else if (quote === character) quote = '';
    else if (character === '\\' && quote !== "'") at += 1;
    else if (quote === '' && /[;&|<>]/.test(character)) {
      const length = /^(?:&&|\|\||>>|<<|.)/.exec(text.slice(at, at + 2))?.[0].length ?? 1;
      return { start: at, end: at + length };
    }
  }
  return undefined;
}

function problem(scalar: Scalar, isAlias: boolean): Problem | undefined {
  const { text } = scalar;
  const found = operatorIn(text);
  if (found === undefined) return undefined;
  return {
    span: scalar.part(found.start, found.end),
    args: { operator: brief(text.slice(found.start, found.end)) },
    fix: isAlias ? undefined : inShell(scalar),
  };
}

function inShell({ text, style, inner, span }: Scalar): Fix | undefined {
  const isSimple = style === 'plain' && inner !== undefined && !/['"\\\n]|: | #/.test(text) && !/^\S*sh\s/.test(text);
  const title = { en: "Write sh -c '…'", zh: "写成 sh -c '…'" };
  return isSimple ? { title, edits: [{ span, text: `sh -c '${text}'` }], safe: false } : undefined;
}
