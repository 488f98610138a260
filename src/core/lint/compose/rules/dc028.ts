import type { Edit, Problem, Rule } from '../../rule';
import { brief } from '../../rule';
import { entriesOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { interpolationIn } from '../interpolation';
import { scalarsIn } from '../paths';
import { topKeys } from '../keys';

/** Dollar sign that is no variable. */
export const dc028: Rule<ComposeFile> = {
  code: 'DC028',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Dollar sign that is no variable', zh: '不是变量的美元符号' },
  message: {
    en: 'Compose takes "$" for the start of a variable, and {text} is none that it can read: write "$$".',
    zh: 'Compose 把“$”当作变量的开头，而 {text} 它读不懂：请写成“$$”。',
  },
  why: {
    en: 'In every value Compose looks for `$NAME` and `${…}`. Forms of a shell such as `${NAME%.*}` make it refuse the file, and of a hashed password it silently drops what looks like a variable, so that nobody can log in. A doubled dollar sign becomes one.',
    zh: 'Compose 会在每个值里查找 `$NAME` 和 `${…}`。`${NAME%.*}` 这类 shell 写法会让它拒绝整个文件；而密码哈希里看起来像变量的部分会被悄悄去掉，结果谁也登录不了。写两个美元符号就表示一个。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { key, value } of entriesOf(file.root)) {
      if (!topKeys.has(key.text)) continue;
      for (const scalar of scalarsIn(value)) {
        const found = scalar.text.includes('$') ? (broken(scalar) ?? hashed(scalar)) : undefined;
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    labels:\n      - "users=admin:«$2y$05$abcdefghijklmnopqrstuv»"\n',
        fixed: 'services:\n  web:\n    build: .\n    labels:\n      - "users=admin:$$2y$$05$$abcdefghijklmnopqrstuv"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    command: ["sh", "-c", "echo «${FILE%.txt}»"]\n',
        fixed: 'services:\n  web:\n    build: .\n    command: ["sh", "-c", "echo $${FILE%.txt}"]\n',
      },
      { text: 'services:\n  web:\n    image: example/web:«${TAG»\n' },
    ],
    good: [
      'services:\n  web:\n    image: ${IMAGE:-example/web:${TAG:?set it}}\n    environment:\n      PRICE: 5$\n      LAST: $1\n      HASH: $$2y$$05$$abcdefghij\n      NOW: $(date)\n      SET: ${A:+b}\n    command: echo $${FILE%.txt}\n',
    ],
  },
};

/** A brace that Compose cannot read. */
function broken(scalar: Scalar): Problem | undefined {
  const { broken: place } = interpolationIn(scalar.text);
  if (place === undefined) return undefined;
  const span = scalar.part(place.start, place.end);
  const isClosed = scalar.text[place.end - 1] === '}' && /^\$\{[\w!#@*]/.test(scalar.text.slice(place.start));
  return {
    span,
    args: { text: brief(scalar.text.slice(place.start, place.end)) },
    fix: isClosed && span !== scalar.span ? doubled([span.start]) : undefined,
  };
}

const hash = /\$(?:2[abxy]?|1|5|6|apr1|argon2\w*|pbkdf2\S{0,12})\$[^\s"',]*\$?[^\s"',]*/;

/** A hashed password of which Compose would take a part away. */
function hashed(scalar: Scalar): Problem | undefined {
  const found = hash.exec(scalar.text);
  if (found === null || found[0].includes('$$') || scalar.text[found.index - 1] === '$') return undefined;
  if (interpolationIn(found[0]).references.length === 0) return undefined;
  const span = scalar.part(found.index, found.index + found[0].length);
  const starts = [...found[0].matchAll(/\$/g)].map(({ index }) => span.start + index);
  return { span, args: { text: brief(found[0]) }, fix: span === scalar.span ? undefined : doubled(starts) };
}

function doubled(starts: readonly number[]): Problem['fix'] {
  const edits = starts.map((start): Edit => ({ span: { start, end: start }, text: '$' }));
  return { title: { en: 'Double the dollar signs', zh: '把美元符号写两次' }, edits, safe: true };
}
