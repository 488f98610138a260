import { fill, verbatim, type Text } from '../../../text';
import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { brief, type Fix, type Problem, type Rule, type Span } from '../../rule';
import { quoted } from '../../yaml/edits';
import type { Entry, Item, Value } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { kindOf } from '../schema/scalars';
import type { Form, ScalarKind, Shape } from '../schema/shape';
import type { Mismatch } from '../schema/walk';
import { structureOf } from '../structure';

/** Value of the wrong kind. */
export const dc006: Rule<ComposeFile> = {
  code: 'DC006',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Value of the wrong kind', zh: '值的类型不对' },
  message: { en: '{wrong} Compose refuses this.', zh: '{wrong}Compose 会拒绝。' },
  why: {
    en: 'Each key takes a certain kind of value: text, a number, a list (lines with dashes), or keys with values. To YAML, `1000` is a number and `true` a switch; where text is wanted, quotes make it text. The reference of the Compose file tells for each key what it takes.',
    zh: '每个键都要求特定类型的值：文本、数字、列表（带短横线的行）或一组键值。对 YAML 来说，`1000` 是数字，`true` 是开关；需要文本时，加上引号就是文本。每个键接受什么，Compose 文件参考里都有说明。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const mismatch of structureOf(file).mismatches) {
      const found = problem(mismatch);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    ports: «"8080:80"»\n',
        fixed: 'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    user: «1000»\n',
        fixed: 'services:\n  web:\n    build: .\n    user: "1000"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    command: [sleep, «30»]\n',
        fixed: 'services:\n  web:\n    build: .\n    command: [sleep, "30"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      db: { condition: «service_health» }\n  db:\n    build: ./db\n',
        fixed:
          'services:\n  web:\n    build: .\n    depends_on:\n      db: { condition: service_healthy }\n  db:\n    build: ./db\n',
      },
      { text: 'services:\n  web: { build: . }\nvolumes: «[data]»\n' },
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      db:\n        «restart»: true\n  db:\n    build: ./db\n',
      },
      { text: 'services:\n  web:\n    build: .\n    mem_limit: «half»\n' },
      { text: 'services:\n  web:\n    image: «Example/Web:1.0»\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\n    ports: [80, "8080:80"]\n    user: "1000"\n    cpus: 0.5\n    mem_limit: 512 MB\n    scale: ${COPIES}\n    init: ${INIT:-true}\n    environment: { A: 1, B: true, C: 1.5, D: }\n',
      'services:\n  web:\n    build: .\n    command: sleep 30\n    entrypoint: []\n    dns: 1.1.1.1\n    restart: no\n    tty: yes\n    networks:\n      default:\n    logging: { options: { max-file: 3 } }\n    extra_hosts: { db: 10.0.0.5 }\n',
    ],
  },
};

function problem(mismatch: Mismatch): Problem | undefined {
  switch (mismatch.kind) {
    case 'other kind':
      return otherKind(mismatch);
    case 'missing key': {
      const text = { en: 'Here the key "{name}" is missing.', zh: '这里缺少键“{name}”。' };
      return { span: mismatch.span, args: { wrong: fill(text, { name: mismatch.name }) } };
    }
    case 'other form':
      return otherForm(mismatch);
    case 'other word':
      return otherWord(mismatch);
    case 'other name': {
      const text = {
        en: 'A name has letters, digits, ".", "_" and "-" only.',
        zh: '名字只能用字母、数字、“.”、“_”和“-”。',
      };
      return { span: mismatch.key.span, args: { wrong: text } };
    }
    default:
      return undefined;
  }
}

function otherKind({ value, item, shape, place }: Mismatch & { readonly kind: 'other kind' }): Problem | undefined {
  // A number without its unit has a rule of its own.
  if (value.kind === 'scalar' && shape.kind === 'value' && shape.form === 'duration') return undefined;
  const [wanted, found] = [wantedBy(shape), foundAs(value)];
  const text = place.isItem
    ? { en: 'An item of "{key}" is {wanted}, not {found}.', zh: '“{key}”的每一项应为{wanted}，而不是{found}。' }
    : { en: '"{key}" takes {wanted}, not {found}.', zh: '“{key}”的值应为{wanted}，而不是{found}。' };
  return {
    span: placeOf(item, value),
    covers: item.span,
    args: { wrong: fill(text, { key: brief(place.key, 20), wanted, found }) },
    fix: item.isAlias ? undefined : (asText(value, shape) ?? asList(value, shape)),
  };
}

