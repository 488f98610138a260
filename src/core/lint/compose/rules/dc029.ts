import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import type { Nearby } from '../../nearby';
import { brief, type Fix, type Rule } from '../../rule';
import { entriesOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { interpolationIn, type Reference } from '../interpolation';
import { topKeys } from '../keys';
import { nearest } from '../names';
import { scalarsIn } from '../paths';

/** Variable that nothing sets. */
export const dc029: Rule<ComposeFile> = {
  code: 'DC029',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Variable that nothing sets', zh: '变量没有取值' },
  message: {
    en: '{name} is not set in .env and has no default: unless the shell has it, nothing stands here.{then}',
    zh: '{name} 没有写在 .env 里，也没有默认值：除非 shell 里有，否则这里是空的。{then}',
  },
  why: {
    en: 'Compose takes variables from the shell that runs it and from the file `.env` beside this one; for what it does not find it warns and writes nothing. Give it a default with `:-`, or make Compose stop with a word of yours: `:?set it in .env`.',
    zh: 'Compose 从运行它的 shell 和旁边的 `.env` 文件取变量；找不到就警告一声，并替换为空。可以用 `:-` 写默认值，或者用 `:?set it in .env` 让 Compose 停下来并给出提示。',
  },
  lesson: 'docker/compose',
  *check(file, nearby) {
    const known = namesAround(file, nearby);
    if (known === undefined) return;
    const told = new Set<string>();
    for (const { scalar, reference } of referencesIn(file)) {
      const { name, operator, start, end } = reference;
      if (operator !== '' || known.has(name) || told.has(name) || usual.test(name)) continue;
      told.add(name);
      const meant = nearest(name, known);
      const span = scalar.part(start, end);
      const then = meant === undefined ? { en: '', zh: '' } : fill(didYouMean, { meant: brief(meant) });
      yield { span, args: { name: brief(name), then }, fix: fixOf(reference, scalar, meant) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    image: example/web:«$TAG»\n',
        fixed: 'services:\n  web:\n    image: example/web:${TAG:?set it in .env}\n',
        beside: { '.env': 'PORT=8080\n' },
      },
      {
        text: 'services:\n  web:\n    image: example/web:1.0\n    ports: ["«$PROT»:80"]\n',
        fixed: 'services:\n  web:\n    image: example/web:1.0\n    ports: ["$PORT:80"]\n',
        beside: { '.env': 'export PORT=8080\n' },
      },
    ],
    good: [
      {
        text: 'services:\n  web:\n    image: example/web:${TAG:-1.0}\n    user: $UID\n    ports: ["$PORT:80"]\n    environment: { A: "${A:?}", B: "$$B", C: "${C:+c}" }\n    volumes: ["$HOME/a:/a"]\n',
        beside: { '.env': '# ports\nPORT = 8080\n' },
      },
      'services:\n  web:\n    image: example/web:${TAG}\n',
    ],
  },
};

const didYouMean = { en: ' Did you mean {meant}?', zh: '是不是 {meant}？' };

/** What shells, and Compose itself, always set. */
const usual =
  /^(?:HOME|USER|LOGNAME|PWD|PATH|SHELL|UID|GID|EUID|TERM|LANG|TZ|HOSTNAME|DISPLAY|TMPDIR|CI|(?:COMPOSE|DOCKER|XDG|SSH|GITHUB|CI|BUILDKIT)_\w+)$/i;

/** The names that `.env` sets; nothing when it cannot be read, or when others may set more. */
function namesAround(file: ComposeFile, nearby: Nearby): ReadonlySet<string> | undefined {
  const env = nearby.at('.env');
  if (env === undefined || file.root?.all.has('include') === true || file.isMain === false) return undefined;
  const text = env.kind === 'file' ? env.text : '';
  const names = text
    ?.split('\n')
    .map((line) => /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]/.exec(line.slice(0, 300))?.[1]);
  return names && new Set(names.filter((name) => name !== undefined));
}

function* referencesIn({ root }: ComposeFile): Iterable<{ scalar: Scalar; reference: Reference }> {
  for (const { key, value } of entriesOf(root)) {
    if (!topKeys.has(key.text)) continue;
    for (const scalar of scalarsIn(value))
      for (const reference of interpolationIn(scalar.text).references) yield { scalar, reference };
  }
}

function fixOf({ name, isBraced, start, end }: Reference, scalar: Scalar, meant: string | undefined): Fix | undefined {
  if (scalar.inner === undefined) return undefined;
  const span = scalar.part(start, end);
  if (meant !== undefined) return changeTo(span, isBraced ? `\${${meant}}` : `$${meant}`, false, meant);
  const title = { en: 'Ask for it: :?set it in .env', zh: '要求必须设置：:?set it in .env' };
  return { title, edits: [{ span, text: `\${${name}:?set it in .env}` }], safe: false };
}
