import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { itemsOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { entryAt } from '../paths';

/** Blanks around the equals sign. */
export const dc024: Rule<ComposeFile> = {
  code: 'DC024',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Blanks around the equals sign', zh: '等号两边有空格' },
  message: {
    en: 'Blanks around "=" become part of the name or the value: the program finds no "{name}" as you mean it.',
    zh: '“=”两边的空格会变成名字或值的一部分：程序读不到你想要的“{name}”。',
  },
  why: {
    en: 'An item `NAME=value` is taken as it stands: everything before the equals sign is the name, everything behind it the value. A name that ends in a blank is another name, and newer versions of Compose refuse it.',
    zh: '`NAME=value` 这样的一项会原样使用：等号前面全是名字，后面全是值。末尾带空格的名字就是另一个名字，新版 Compose 会直接拒绝。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { body } of file.services) {
      for (const keys of [['environment'], ['labels'], ['build', 'args']]) {
        for (const { value } of itemsOf(entryAt(body, ...keys)?.value)) {
          const found = value?.kind === 'scalar' ? problem(value) : undefined;
          if (found !== undefined) yield found;
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      - «MODE = test»\n',
        fixed: 'services:\n  web:\n    build: .\n    environment:\n      - MODE=test\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    environment: ["«LEVEL= 3»"]\n',
        fixed: 'services:\n  web:\n    build: .\n    environment: ["LEVEL=3"]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment:\n      - MODE=test\n      - "TEXT=a = b"\n      - EMPTY=\n      - FROM_OUTSIDE\n    labels:\n      - rule=Host(`a`) || Host(`b`)\n',
    ],
  },
};

function problem(scalar: Scalar): Problem | undefined {
  const [head = '', name = '', before = '', after = ''] = /^([\w.-]+)([ \t]*)=([ \t]*)/.exec(scalar.text) ?? [];
  if (before + after === '' || head.length === scalar.text.length) return undefined;
  return {
    span: scalar.part(),
    args: { name: brief(name) },
    fix: joined(scalar, name.length, head.length),
    ...(before === '' && { severity: 'warning' as const }),
  };
}

function joined(scalar: Scalar, from: number, to: number): Fix | undefined {
  if (scalar.inner === undefined) return undefined;
  const title = { en: 'Leave the blanks out', zh: '去掉空格' };
  return { title, edits: [{ span: scalar.part(from, to), text: '=' }], safe: true };
}
