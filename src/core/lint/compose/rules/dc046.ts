import type { Text } from '../../../text';
import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { itemsOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';

/** Mount that is none. */
export const dc046: Rule<ComposeFile> = {
  code: 'DC046',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Not a mount', zh: '挂载写法不对' },
  message: { en: '"{mount}" is no mount: {wrong}', zh: '“{mount}”不是有效的挂载：{wrong}' },
  why: {
    en: 'The short form of a mount is `source:target`, with options behind a second colon: `./data:/data:ro`. The target is a path in the container and must begin with `/`; the source is a path that begins with `.`, `/` or `~`, or the name of a volume.',
    zh: '挂载的简写是 `来源:目标`，第二个冒号后面是选项：`./data:/data:ro`。目标是容器里的路径，必须以 `/` 开头；来源是以 `.`、`/`、`~` 开头的路径，或者卷名。',
  },
  lesson: 'docker/volumes',
  *check(file) {
    for (const service of file.services) {
      for (const { value } of itemsOf(service.entry('volumes')?.value)) {
        const found = value?.kind === 'scalar' ? problem(value) : undefined;
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    volumes: ["./html:«html»"]\n',
        fixed: 'services:\n  web:\n    build: .\n    volumes: ["./html:/html"]\n',
      },
      { text: 'services:\n  web:\n    build: .\n    volumes:\n      - ./html:«ro»\n' },
      { text: 'services:\n  web:\n    build: .\n    volumes:\n      - «./a:/a:/b:ro»\n' },
      { text: 'services:\n  web:\n    build: .\n    volumes: ["«./a::ro»"]\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\n    volumes: [/data, "./a:/a", "~/b:/b:ro,z", "${C}:/c", "./d:${D}", "C:\\\\site:/site", "c:/site:D:/site"]\n',
    ],
  },
};

const texts = {
  relative: { en: 'the path in the container must begin with "/".', zh: '容器内路径必须以“/”开头。' },
  mode: { en: 'the path in the container is missing.', zh: '缺少容器内路径。' },
  parts: { en: 'it has more parts than source, target and options.', zh: '多于“来源、目标、选项”三个部分。' },
  empty: { en: 'nothing stands between two colons.', zh: '两个冒号之间是空的。' },
} satisfies Record<string, Text>;

function problem(scalar: Scalar): Problem | undefined {
  const { text } = scalar;
  // Variables may hold colons, and Windows paths have them.
  if (/[$\\]|(?:^|:)[A-Za-z]:|^\s|\s$|^$/.test(text)) return undefined;
  const parts = text.split(':');
  const mount = brief(text);
  if (parts.length > 3) return { span: scalar.part(), args: { mount, wrong: texts.parts } };
  if (parts.includes('')) return { span: scalar.part(), args: { mount, wrong: texts.empty } };
  return wrongTarget(scalar, parts);
}

function wrongTarget(scalar: Scalar, parts: readonly string[]): Problem | undefined {
  const [first = '', second] = parts;
  const target = second ?? first;
  const isAnonymous = second === undefined;
  if (target.startsWith('/') || (isAnonymous && /^[.~]/.test(first))) return undefined;
  const start = isAnonymous ? 0 : first.length + 1;
  const span = scalar.part(start, start + target.length);
  const isMode = parts.length === 2 && /^(?:ro|rw|z|Z|cached|delegated)$/.test(target);
  const wrong = isMode ? texts.mode : texts.relative;
  return {
    span,
    args: { mount: brief(scalar.text), wrong },
    fix: isMode ? undefined : absolute(scalar, start, target),
  };
}

function absolute(scalar: Scalar, at: number, target: string): Fix | undefined {
  if (scalar.inner === undefined || target.startsWith('.')) return undefined;
  const start = scalar.inner + at;
  const title = { en: 'Begin with /', zh: '以 / 开头' };
  return { title, edits: [{ span: { start, end: start }, text: '/' }], safe: false };
}
