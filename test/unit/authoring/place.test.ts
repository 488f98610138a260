import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, isSeq, parseAllDocuments, type Node } from 'yaml';
import { placeAt } from '../../../src/core/authoring/place';
import { marked } from './marked';

const pathAt = (source: string): string => {
  const { text, at } = marked(source);
  const place = placeAt(text, at);
  return place === undefined ? 'nothing' : `${place.path.join('/')} ${place.role} ${place.word}`;
};

type Key = { readonly path: string; readonly at: number };

/** Every key of a tree in block style, with the path that leads to its table. */
function* keysIn(node: Node | null | undefined, steps: readonly string[]): Iterable<Key> {
  if (isSeq(node) && node.flow !== true) for (const item of node.items) yield* keysIn(item as Node, [...steps, '-']);
  if (!isMap(node) || node.flow === true) return;
  for (const { key, value } of node.items) {
    if (!isScalar(key) || !key.range) continue;
    const name = String(key.value);
    yield { path: `${steps.join('/')} key ${name}`, at: key.range[0] };
    yield* keysIn(value as Node | null, [...steps, name]);
  }
}

describe('authoring: the place in a YAML text', () => {
  for (const folder of ['kubernetes', 'compose', 'heat']) {
    it(`is for every key of the ${folder} fixtures the one that a parser finds`, () => {
      const root = path.join('test', 'fixtures', folder);
      const files = readdirSync(root, { recursive: true })
        .map(String)
        .filter((name) => /\.ya?ml$/.test(name));
      let keys = 0;
      for (const name of files) {
        const text = readFileSync(path.join(root, name), 'utf8');
        const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
        if (!Array.isArray(documents) || text.includes('{{') || documents.some(({ errors }) => errors.length > 0))
          continue;
        for (const { contents } of documents) {
          for (const key of keysIn(contents, [])) {
            const place = placeAt(text, key.at + 1);
            const found = place === undefined ? 'nothing' : `${place.path.join('/')} ${place.role} ${place.word}`;
            assert.equal(found, key.path, `${name} at ${key.at}`);
            keys += 1;
          }
        }
      }
      assert.ok(keys > 50, `${keys} keys only`);
    });
  }

  it('is found in a line that is being typed, and while other lines are broken', () => {
    assert.equal(pathAt('a:\n  b:\n    ¦\n    c: 1\n'), 'a/b bare ');
    assert.equal(pathAt('x: [\na:\n  b: te¦\n'), 'a/b value te');
    assert.equal(pathAt('a:\n- b:\n    - c\n    - d¦'), 'a/-/b/- bare d');
    assert.equal(pathAt('a:\r\n  - b: 1\r\n    ¦\r\n'), 'a/- bare ');
    assert.equal(pathAt('a: 1\n---\nb:\n  ¦\n'), 'b bare ');
  });

  it('is found in brackets', () => {
    assert.equal(pathAt('a: [b, ¦]'), 'a/- bare ');
    assert.equal(pathAt('a: { get_param: na¦ }'), 'a/get_param value na');
    assert.equal(pathAt('a: { b: [c, { d¦: 1 }] }'), 'a/b/- key d');
  });

  it('is nothing in comments, in texts of several lines, and right behind a colon', () => {
    for (const source of ['# a¦', 'a: b # c¦', 'a: |\n  b¦\n', 'a: |\n  b:\n    ¦\n', 'a:¦', 'a: b\n  ¦\n', '-¦'])
      assert.equal(pathAt(source), 'nothing', source);
  });

  it('knows the other keys of its tables, those below it included', () => {
    const { text, at } = marked('kind: Pod\nspec:\n  a: 1\n  ¦\n  b: "2"\n  c:\n    d: 3\nversion: v1\n');
    const levels = placeAt(text, at)?.levels.map(({ path: steps, values }) => [steps.join('/'), [...values]]);
    assert.deepEqual(levels, [
      [
        '',
        [
          ['spec', ''],
          ['kind', 'Pod'],
          ['version', 'v1'],
        ],
      ],
      [
        'spec',
        [
          ['a', '1'],
          ['b', '2'],
          ['c', ''],
        ],
      ],
    ]);
  });
});
