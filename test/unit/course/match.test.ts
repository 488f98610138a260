import assert from 'node:assert/strict';
import {
  absent,
  atLeast,
  compare,
  contains,
  differs,
  exists,
  image,
  lacks,
  last,
  matches,
  none,
  oneOf,
  repositoryOf,
  sameAs,
  some,
  timesAtLeast,
  type Shape,
} from '../../../src/core/course/match';

const place = { probe: { source: 'engine' }, path: ['x'] } as const;
const fits = (shape: Shape, value: unknown, other?: unknown): boolean =>
  compare(shape, value, () => other).length === 0;

describe('matchers', () => {
  const rows: readonly [string, Shape, readonly unknown[], readonly unknown[]][] = [
    ['a plain value', 'running', ['running'], ['Running', undefined, null, 1]],
    ['matches', matches(/^a/), ['abc'], ['ba', 7, undefined]],
    ['contains', contains('b'), ['abc', ['a', 'b'], { b: 1 }], ['x', ['ab'], undefined, null]],
    ['lacks', lacks('b'), ['ac', ['a'], { a: 1 }], ['abc', ['b'], undefined]],
    ['oneOf', oneOf(137, 143), [137, 143], [0, '137', undefined]],
    ['atLeast', atLeast(5), [5, 6], [4, '6', undefined]],
    ['absent', absent, [undefined, null, '', [], {}], [0, false, 'x', [1]]],
    ['exists', exists, [0, false, 'x'], [undefined, null, '', []]],
    ['some', some({ a: 1 }), [[{ a: 2 }, { a: 1, b: 2 }], { x: { a: 1 } }], [[{ a: 2 }], [], null, undefined]],
    ['none', none({ a: 1 }), [[{ a: 2 }], [], null], [[{ a: 1 }]]],
    ['last', last({ a: 1 }, { b: 2 }), [[{ a: 1, b: 1 }, { a: 1, b: 2 }, { b: 9 }]], [[{ a: 1, b: 2 }, { a: 1 }], []]],
    ['image', image('nginx'), ['nginx', 'nginx:1.30', 'docker.io/library/nginx@sha256:ab'], ['me/nginx', 'httpd', 1]],
    ['a partial object', { a: { b: 1 } }, [{ a: { b: 1, c: 2 }, d: 3 }], [{ a: 1 }, undefined, { a: null }]],
    ['an absent key of null', { a: absent }, [null, {}], [{ a: 1 }, undefined]],
  ];
  for (const [name, shape, good, bad] of rows) {
    it(`${name}: fits what it should and nothing else`, () => {
      for (const value of good) assert.ok(fits(shape, value), `must fit ${JSON.stringify(value)}`);
      for (const value of bad) assert.ok(!fits(shape, value), `must not fit ${JSON.stringify(value)}`);
    });
  }

  it('compares with another place of the same check', () => {
    assert.ok(fits(sameAs(place), ['a', 'b'], ['a', 'b']));
    assert.ok(!fits(sameAs(place), ['a'], ['b']));
    assert.ok(!fits(sameAs(place), undefined, undefined));
    assert.ok(fits(differs(place), 'a', 'b'));
    assert.ok(!fits(differs(place), 'a', undefined));
  });

  it('multiplies with a number at another place of the same check', () => {
    assert.ok(fits(timesAtLeast(place, 45), 9, 5));
    assert.ok(fits(timesAtLeast(place, 45), 1.5, 30));
    assert.ok(!fits(timesAtLeast(place, 45), 8, 5));
    assert.ok(!fits(timesAtLeast(place, 45), '9', 5));
    assert.ok(!fits(timesAtLeast(place, 45), 9, '5'));
    assert.ok(!fits(timesAtLeast(place, 45), 9, undefined));
  });

  it('says where, what was expected and what was found', () => {
    const shape = { NetworkSettings: { Ports: { '80/tcp': some({ HostPort: '8081' }) } } };
    const found = compare(shape, { NetworkSettings: { Ports: { '80/tcp': null } } }, () => undefined);
    assert.deepEqual(found, [
      {
        path: 'NetworkSettings.Ports["80/tcp"]',
        expected: { en: 'one with HostPort "8081"', zh: '有一项符合 HostPort "8081"' },
        found: 'null',
        keys: ['NetworkSettings', 'Ports', '80/tcp'],
      },
    ]);
  });

  it('cuts what was found', () => {
    const [mismatch] = compare('x', 'y'.repeat(1000), () => undefined);
    assert.equal(mismatch?.found?.length, 161);
  });
});

describe('repositoryOf', () => {
  const rows = {
    nginx: 'nginx',
    'nginx:1.30-alpine': 'nginx',
    'library/nginx': 'nginx',
    'docker.io/library/nginx:1': 'nginx',
    'localhost:5001/tutor/app:1@sha256:00': 'tutor/app',
    'localhost/app': 'app',
    'nginxinc/nginx-unprivileged:1': 'nginxinc/nginx-unprivileged',
    '127.0.0.1:5001/library/redis': 'redis',
  };
  for (const [reference, repository] of Object.entries(rows)) {
    it(`${reference} is ${repository}`, () => assert.equal(repositoryOf(reference), repository));
  }
});
