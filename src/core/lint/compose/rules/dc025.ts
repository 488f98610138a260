import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { quoted } from '../../yaml/edits';
import type { Mismatch } from '../schema/walk';
import { structureOf } from '../structure';
import type { ComposeFile } from '../file';

/** Item of a list written as a mapping. */
export const dc025: Rule<ComposeFile> = {
  code: 'DC025',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Colon and blank in a list item', zh: '列表项里的冒号加空格' },
  message: {
    en: 'To YAML "{key}: …" behind a dash is a mapping, and an item of "{list}" is text.',
    zh: '短横线后面的“{key}: …”在 YAML 里是映射，而“{list}”的每一项应为文本。',
  },
  why: {
    en: 'There are two ways to write names with values, and they do not mix: lines `NAME: value` without dashes, or a list of `- NAME=value`. A colon with a blank always makes a mapping; text that has one needs quotes, and the two parts of a port or a mount are joined by a colon without a blank.',
    zh: '“名字和值”有两种写法，不能混用：不带短横线的 `NAME: value`，或列表形式的 `- NAME=value`。冒号加空格一定会变成映射；文本里有它就要加引号，端口和挂载的两部分之间则用不带空格的冒号。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const mismatch of structureOf(file).mismatches) if (mismatch.kind === 'pair') yield problem(file, mismatch);
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      - «MODE»: test\n      - LEVEL=3\n',
        fixed: 'services:\n  web:\n    build: .\n    environment:\n      - MODE=test\n      - LEVEL=3\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes:\n      - «./html»: /usr/share/nginx/html\n',
        fixed: 'services:\n  web:\n    build: .\n    volumes:\n      - ./html:/usr/share/nginx/html\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    command:\n      - echo\n      - «ready»: now\n',
        fixed: 'services:\n  web:\n    build: .\n    command:\n      - echo\n      - "ready: now"\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment:\n      MODE: test\n    labels:\n      - "a=b: c"\n    volumes:\n      - type: bind\n        source: ./a\n        target: /a\n    ports:\n      - target: 80\n    env_file:\n      - path: web.env\n',
    ],
  },
};

const colons = new Set(['ports', 'volumes', 'devices', 'extra_hosts', 'links', 'volumes_from', 'external_links']);
const words = new Set(['command', 'entrypoint', 'test']);

function problem({ text }: ComposeFile, { entry, owner }: Mismatch & { readonly kind: 'pair' }): Problem {
  const { key, value } = entry;
  return { span: key.span, covers: entry.span, args: { key: brief(key.text), list: owner }, fix: joined() };

  function joined(): Fix | undefined {
    if (entry.isAlias || value?.kind !== 'scalar' || value.style === 'block' || key.style !== 'plain') return undefined;
    const span = { start: key.span.start, end: value.span.end };
    if (text.slice(span.start, span.end).includes('\n')) return undefined;
    const whole = words.has(owner)
      ? `${key.text}: ${value.text}`
      : `${key.text}${colons.has(owner) ? ':' : '='}${value.text}`;
    const isPlain = /^[\w./~][\w./:=@%+~${}-]*$/.test(whole) && !whole.endsWith(':');
    const title = { en: 'Write it as text', zh: '写成文本' };
    return { title, edits: [{ span, text: isPlain ? whole : quoted(whole) }], safe: true };
  }
}
