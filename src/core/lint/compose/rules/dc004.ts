import { fill, verbatim, type Text } from '../../../text';
import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import { confusions } from '../confusions';
import type { ComposeFile } from '../file';
import { serviceKeys, topKeys } from '../keys';
import type { Keys } from '../schema/shape';
import { structureOf } from '../structure';
import type { Mismatch } from '../schema/walk';

/** Unknown key. */
export const dc004: Rule<ComposeFile> = {
  code: 'DC004',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown key', zh: '未知的键' },
  message: { en: '"{key}" is no key of {owner}. {then}', zh: '{owner}没有“{key}”这个键。{then}' },
  why: {
    en: 'Compose knows every key that may stand at a place and refuses the whole file for one that it does not know; so a slip cannot be overlooked. Most names of lists are plural (`ports`, `volumes`), words are joined by `_`, and what is your own starts with `x-`.',
    zh: 'Compose 知道每个位置允许哪些键，遇到不认识的键就拒绝整个文件，所以写错不会被悄悄忽略。列表的键多为复数（`ports`、`volumes`），单词之间用 `_` 连接，自己加的键以 `x-` 开头。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const mismatch of structureOf(file).mismatches) {
      if (mismatch.kind === 'unknown key') yield problem(mismatch);
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    «enviroment»:\n      A: x\n',
        fixed: 'services:\n  web:\n    build: .\n    environment:\n      A: x\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    «port»: ["8080:80"]\n',
        fixed: 'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n',
      },
      {
        text: 'services:\n  web:\n    build:\n      context: .\n      «docker-file»: Dockerfile.dev\n',
        fixed: 'services:\n  web:\n    build:\n      context: .\n      dockerfile: Dockerfile.dev\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    «dependsOn»: [db]\n  db:\n    build: ./db\n',
        fixed: 'services:\n  web:\n    build: .\n    depends_on: [db]\n  db:\n    build: ./db\n',
      },
      { text: 'services:\n  web:\n    build: .\n    «dockerfile»: Dockerfile.dev\n' },
      {
        text: 'service:\n  web:\n    build: .\n'.replace('service', '«service»'),
        fixed: 'services:\n  web:\n    build: .\n',
      },
      { text: 'services:\n  web:\n    build: .\n«ports»: ["8080:80"]\n' },
    ],
    good: [
      'x-mine: { a: b }\nservices:\n  web:\n    build: { context: ., x-note: mine }\n    x-owner: me\n    deploy: { x-b: c, resources: { limits: { pids: 5 } } }\n    labels: { any.thing: goes }\n',
      'services:\n  web:\n    build: .\n    gpus: all\n    models: [llm]\n    use_api_socket: true\n    post_start: [{ command: [./a] }]\nmodels:\n  llm: { model: ai/smollm2 }\n',
    ],
  },
};

type Unknown = Mismatch & { readonly kind: 'unknown key' };

function problem({ entry, mapping, keys, owner }: Unknown): Problem {
  const name = entry.key.text;
  const meant = meantBy(name, keys, owner);
  const isFree = meant !== undefined && !mapping.all.has(meant);
  return {
    span: entry.key.part(),
    // What stands below a key that nobody knows says nothing.
    covers: entry.span,
    args: { key: brief(name), owner: nameOf(owner), then: advice(name, meant, owner) },
    fix: isFree && entry.key.style === 'plain' ? changeTo(entry.key.span, meant) : undefined,
  };
}

function meantBy(name: string, keys: Keys, owner: string): string | undefined {
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  const squeezed = (word: string): string => word.replaceAll('_', '');
  const known = Object.keys(keys);
  const usual = owner === 'services' && Object.hasOwn(confusions, plain) ? confusions[plain] : undefined;
  return (
    (usual?.includes('.') === true ? undefined : usual) ??
    known.find((key) => squeezed(key) === squeezed(plain)) ??
    known.find((key) => key === `${plain}s` || `${key}s` === plain) ??
    (usual === undefined ? closest(plain, known) : undefined)
  );
}

function advice(name: string, meant: string | undefined, owner: string): Text {
  if (meant !== undefined) return fill({ en: 'Did you mean "{meant}"?', zh: '是不是“{meant}”？' }, { meant });
  const place = owner === 'services' && Object.hasOwn(confusions, name) ? confusions[name]?.split('.')[0] : undefined;
  if (place !== undefined) return fill({ en: 'It belongs under "{place}".', zh: '它应写在“{place}”之下。' }, { place });
  if (owner === 'services' && topKeys.has(name)) return { en: 'It belongs at the top level.', zh: '它应写在顶层。' };
  if (owner !== 'services' && serviceKeys.has(name))
    return { en: 'It belongs to a service.', zh: '它应写在某个服务里。' };
  return { en: 'Compose refuses the file.', zh: 'Compose 会拒绝此文件。' };
}

const owners: Readonly<Record<string, Text>> = {
  '': { en: 'a Compose file', zh: 'Compose 文件的顶层' },
  services: { en: 'a service', zh: '服务' },
  networks: { en: 'a network', zh: '网络' },
  volumes: { en: 'a volume', zh: '卷' },
  secrets: { en: 'a secret', zh: 'secret ' },
  configs: { en: 'a config', zh: 'config ' },
  ports: { en: 'a port', zh: '端口' },
  models: { en: 'a model', zh: '模型' },
};

function nameOf(owner: string): Text {
  return owners[owner] ?? verbatim(`"${owner}"`);
}
