import { fill, type Text } from '../../../text';
import { brief, type Rule } from '../../rule';
import { quoted } from '../../yaml/edits';
import { itemsOf, mappingOf, type Scalar, type Value } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import type { Service } from '../service';

/** Unquoted text that older YAML tools read as something else. */
export const dc021: Rule<ComposeFile> = {
  code: 'DC021',
  aliases: ['require-quotes-in-ports'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Unquoted text with two meanings', zh: '未加引号、会被读成两种意思的文本' },
  message: {
    en: 'Compose reads {value} as text, but older YAML tools read it as {other}: put it in quotes.',
    zh: 'Compose 把 {value} 读作文本，但旧的 YAML 工具会读成{other}：请加引号。',
  },
  why: {
    en: 'In YAML 1.1, `no`, `yes`, `on` and `off` are booleans, and numbers with colons count by sixties: `22:22` is 1342. Compose does not read it like that any more; linters, editors and scripts that read your file may. Quotes make it text for everybody.',
    zh: '在 YAML 1.1 里，`no`、`yes`、`on`、`off` 是布尔值，带冒号的数字按六十进制计算：`22:22` 等于 1342。Compose 已不再这样读，但读取该文件的检查工具、编辑器和脚本可能还会。加上引号，大家读到的就都是文本。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      for (const scalar of ambiguousIn(service)) {
        const title = { en: 'Put it in quotes', zh: '加上引号' };
        yield {
          span: scalar.span,
          args: { value: brief(scalar.text), other: oldMeaning(scalar.text) },
          fix: { title, edits: [{ span: scalar.span, text: quoted(scalar.text) }], safe: true },
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  tools:\n    build: .\n    ports:\n      - «22:22»\n',
        fixed: 'services:\n  tools:\n    build: .\n    ports:\n      - "22:22"\n',
      },
      {
        text: 'services:\n  tools:\n    build: .\n    restart: «no» # by hand\n',
        fixed: 'services:\n  tools:\n    build: .\n    restart: "no" # by hand\n',
      },
      {
        text: 'services:\n  tools:\n    build: .\n    environment: { DEBUG: «on», MODE: online }\n',
        fixed: 'services:\n  tools:\n    build: .\n    environment: { DEBUG: "on", MODE: online }\n',
      },
    ],
    good: [
      'services:\n  tools:\n    build: .\n    restart: "no"\n    ports: [8080:80, "22:22", 22:2222, 80]\n',
      'services:\n  tools:\n    build: .\n    restart: unless-stopped\n    environment: ["DEBUG=on", REPLY=no]\n',
    ],
  },
};

function* ambiguousIn(service: Service): Iterable<Scalar> {
  for (const { value } of itemsOf(service.entry('ports')?.value))
    if (isPlain(value) && isSixties(value.text)) yield value;
  const restart = service.entry('restart')?.value;
  const tables = [service.entry('environment')?.value, service.entry('labels')?.value].map((value) => mappingOf(value));
  const values = tables.flatMap((table) => [...(table?.all.values() ?? [])].map(({ value }) => value));
  for (const value of [restart, ...values]) if (isPlain(value) && isSwitch(value.text)) yield value;
}

function isPlain(value: Value | undefined): value is Scalar {
  return value?.kind === 'scalar' && value.style === 'plain' && value.tag === undefined;
}

function isSixties(text: string): boolean {
  return /^[1-9]\d*(:[0-5]?\d)+$/.test(text);
}

function isSwitch(text: string): boolean {
  return /^(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(text);
}

function oldMeaning(text: string): Text {
  if (isSwitch(text)) return /^(yes|on)$/i.test(text) ? { en: 'true', zh: ' true' } : { en: 'false', zh: ' false' };
  const number = text.split(':').reduce((sum, digits) => sum * 60 + Number(digits), 0);
  return fill({ en: 'the number {number}', zh: '数字 {number}' }, { number });
}
