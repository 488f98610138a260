import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readParts } from '../../../src/core/lint/parts';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { judgeAmong, lint, lintAmong } from '../../../src/core/lint/engine';
import { isNear, relativePath } from '../../../src/core/lint/near';
import { othersIn } from '../../../src/core/lint/nearby';
import { looksDifferent } from '../../../src/core/lint/watched-paths';
import { entryOf, mostIndexed, WorkspaceIndex, type IndexEntry } from '../../../src/core/lint/workspace-index';
import { compose } from '../../../src/core/lint/compose';

const entry = (path: string, facts: unknown = path, room = 'kubernetes'): IndexEntry => ({
  path,
  room,
  facts,
  names: [],
});
const told = (index: WorkspaceIndex, path: string): string[] =>
  othersIn(index.peers('kubernetes', path)).map((peer) => `${peer.path} ${String(peer.facts)}`);

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: [{ port: 80 }]\n';
const set = (name: string): string =>
  [
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:',
    `  serviceName: ${name}\n  selector: { matchLabels: { app: web } }\n  template:`,
    '    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "nginx:1.30" }] }\n',
  ].join('\n');

describe('the workspace index', () => {
  it('tells a file of those around it, by their paths from its folder, and never of itself', () => {
    const index = new WorkspaceIndex();
    for (const path of ['/w/a/one.yaml', '/w/a/two.yaml', '/w/a/deep/three.yaml', '/w/b/four.yaml', '/x/five.yaml']) {
      index.put(entry(path));
    }
    index.put(entry('/w/a/nova.conf', '', 'oslo'));
    assert.deepEqual(told(index, '/w/a/one.yaml'), [
      'two.yaml /w/a/two.yaml',
      'deep/three.yaml /w/a/deep/three.yaml',
      '../b/four.yaml /w/b/four.yaml',
    ]);
    assert.deepEqual(told(index, '/w/a/deep/three.yaml'), ['../one.yaml /w/a/one.yaml', '../two.yaml /w/a/two.yaml']);
  });

  it('follows files that change, come and go, and says whether others hear something new', () => {
    const index = new WorkspaceIndex();
    assert.equal(index.put(entry('a.yaml', { x: 1 })), true);
    assert.deepEqual(othersIn(index.peers('kubernetes', 'b.yaml')), [{ path: 'a.yaml', facts: { x: 1 } }]);
    assert.equal(index.put(entry('a.yaml', { x: 1 })), false);
    assert.equal(index.put(entry('a.yaml', { x: 2 })), true);
    assert.equal(index.put(entry('c/d.yaml', 'new')), true);
    assert.deepEqual(othersIn(index.peers('kubernetes', 'b.yaml')), [
      { path: 'a.yaml', facts: { x: 2 } },
      { path: 'c/d.yaml', facts: 'new' },
    ]);
    assert.deepEqual([index.remove('kubernetes', 'a.yaml'), index.remove('kubernetes', 'a.yaml')], [true, false]);
    assert.deepEqual(told(index, 'b.yaml'), ['c/d.yaml new']);
  });

  it('gives after any changes what an index made of the same entries gives', () => {
    const path = fc.constantFrom('a.yaml', 'b.yaml', 'x/a.yaml', 'x/y/a.yaml', 'z/a.yaml');
    const step = fc.record({ path, facts: fc.nat(3), isPut: fc.boolean(), asks: path });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const index = new WorkspaceIndex();
        for (const { path: at, facts, isPut, asks } of steps) {
          if (isPut) index.put(entry(at, facts));
          else index.remove('kubernetes', at);
          const fresh = new WorkspaceIndex();
          for (const one of index.entries('kubernetes')) fresh.put(one);
          assert.deepEqual(told(index, asks).sort(), told(fresh, asks).sort());
        }
      }),
      { numRuns: 200 },
    );
  });

  it('says nothing when there are too many files: a part proves nothing', () => {
    const index = new WorkspaceIndex();
    for (let count = 0; count < mostIndexed; count += 1) index.put(entry(`f${count}.yaml`));
    assert.equal(othersIn(index.peers('kubernetes', 'f0.yaml')).length, mostIndexed - 1);
    index.put(entry('one-more.yaml'));
    assert.deepEqual(othersIn(index.peers('kubernetes', 'f0.yaml')), []);
  });

  it('keeps facts and names of a file, and no more; a room without facts has no entries', () => {
    const kept = entryOf(kubernetes, 'service.yaml', readParts(kubernetes, service));
    assert.deepEqual(kept?.names.map(({ name, role }) => [name, role]).at(0), ['web', 'definition']);
    assert.ok(JSON.stringify(kept).length < 1000);
    assert.equal(entryOf(compose, 'compose.yaml', readParts(compose, 'services: {}\n')), undefined);
  });

  it('lets a rule see the Service of another file, and where it stands', async () => {
    const index = new WorkspaceIndex();
    const kept = entryOf(kubernetes, 'k8s/service.yaml', readParts(kubernetes, service));
    if (kept !== undefined) index.put(kept);
    const look = () => Promise.resolve(undefined);
    const around = { look, peers: index.peers('kubernetes', 'k8s/set.yaml') };
    const found = await lintAmong(kubernetes, set('wbe'), around);
    const alone = lint(kubernetes, set('wbe'));
    const added = found.filter(({ code }) => !alone.some((one) => one.code === code));
    assert.deepEqual(
      added.flatMap(({ related }) => related?.map(({ path }) => path)),
      ['service.yaml'],
    );
    assert.deepEqual(await judgeAmong(kubernetes, readParts(kubernetes, set('wbe')), around), found);
  });
});

describe('paths around a file', () => {
  it('lead from a folder to a file', () => {
    assert.equal(relativePath('/w/a', '/w/a/b/c.yaml'), 'b/c.yaml');
    assert.equal(relativePath('/w/a/b', '/w/c.yaml'), '../../c.yaml');
    assert.equal(relativePath('', 'c.yaml'), 'c.yaml');
    assert.equal(relativePath('a', 'a/a'), 'a');
  });

  it('are near in the folder, beside it and below', () => {
    const near = ['w/a/x', 'w/b/x', 'w/x', 'w/b/c/x', 'v/x', 'x'].filter((path) => isNear('w/a', path));
    assert.deepEqual(near, ['w/a/x', 'w/b/x', 'w/x', 'w/b/c/x']);
    assert.ok(isNear('', 'w/a/x') && isNear('w', 'x'));
  });

  it('look different when they, a folder above them, or the names in them have changed', () => {
    const differs = (looked: string, places: string[], folders: string[] = []): boolean =>
      looksDifferent([looked], { places: new Set(places), folders: new Set(folders) });
    assert.ok(differs('file:///w/src/app.js', ['file:///w/src/app.js']));
    assert.ok(differs('file:///w/src/app.js', ['file:///w/src']));
    assert.ok(differs('file:///w/src', [], ['file:///w/src']));
    assert.ok(!differs('file:///w/src', ['file:///w/src/app.js'], ['file:///w']));
    assert.ok(!differs('file:///w/src/app.js', ['file:///w/src/app', 'file:///w/sr']));
  });
});
