import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { judgeAmong, lint } from '../../../src/core/lint/engine';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { moved, readParts, type Part } from '../../../src/core/lint/parts';
import { unmarked } from '../../../src/core/lint/page';
import { partsOf, type Finding, type Room } from '../../../src/core/lint/rule';
import { entryOf } from '../../../src/core/lint/workspace-index';
import { cutsOf } from '../../../src/core/lint/yaml/cuts';

/** The same room, which reads a file as one. */
const uncut: Room<ReturnType<typeof kubernetes.parse>> = { ...kubernetes, cuts: () => [] };
const options = {
  profile: 'strict',
  onFailure: (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  },
} as const;

const folder = 'test/fixtures/kubernetes/silent';
const texts: readonly string[] = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  ...kubernetes.rules.flatMap(({ examples }) => [
    ...examples.good.map((good) => partsOf(good).text),
    ...examples.bad.map((bad) => unmarked(bad).text),
  ]),
];

/** What is said of a text that can be read as a whole. */
const isSound = (text: string): boolean => kubernetes.parse(text).documents !== undefined;
const manifests = texts.filter((text) => cutsOf(`${text}\n---\n`).length > 0 && isSound(text));
const join = (documents: readonly string[]): string =>
  documents.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');

const words = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ code, span, related, fix }) => JSON.stringify([code, span, related, fix?.edits])).sort();

/** What the index keeps of a text, in no order. */
function saidOf(room: typeof uncut, text: string): readonly string[] {
  const { facts, names } = entryOf(room, 'a.yaml', readParts(room, text)) ?? assert.fail();
  return [...(facts as readonly unknown[]), ...names].map((one) => JSON.stringify(one)).sort();
}

describe('a manifest that is cut into its documents', function () {
  this.timeout(60_000);

  it('says what it says as one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...manifests), { minLength: 2, maxLength: 5 }), (chosen) => {
        const text = join(chosen);
        assert.deepEqual(words(lint(kubernetes, text, options)), words(lint(uncut, text, options)));
        assert.deepEqual(saidOf(kubernetes, text), saidOf(uncut, text));
      }),
      { numRuns: 300 },
    );
  });

  it('says after any edits what a fresh reader says', async () => {
    const edit = fc.record({
      at: fc.nat(),
      drop: fc.nat({ max: 30 }),
      put: fc.constantFrom('x', '', '---\n', '"', ': '),
    });
    const around = { look: () => Promise.resolve(undefined) };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...manifests), { minLength: 2, maxLength: 4 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        async (chosen, edits) => {
          let text = join(chosen);
          let parts: readonly Part<ReturnType<typeof kubernetes.parse>>[] = readParts(kubernetes, text);
          await judgeAmong(kubernetes, parts, around, options);
          for (const { at, drop, put } of edits) {
            const place = at % (text.length + 1);
            text = text.slice(0, place) + put + text.slice(place + drop);
            parts = readParts(kubernetes, text, undefined, parts);
            const kept = await judgeAmong(kubernetes, parts, around, options);
            assert.deepEqual(kept, lint(kubernetes, text, options));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads only the part that has changed', () => {
    const [first = '', second = '', third = ''] = manifests;
    const before = readParts(kubernetes, join([first, second, second, third]));
    const after = readParts(kubernetes, join([first, second, `# new\n${second}`, third]), undefined, before);
    const isKept = after.map(({ file }) => before.some((one) => one.file === file));
    assert.equal(isKept.filter((kept) => !kept).length, 1);
    // Two documents with the same text are two objects.
    assert.equal(new Set(after.map(({ file }) => file)).size, after.length);
  });

  it('keeps speaking of its other documents while one is broken, but compares them with nothing', () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: wbe }, ports: [{ port: 99999 }] }\n';
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web } }\nspec: { containers: [{ name: a, image: a:1 }] }\n';
    const codes = (text: string): readonly string[] => lint(kubernetes, text).map(({ code }) => code);
    const [whole, broken] = [codes(join([service, pod])), codes(join([service, pod, 'a: "b\n']))];
    assert.ok(whole.includes('dangling-service') && !broken.includes('dangling-service'), whole.join());
    const port = codes(service).filter((code) => code !== 'dangling-service');
    assert.ok(port.length > 0 && port.every((code) => broken.includes(code)), broken.join());
  });

  it('is not cut where a document does not end there', () => {
    const cut = (text: string): number => cutsOf(text).length;
    assert.equal(cut('a: 1\n---\nb: 2\n--- # c\nc: 3\n'), 2);
    assert.equal(cut('---\na: 1\n'), 0);
    assert.equal(cut('a: |\n  ---\n  b\n---x: 1\n'), 0);
    assert.equal(cut('%YAML 1.2\n---\na: 1\n---\nb: 1\n'), 0);
    assert.equal(cut('a: 1\n...\n---\nb: 1\n'), 0);
    assert.equal(cut('{{ if .a }}\n---\nb: 1\n{{ end }}\n'), 0);
    assert.equal(cut('a: 1\r\n---\r\nb: 2\r\n'), 1);
  });
});

describe('data that is moved', () => {
  it('has its spans further on, and all else as it was', () => {
    const data = {
      span: { start: 1, end: 2 },
      list: [{ start: 3, end: 4, x: 1 }],
      start: 5,
      word: 'a',
      none: undefined,
    };
    assert.deepEqual(moved(data, 10), {
      span: { start: 11, end: 12 },
      list: [{ start: 13, end: 14 }],
      start: 5,
      word: 'a',
      none: undefined,
    });
    assert.equal(moved(data, 0), data);
  });
});
