import assert from 'node:assert/strict';
import { compose } from '../../../src/core/lint/compose';
import { parseCompose } from '../../../src/core/lint/compose/file';
import { interpolationIn } from '../../../src/core/lint/compose/interpolation';
import { project } from '../../../src/core/lint/compose/schema/project';
import type { Keys, Shape } from '../../../src/core/lint/compose/schema/shape';
import { applyEdits } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const faults = (text: string): string[] =>
  parseCompose(text).faults.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`);
const web = (lines: string): string => `services:\n  web:\n${lines.replace(/^/gm, '    ')}\n`;
const fixedBy = (text: string, code: string): string | undefined => {
  const fix = findingsIn(compose, text, 'strict').find((one) => one.code === code)?.fix;
  return fix && applyEdits(text, fix.edits);
};

describe('YAML that is none', () => {
  it('is told at its cause', () => {
    const cases: Readonly<Record<string, string>> = {
      [web('image: "nginx\nports:\n  - "80:80"')]: 'open quote: "',
      [web('ports: ["80:80"\nimage: nginx')]: 'open bracket: [',
      [web('ports: ["80:80"]]')]: 'closes nothing: ]',
      [web('ports: ["80:80"}')]: 'closes nothing: }',
      [web('image: nginx\n ports: []')]: 'too deep: ports',
      'services:\n  web:\n    image: nginx\n   ports: []\n': 'out of line: ports',
      [web('ports:\n  - a\n - b')]: 'dash out of line: -',
      [web('image: nginx: 1.30')]: 'second colon: nginx',
      'services:\n  web\n    image: nginx\n': 'no colon: web',
      [web('image nginx\nports: []')]: 'no colon: image nginx',
      [web('ports: - "80:80"')]: 'list behind a key: -',
      [web('command: "a" && b')]: 'behind a quote: && b',
      [web('image: @nginx')]: 'reserved character: @',
      [web('volumes: ["C:\\data:/d"]')]: 'unknown escape: \\d',
      [web('image: *base')]: 'no anchor: *base',
      [web('ports:\n  - "80:80"\n  "443:443"')]: 'no dash: "443:443"',
      [web('ports: ["a" "b"]')]: 'no comma: "b"',
      [web('command: | serve\n  --all')]: 'behind a block mark: serve',
      'services:\n<<<<<<< HEAD\n  web: {}\n=======\n  api: {}\n>>>>>>> x\n': 'conflict mark: <<<<<<<',
      '```yaml\nservices:\n  web: {}\n```\n': 'fence: ```',
      '$ cat compose.yaml\nservices:\n  web: {}\n': 'terminal: $ cat compose.yaml',
      'services:\n  web: {}\nEOF\n': 'terminal: EOF',
    };
    for (const [text, expected] of Object.entries(cases)) assert.deepEqual(faults(text), [expected], text);
  });

  it('is left alone where other readers read on', () => {
    for (const text of [
      web('image: "nginx"# web'),
      web('ports: [\n"80"\n]'),
      web('command: "a\n  b"').replace('  b', 'b'),
      web('image:\tnginx'),
    ])
      assert.deepEqual(faults(text), [], text);
  });

  it('gets blanks for tabs, by the column where both are mixed', () => {
    assert.equal(
      fixedBy('services:\r\n\tweb:\r\n\t\tbuild: .\r\n', 'DC001'),
      'services:\r\n  web:\r\n    build: .\r\n',
    );
    assert.equal(fixedBy('services:\n  web:\n\tbuild: .\n', 'DC001'), 'services:\n  web:\n    build: .\n');
  });
});

describe('characters that only look like code', () => {
  it('are replaced where they are code, and nowhere else', () => {
    const healed = (text: string): string | undefined => fixedBy(text, 'DC060');
    assert.equal(healed(web('image:\u00a0nginx:1.30')), web('image: nginx:1.30'));
    assert.equal(healed(web('image ：nginx:1.30')), web('image: nginx:1.30'));
    assert.equal(healed(web('＃ 注释\nbuild: .')), web('# 注释\nbuild: .'));
    assert.equal(
      healed(web('ports:\n  — 80:80\n  — 81:81')),
      web('ports:\n  - 80:80\n  - 81:81').replace('- 81', '— 81'),
    );
    for (const good of [
      web('build: . # ：“”'),
      web('build: .\nlabels:\n  a: 标题：“八折”\n  b: 1–2\n  c: a “b” c\n  d: 你好，世界'),
      web('build: .\ncommand: |\n  image：“x”'),
    ])
      assert.equal(healed(good), undefined, good);
  });
});

describe('variables in a Compose file', () => {
  it('are found in braces, without, and within defaults', () => {
    const names = (text: string): string[] =>
      interpolationIn(text).references.map(({ name, operator }) => name + operator);
    assert.deepEqual(names('$A ${B} ${C:-${D}} $$E $1 $ $${F} ${G:?no} ${H+x}'), ['A', 'B', 'C:-', 'D', 'G:?', 'H+']);
    for (const broken of ['${', '${}', '${1}', '${A', '${A%b}', '${A:b}'])
      assert.deepEqual(interpolationIn(`x ${broken}`).broken, { start: 2, end: 2 + broken.length }, broken);
  });
});

describe('the table of keys', () => {
  function* fields(shape: Shape, path = ''): Iterable<readonly [string, Keys[string]]> {
    const below =
      shape.kind === 'list' || shape.kind === 'names' ? [shape.of] : shape.kind === 'either' ? shape.of : [];
    for (const one of below) yield* fields(one, path);
    if (shape.kind !== 'table') return;
    for (const [key, field] of Object.entries(shape.keys)) {
      yield [`${path}.${key}`, field];
      yield* fields(field.shape, `${path}.${key}`);
    }
  }

  it('says in both languages what the keys are for that people use', () => {
    const told = [...fields(project)].filter(([, { about }]) => about !== undefined);
    assert.ok(told.length > 100, String(told.length));
    for (const [path, { about }] of told) {
      assert.match(about?.en ?? '', /^[^\s].*[.]$/, path);
      assert.match(about?.zh ?? '', /\p{Script=Han}.*。$/u, path);
    }
  });
});
