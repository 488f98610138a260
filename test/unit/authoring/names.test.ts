import assert from 'node:assert/strict';
import { definitionsAt, usesAt } from '../../../src/core/authoring/find';
import { deedsOf } from '../../../src/core/authoring/lenses';
import { namesIn } from '../../../src/core/authoring/names';
import { outlineOf, type Outlined } from '../../../src/core/authoring/symbols';
import { compose as composeRoom } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { heat } from '../../../src/core/lint/heat';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { readParts, type Part } from '../../../src/core/lint/parts';
import type { Room } from '../../../src/core/lint/rule';
import { marked } from './marked';

const rooms: readonly Room<unknown>[] = [composeRoom, dockerfile, heat, kubernetes];
const read = (id: string, text: string): readonly Part[] => {
  const room = rooms.find((one) => one.id === id) ?? assert.fail(id);
  return readParts(room, text);
};

/** Every name with its role, as it stands in the text. */
const all = (room: string, text: string): readonly string[] =>
  namesIn(room, read(room, text))
    .map(({ kind, role, span }) => `${role === 'definition' ? '' : '→'}${kind} ${text.slice(span.start, span.end)}`)
    .sort();

const linesOf = (room: string, source: string, find: typeof usesAt): readonly number[] => {
  const { text, at } = marked(source);
  const found = find(namesIn(room, read(room, text)), at);
  return found.map(({ name }) => text.slice(0, name.span.start).split('\n').length);
};

const compose =
  'services:\n  web:\n    image: a\n    depends_on: [db]\n    networks:\n      front: {}\n    volumes:\n      - data:/x\n      - ./here:/y\n    secrets:\n      - source: key\n    network_mode: "service:db"\n  db:\n    extends: web\n    image: b\nnetworks:\n  front:\nvolumes:\n  data:\nsecrets:\n  key:\n    file: ./k\n';
const manifest =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "settings"\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  serviceAccountName: robot\n  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: disk\n  containers:\n    - name: a\n      volumeMounts:\n        - name: data\n          mountPath: /x\n      envFrom:\n        - configMapRef:\n            name: settings\n';

describe('authoring: names', () => {
  it('of a Compose file', () => {
    assert.deepEqual(all('compose', compose), [
      ...['network front', 'secret key', 'service db', 'service web', 'volume data'],
      ...['→network front', '→secret key', '→service db', '→service db', '→service web', '→volume data'],
    ]);
  });

  it('of Kubernetes objects', () => {
    assert.deepEqual(all('kubernetes', manifest), [
      ...['ConfigMap settings', 'Pod web', 'volume data'],
      ...[
        '→ConfigMap settings',
        '→Namespace shop',
        '→PersistentVolumeClaim disk',
        '→ServiceAccount robot',
        '→volume data',
      ],
    ]);
  });

  it('of stages, in any case and by number', () => {
    const text =
      'FROM a AS Build\nFROM build AS test\nFROM c\nCOPY --from=BUILD /a /b\nCOPY --from=1 /a /b\nCOPY --from=nginx /a /b\n';
    assert.deepEqual(all('dockerfile', text), [
      'stage Build',
      'stage test',
      '→stage 1',
      '→stage BUILD',
      '→stage build',
    ]);
  });

  it('of a Heat template', () => {
    const text =
      'parameters:\n  size: { type: string }\nresources:\n  a:\n    type: OS::Heat::None\n  b:\n    type: OS::Heat::Value\n    depends_on: a\n    properties:\n      value: { get_param: size }\n';
    assert.deepEqual(all('heat', text), [
      'parameter size',
      'resource a',
      'resource b',
      '→parameter size',
      '→resource a',
    ]);
  });

  it('lead to where they are given, and to all their uses', () => {
    assert.deepEqual(linesOf('compose', compose.replace('[db]', '[d¦b]'), definitionsAt), [13]);
    assert.deepEqual(linesOf('compose', compose.replace('  db:\n', '  d¦b:\n'), usesAt), [13, 4, 12]);
    assert.deepEqual(linesOf('kubernetes', manifest.replace('name: settings', 'name: sett¦ings'), definitionsAt), [4]);
    const stages = 'FROM a AS x\nFROM b AS x\nFROM c\nCOPY --from=x¦ / /\n';
    assert.deepEqual(linesOf('dockerfile', stages, definitionsAt), [2]);
  });

  it('lead to other files, but not to a volume of another Pod or into another namespace', () => {
    const { text, at } = marked(manifest.replace('claimName: disk', 'claimName: di¦sk'));
    const span = { start: 0, end: 4 };
    const claim = (namespace: string) => ({
      kind: 'PersistentVolumeClaim',
      name: 'disk',
      namespace,
      role: 'definition' as const,
      span,
    });
    const others = [
      { path: '/near.yaml', names: [claim('shop')] },
      { path: '/far.yaml', names: [claim('other')] },
    ];
    const found = definitionsAt(namesIn('kubernetes', read('kubernetes', text)), at, others);
    assert.deepEqual(
      found.map(({ path }) => path),
      ['/near.yaml'],
    );
  });
});

describe('authoring: outlines and lenses', () => {
  const words = (outline: readonly Outlined[]): unknown[] =>
    outline.map(({ name, children }) => (children.length === 0 ? name : [name, words(children)]));

  it('list sections, objects and stages, each within its parent', () => {
    assert.deepEqual(words(outlineOf('compose', read('compose', compose))), [
      ['services', ['web', 'db']],
      ['networks', ['front']],
      ['volumes', ['data']],
      ['secrets', ['key']],
    ]);
    assert.deepEqual(words(outlineOf('kubernetes', read('kubernetes', manifest))), [
      'ConfigMap/settings',
      ['Pod/web', ['a']],
    ]);
    const file = read('dockerfile', 'ARG V=1\nFROM a AS build\nRUN x\nFROM b\nCOPY . .\n');
    assert.deepEqual(words(outlineOf('dockerfile', file)), [
      'ARG',
      ['build', ['FROM', 'RUN']],
      ['b', ['FROM', 'COPY']],
    ]);
    const check = (outline: readonly Outlined[], around: { start: number; end: number }): void => {
      for (const { span, mark, children } of outline) {
        assert.ok(around.start <= span.start && span.end <= around.end);
        assert.ok(span.start <= mark.start && mark.end <= span.end);
        check(children, span);
      }
    };
    for (const [room, text] of [
      ['compose', compose],
      ['kubernetes', manifest],
    ] as const)
      check(outlineOf(room, read(room, text)), { start: 0, end: text.length });
  });

  it('stand where something can be done', () => {
    const deeds = (room: string, text: string): string =>
      deedsOf(room, read(room, text))
        .map(({ deed, at }) => `${deed} ${at}`)
        .join(' ');
    assert.equal(deeds('dockerfile', '# a\nFROM a\nFROM b\n'), 'build 4');
    assert.equal(deeds('compose', compose), 'up 0');
    assert.equal(deeds('compose', 'volumes: {}\n'), '');
    assert.equal(deeds('kubernetes', manifest), 'apply 0 compare 0');
    assert.equal(deeds('kubernetes', 'kind: Pod\napiVersion: v1\nmetadata: {}\n'), '');
  });
});