/** An alias stands for a value elsewhere; a block of keys or items begins with the first of them. */
function placeOf(item: Item | Entry, value: Value): Span {
  if (item.isAlias) return 'key' in item ? item.key.span : item.span;
  if (value.kind === 'mapping' && !value.isFlow) return value.own[0]?.key.span ?? value.span;
  const first = value.kind === 'sequence' && !value.isFlow ? value.items[0]?.span : undefined;
  return first === undefined || first.start === first.end ? value.span : first;
}

const kinds: Readonly<Record<ScalarKind | 'list' | 'keys', Text>> = {
  text: { en: 'text', zh: '文本' },
  'whole number': { en: 'a number', zh: '数字' },
  number: { en: 'a number', zh: '数字' },
  flag: { en: 'true or false', zh: '布尔值' },
  date: { en: 'a date', zh: '日期' },
  list: { en: 'a list', zh: '列表' },
  keys: { en: 'keys with values', zh: '一组键值' },
};

function wantedBy(shape: Shape): Text {
  const parts = [...new Set(shape.kind === 'either' ? shape.of.map(kindOfShape) : [kindOfShape(shape)])];
  const join = (language: 'en' | 'zh', word: string): string => parts.map((part) => kinds[part][language]).join(word);
  return { en: join('en', ' or '), zh: join('zh', '或') };
}

function kindOfShape(shape: Shape): keyof typeof kinds {
  if (shape.kind === 'value')
    return shape.form === 'flag' ? 'flag' : shape.takes.includes('whole number') ? 'number' : 'text';
  return shape.kind === 'list' ? 'list' : 'keys';
}

function foundAs(value: Value): Text {
  if (value.kind === 'scalar') return kinds[kindOf(value)];
  return value.kind === 'sequence' ? kinds.list : kinds.keys;
}

/** A number or a switch becomes text by quotes. */
function asText(value: Value, shape: Shape): Fix | undefined {
  const takesText = shape.kind === 'value' && shape.takes.includes('text') && shape.form !== 'flag';
  if (value.kind !== 'scalar' || !takesText) return undefined;
  const title = { en: 'Put it in quotes', zh: '加上引号' };
  return { title, edits: [{ span: value.span, text: quoted(value.text) }], safe: true };
}

/** A single value becomes a list of one. */
function asList(value: Value, shape: Shape): Fix | undefined {
  const shapes = shape.kind === 'either' ? shape.of : [shape];
  const list = shapes.find((one) => one.kind === 'list');
  const takesText =
    list?.kind === 'list' &&
    (list.of.kind === 'value' || (list.of.kind === 'either' && list.of.of.some((one) => one.kind === 'value')));
  if (value.kind !== 'scalar' || value.style === 'block' || !takesText || value.inner === undefined) return undefined;
  const isSafeInBrackets = value.style === 'quoted' || /^[\w./:@=+-]+$/.test(value.text);
  const { start, end } = value.span;
  const edits = isSafeInBrackets
    ? [
        { span: { start, end: start }, text: '[' },
        { span: { start: end, end }, text: ']' },
      ]
    : [{ span: value.span, text: `[${quoted(value.text)}]` }];
  return { title: { en: 'Make it a list', zh: '改成列表' }, edits, safe: true };
}

const wantedForms: Readonly<Record<Exclude<Form, 'duration'>, Text>> = {
  'whole number': { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数字' },
  flag: { en: 'true or false', zh: ' true 或 false' },
  size: { en: 'a size such as 512m', zh: '512m 这样的大小' },
  image: { en: 'an image name, which has no blanks and no capitals', zh: '镜像名，不能有空格和大写字母' },
  'container name': { en: 'a name of letters, digits, "_", "." and "-"', zh: '由字母、数字、“_”、“.”、“-”组成的名字' },
  'pull policy': { en: 'always, missing, never, build or a time', zh: ' always、missing、never、build 或更新周期' },
};

function otherForm({ scalar, form, place }: Mismatch & { readonly kind: 'other form' }): Problem | undefined {
  if (form === 'duration') return undefined;
  const text = { en: '"{key}" takes {wanted}.', zh: '“{key}”的值应为{wanted}。' };
  const wrong = fill(text, { key: place.key, wanted: wantedForms[form] });
  return { span: scalar.span, args: { wrong }, fix: undefined };
}

function otherWord({ scalar, words, place }: Mismatch & { readonly kind: 'other word' }): Problem {
  const meant = closest(scalar.text, words);
  const text = { en: '"{key}" takes {words}.', zh: '“{key}”只能取 {words}。' };
  const list = verbatim(brief(words.join(', '), 60));
  const span = scalar.part();
  return { span, args: { wrong: fill(text, { key: place.key, words: list }) }, fix: changeTo(span, meant) };
}
