import { brief, type Problem, type Rule } from '../../rule';
import { quoted } from '../../yaml/edits';
import { itemsOf, type Item } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { entryAt } from '../paths';

/** Quotes that become part of the value. */
export const dc026: Rule<ComposeFile> = {
  code: 'DC026',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Quotes inside a list item', zh: '列表项内部的引号' },
  message: {
    en: 'These quotes become part of the value: {name} begins and ends with {quote}.',
    zh: '这对引号会成为值的一部分：{name} 的值首尾都带着 {quote}。',
  },
  why: {
    en: 'YAML takes quotes for quotes only where they enclose the whole item. In the middle, as in `NAME="value"`, they are characters like others, and no shell takes them away. Enclose all of it, `"NAME=value"`, or leave them out.',
    zh: '只有把整个列表项括起来时，YAML 才把引号当作引号。写在中间，如 `NAME="value"`，它们就是普通字符，也没有 shell 会去掉它们。请把整项括起来写成 `"NAME=value"`，或者干脆不用引号。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { body } of file.services) {
      for (const keys of [['environment'], ['labels'], ['build', 'args']]) {
        for (const item of itemsOf(entryAt(body, ...keys)?.value)) {
          const found = problem(item);
          if (found !== undefined) yield found;
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      - GREETING=«"good day"»\n',
        fixed: 'services:\n  web:\n    build: .\n    environment:\n      - "GREETING=good day"\n',
      },
      {
        text: "services:\n  web:\n    build: .\n    environment:\n      - LEVEL=«'3'»\n",
        fixed: 'services:\n  web:\n    build: .\n    environment:\n      - "LEVEL=3"\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment:\n      - "GREETING=good day"\n      - OPTIONS=-a "b" -c "d"\n      - JSON={"a":"b"}\n      - \'KEPT="on purpose"\'\n      - EMPTY=""\n',
    ],
  },
};

function problem({ value, isAlias }: Item): Problem | undefined {
  if (value?.kind !== 'scalar' || value.style !== 'plain' || value.inner === undefined || isAlias) return undefined;
  const {
    name = '',
    quote = '',
    inner = '',
  } = /^(?<name>[\w.-]+)=(?<quote>["'])(?<inner>[^"']+)\k<quote>$/.exec(value.text)?.groups ?? {};
  if (name === '') return undefined;
  const title = { en: 'Put the whole item in quotes', zh: '把整项放进引号' };
  return {
    span: value.part(name.length + 1),
    args: { name: brief(name), quote },
    fix: { title, edits: [{ span: value.span, text: quoted(`${name}=${inner}`) }], safe: true },
  };
}
