import { fill } from '../../../text';
import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { indentOf } from '../../yaml/edits';
import { itemsOf, mappingOf, scalarOf } from '../../yaml/tree';
import { declare } from '../declare';
import type { ComposeFile } from '../file';
import { undeclared, type Reference } from '../names';

type Kind = 'secrets' | 'configs';
const nouns = {
  secrets: { en: 'secret', zh: 'secret' },
  configs: { en: 'config', zh: 'config' },
};

/** Secret or config that is not declared. */
export const dc012: Rule<ComposeFile> = {
  code: 'DC012',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Secret or config is not declared', zh: 'secret 或 config 没有声明' },
  message: {
    en: 'The {noun} "{name}" is not declared at the top level. {then}',
    zh: '{noun}“{name}”没有在顶层声明。{then}',
  },
  why: {
    en: 'A service names the secrets and configs that it may read; where their content comes from is said once, under `secrets:` or `configs:` at the top level: a file, a variable, or something external. Without that, Compose has nothing to hand over.',
    zh: '服务里只写它要读取哪些 secret 和 config；内容从哪里来，要在顶层 `secrets:` 或 `configs:` 下说明一次：文件、环境变量，或 external。没有说明，Compose 就没有东西可交给容器。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const kind of ['secrets', 'configs'] as const) {
      const fix = (name: string): Fix | undefined => declaration(file, kind, name);
      for (const problem of undeclared(file, kind, referencesTo(file, kind), fix)) yield withNoun(problem, kind);
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    secrets:\n      - «token»\n',
        fixed:
          'services:\n  web:\n    build: .\n    secrets:\n      - token\nsecrets:\n  token:\n    file: ./token.txt\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    configs:\n      - source: «site-conf»\n        target: /etc/site.conf\nconfigs:\n  siteconf:\n    file: ./site.conf\n',
        fixed:
          'services:\n  web:\n    build: .\n    configs:\n      - source: siteconf\n        target: /etc/site.conf\nconfigs:\n  siteconf:\n    file: ./site.conf\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    secrets: [token]\n    configs: [site]\nsecrets:\n  token: { environment: TOKEN }\nconfigs:\n  site: { content: "a" }\n',
      'services:\n  web:\n    secrets: [from-the-other-file]\n',
    ],
  },
};

function* referencesTo(file: ComposeFile, kind: Kind): Iterable<Reference> {
  for (const service of file.services) {
    const forBuild = kind === 'secrets' ? mappingOf(service.entry('build')?.value)?.get(kind) : undefined;
    for (const list of [service.entry(kind)?.value, forBuild]) {
      for (const { value } of itemsOf(list)) {
        const name = scalarOf(mappingOf(value)?.get('source') ?? value);
        if (name !== undefined) yield { name: name.text, span: name.part() };
      }
    }
  }
}

function declaration(file: ComposeFile, kind: Kind, name: string): Fix | undefined {
  const path = `./${name}${kind === 'secrets' ? '.txt' : ''}`;
  if (!/^[A-Za-z][\w.-]*$/.test(name)) return undefined;
  const edit = declare(file, kind, [`${name}:`, `${indentOf(file)}file: ${path}`]);
  const title = { en: 'Declare "{name}" with the file {path}', zh: '声明“{name}”，内容来自文件 {path}' };
  return edit && { title: fill(title, { name: brief(name), path: brief(path, 32) }), edits: [edit], safe: false };
}

function withNoun(problem: Problem, kind: Kind): Problem {
  return { ...problem, args: { ...problem.args, noun: nouns[kind] } };
}
