import { fill, type Text } from '../../../text';
import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { appendTo, indentOf, insertBelow } from '../../yaml/edits';
import { marginOf } from '../../yaml/lines';
import { entriesOf, mappingOf, type Entry } from '../../yaml/tree';
import type { ComposeFile } from '../file';

/** Secret or config without content. */
export const dc048: Rule<ComposeFile> = {
  code: 'DC048',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Secret or config without content', zh: 'secret 或 config 没有内容来源' },
  message: { en: '"{name}" {wrong}: Compose refuses the file.', zh: '“{name}”{wrong}：Compose 会拒绝此文件。' },
  why: {
    en: 'A secret or a config is a file for the container, and its content comes from one place: `file:`, `environment:` (the value of a variable of yours), for configs also `content:`, or from outside with `external: true`.',
    zh: 'secret 和 config 对容器来说就是一个文件，内容只能有一个来源：`file:`、`environment:`（取自你的环境变量），config 还可以用 `content:`，或者用 `external: true` 表示由外部提供。',
  },
  lesson: 'docker/compose',
  *check(file) {
    if (!file.isWhole) return;
    for (const section of ['secrets', 'configs'] as const) {
      const sources = section === 'secrets' ? ['file', 'environment'] : ['file', 'environment', 'content'];
      for (const entry of entriesOf(file.root?.get(section))) {
        const found = problem(file, entry, sources);
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    secrets: [token]\nsecrets:\n  «token»:\n    labels: { a: b }\n',
        fixed:
          'services:\n  web:\n    build: .\n    secrets: [token]\nsecrets:\n  token:\n    labels: { a: b }\n    file: ./token.txt\n',
      },
      {
        text: 'services:\n  web:\n    build: .\nsecrets:\n  «token»:\n',
        fixed: 'services:\n  web:\n    build: .\nsecrets:\n  token:\n    file: ./token.txt\n',
      },
      { text: 'services:\n  web:\n    build: .\nconfigs:\n  «site»: { file: ./site.conf, content: "a" }\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\nsecrets:\n  a: { file: ./a }\n  b: { environment: B }\n  c: { external: true }\n  d: { driver: vault }\nconfigs:\n  e: { content: "x" }\n  f: { external: true, name: g }\n',
    ],
  },
};

const texts = {
  none: { en: 'does not say where its content comes from', zh: '没有说明内容从哪里来' },
  several: { en: 'says twice where its content comes from', zh: '写了两个内容来源' },
} satisfies Record<string, Text>;

function problem(file: ComposeFile, entry: Entry, sources: readonly string[]): Problem | undefined {
  const body = mappingOf(entry.value);
  if (entry.key.text.startsWith('x-') || (entry.value !== undefined && body === undefined)) return undefined;
  const isNothing = entry.value === undefined && /[!*]/.test(file.text.slice(entry.key.span.end, entry.span.end));
  const count = sources.filter((key) => body?.all.has(key)).length;
  if (isNothing || count === 1 || (count === 0 && ['external', 'driver'].some((key) => body?.all.has(key))))
    return undefined;
  const wrong = count === 0 ? texts.none : texts.several;
  return {
    span: entry.key.part(),
    args: { name: brief(entry.key.text), wrong },
    fix: count === 0 ? fromFile(file, entry) : undefined,
  };
}

function fromFile(file: ComposeFile, { key, value, isAlias, span }: Entry): Fix | undefined {
  const path = `./${key.text}.txt`;
  const margin = marginOf(file.text, key.span);
  if (isAlias || !/^[\w.-]+$/.test(key.text) || margin === undefined) return undefined;
  const line = `file: ${path}`;
  const isEmpty = value === undefined && /^\s*:\s*$/.test(file.text.slice(key.span.end, span.end + 1));
  const edit =
    value?.kind === 'mapping'
      ? appendTo(file, value, [line])
      : isEmpty
        ? insertBelow(file, key.span, [`${margin}${indentOf(file)}${line}`])
        : undefined;
  return (
    edit && {
      title: fill({ en: 'Take it from {path}', zh: '从 {path} 读取' }, { path: brief(path) }),
      edits: [edit],
      safe: false,
    }
  );
}
