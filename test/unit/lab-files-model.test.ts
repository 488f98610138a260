import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadTree, overlay, packLayer, unpackLayer, type Tree } from '../../src/lab/files';
import { FileError } from '../../src/lab/kernel/files';
import { clock, create, fresh } from './lab-files-fixture';

const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
type Step = {
  readonly do: 'write' | 'append' | 'mkdir' | 'remove' | 'rename';
  readonly at: string[];
  readonly to: string[];
  readonly text: string;
};
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('write', 'append', 'mkdir', 'remove', 'rename'),
  at: names,
  to: names,
  text: fc.string({ maxLength: 5 }),
});
const steps = fc.array(step, { maxLength: 30 });

const run = (tree: Tree, { do: what, at, to, text }: Step): Promise<void> => {
  if (what === 'mkdir') return tree.mkdir(at, { ...create, mode: 0o755 });
  if (what === 'remove') return tree.remove(at);
  if (what === 'rename') return tree.rename(at, to);
  return tree.write(at, Buffer.from(text), { append: what === 'append', create });
};

/** Paths with contents, directories with null: as simple as it can be. */
class Model {
  constructor(readonly state: Map<string, string | null>) {}

  /** False when it is refused. */
  run({ do: what, at: names, to, text }: Step): boolean {
    const at = names.join('/');
    if (what === 'rename') return this.#rename(at, to.join('/'));
    if (!this.#isDirectory(above(at))) return false;
    if (what === 'remove') return this.#below(at).length === 0 && this.state.delete(at);
    const old = this.state.get(at);
    if (what === 'mkdir' ? old !== undefined : old === null) return false;
    this.state.set(at, what === 'mkdir' ? null : what === 'append' ? (old ?? '') + text : text);
    return true;
  }

  #rename(at: string, to: string): boolean {
    if (!this.state.has(at) || !this.#isDirectory(above(to))) return false;
    if (to.startsWith(`${at}/`) || at.startsWith(`${to}/`)) return false;
    if (to === at) return true;
    const replaces = this.state.has(to);
    if (replaces && (this.#isDirectory(at) !== this.#isDirectory(to) || this.#below(to).length > 0)) return false;
    for (const path of [at, ...this.#below(at)]) {
      this.state.set(to + path.slice(at.length), this.state.get(path) ?? null);
      this.state.delete(path);
    }
    return true;
  }

  #isDirectory(path: string): boolean {
    return path === '' || this.state.get(path) === null;
  }

  #below(path: string): string[] {
    return [...this.state.keys()].filter((key) => key.startsWith(`${path}/`));
  }
}

const above = (path: string): string => path.split('/').slice(0, -1).join('/');

/** All paths of a tree as the model has them. */
async function seen(tree: Tree, at: readonly string[] = []): Promise<[string, string | null][]> {
  const rows: [string, string | null][] = [];
  for (const name of await tree.list(at)) {
    const place = [...at, name];
    const isDirectory = (await tree.stat(place)).kind === 'directory';
    rows.push([place.join('/'), isDirectory ? null : (await tree.read(place)).toString()]);
    if (isDirectory) rows.push(...(await seen(tree, place)));
  }
  return inOrder(rows);
}

const inOrder = (rows: Iterable<[string, string | null]>): [string, string | null][] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1));

const worked = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      assert.ok(error instanceof FileError, String(error));
      return false;
    },
  );

describe('an overlay beside a plain model', () => {
  it('is the same after any steps, also when it is saved, loaded and committed', () =>
    fc.assert(
      fc.asyncProperty(steps, steps, async (before, after) => {
        const lower = overlay([], fresh());
        for (const one of before) await worked(run(lower, one));
        const layers = [await lower.layer()];
        const model = new Model(new Map(await seen(lower)));
        let tree = overlay(layers, fresh());
        for (const [index, one] of after.entries()) {
          assert.equal(await worked(run(tree, one)), model.run(one), JSON.stringify(one));
          if (index % 7 === 6) tree = overlay(layers, loadTree(tree.save(), clock));
        }
        const expected = inOrder(model.state);
        assert.deepEqual(await seen(tree), expected);
        const committed = await unpackLayer(await packLayer(await tree.layer()));
        assert.deepEqual(await seen(overlay([...layers, committed])), expected);
        const all = expected.reduce((sum, [, text]) => sum + Buffer.byteLength(text ?? ''), 0);
        assert.ok(tree.sizeRw() >= 0 && tree.sizeRw() <= all);
        assert.equal(tree.usage().used, loadTree(tree.save()).usage().used);
      }),
      { numRuns: 200 },
    ));
});
