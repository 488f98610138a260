import assert from 'node:assert/strict';
import { compose } from '../../../src/core/lint/compose';
import { parseCompose } from '../../../src/core/lint/compose/file';
import { findingsIn } from './all-rooms';

const places = (text: string): string[] =>
  findingsIn(compose, text).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

describe('reading a Compose file', () => {
  it('follows aliases, merge keys and extends, the nearer first', () => {
    const text = [
      'x-a: &a { restart: always, image: old:1, init: true }',
      'x-b: &b { image: older:1, tty: true }',
      'services:',
      '  one: { <<: [*a, *b], image: new:1 }',
      '  two: { extends: { service: one }, init: false }',
      '  three: { extends: two }',
    ].join('\n');
    const [one, two, three] = parseCompose(text).services;
    assert.deepEqual([one?.text('image'), one?.text('restart'), one?.text('tty')], ['new:1', 'always', 'true']);
    assert.deepEqual([two?.text('image'), two?.text('init'), three?.text('init')], ['new:1', 'false', 'false']);
    assert.deepEqual([one?.isOpen, three?.isOpen], [false, false]);
  });

  it('knows what it cannot know: included files, extended files, overrides', () => {
    const isWhole = (text: string, path?: string): boolean => parseCompose(text, path).isWhole;
    assert.equal(isWhole('services: { a: { image: "a:1" } }'), true);
    for (const path of ['/a/compose.yaml', 'docker-compose.yml', 'C:\\a\\compose.yml'])
      assert.equal(isWhole('services: { a: { image: "a:1" } }', path), true, path);
    for (const path of ['/a/compose.override.yaml', 'docker-compose.prod.yml', 'x-compose.yaml'])
      assert.equal(isWhole('services: { a: { image: "a:1" } }', path), false, path);
    for (const text of [
      'include: [a.yaml]\nservices: { a: { image: "a:1" } }',
      'services: { a: { environment: { A: b } } }',
      'services: { a: { extends: { file: b.yaml, service: c } } }',
      'services: { a: { extends: nobody } }',
    ])
      assert.equal(isWhole(text), false, text);
  });

  it('gives up in time where others go on for ever', () => {
    const grow = (count: number, line: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => line(index)).join('\n');
    const texts = {
      laughs: `a0: &a0 [x, x]\n${grow(60, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`)}\nservices: *a60`,
      merges: `m0: &m0 {a: b}\n${grow(2000, (i) => `m${i + 1}: &m${i + 1} { <<: *m${i}, k${i}: v }`)}`,
      itself: 'services: &a\n  web: *a\n',
      nobody: 'services:\n  web: *nobody\n',
      brackets: `services: ${'['.repeat(20_000)}`,
      dashes: `${'- '.repeat(5000)}a`,
      levels: grow(2000, (i) => `${' '.repeat(i)}a:`),
      round: grow(2000, (i) => (i === 0 ? 'services:' : `  s${i}: { extends: s${(i % 1999) + 1} }`)),
      ports: `services:\n${grow(500, (i) => `  s${i}: { image: "a:1", ports: ["1-60000:1-60000"] }`)}`,
    };
    for (const [name, text] of Object.entries(texts)) {
      const start = performance.now();
      findingsIn(compose, text, 'strict');
      assert.ok(performance.now() - start < 8000, name);
    }
    assert.equal(parseCompose(texts.laughs).root, undefined);
    assert.equal(parseCompose(texts.itself).root, undefined);
  });

  it('tells at one place where the text stops being YAML, and of keys that are torn for certain', () => {
    const broken = {
      '\tservices:\n': ['DC001 \t'],
      'services: [': ['DC001 ['],
      'services:\n  web: "open\n': ['DC001 "'],
      'a: b: c\n': ['DC001 b'],
      'services:\n  web:\n    build:.\n    image: redis\n    x: [\n': ['DC002 build:', 'DC001 ['],
    };
    for (const [text, expected] of Object.entries(broken)) assert.deepEqual(places(text), expected, text);
    for (const silent of ['', '- a\n', 'a\n', 'a: "b"# c\n', 'services: {\n  a: "b\nc" }\n'])
      assert.deepEqual(
        places(silent).filter((place) => place.startsWith('DC001')),
        [],
        silent,
      );
  });

  it('reads on behind a torn key, and finds the other mistakes at their places', () => {
    const text =
      'version: "3"\nservices:\n  web:\n    build:.\n    depends_on: [databse]\n  database:\n    image:redis\n';
    assert.deepEqual(places(text), ['DC022 version', 'DC002 build:', 'DC009 databse', 'DC002 image:', 'DC039 redis']);
  });
});
