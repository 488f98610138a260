import assert from 'node:assert/strict';
import type { Place, Probe, ProbeSource } from '../../../../src/core/course/check';
import type { Matcher } from '../../../../src/core/course/shape';
import * as shapes from '../../../../src/core/course/shape';
import { matcherNames } from '../../../../src/core/course/own/matcher';
import { dangerOf } from '../../../../src/core/course/own/pattern';
import { ownSources } from '../../../../src/core/course/own/probe';
import { expecting, read } from './sample';

const other: Probe = { source: 'container', name: 'tutor-a' };
const place: Place = { probe: other, path: ['Config', 0] };
const there = '{ probe: { source: container, name: tutor-a }, path: [Config, 0] }';

/** Each matcher as it is written, and what it is; the compiler names a missing one. */
const matchers: { readonly [K in Matcher['is']]: readonly [yaml: string, is: Matcher] } = {
  matches: ["{ $matches: { pattern: '^Ready', flags: i } }", shapes.matches(/^Ready/i)],
  contains: ['{ $contains: a }', shapes.contains('a')],
  lacks: ['{ $lacks: a }', shapes.lacks('a')],
  oneOf: ['{ $oneOf: [a, 1, true, null] }', shapes.oneOf('a', 1, true, null)],
  atLeast: ['{ $atLeast: 2 }', shapes.atLeast(2)],
  atMost: ['{ $atMost: 2.5 }', shapes.atMost(2.5)],
  atLeastVersion: ["{ $atLeastVersion: '1.44' }", shapes.atLeastVersion('1.44')],
  lines: ["{ $lines: { pattern: '^a', min: 2, max: 3 } }", shapes.lines(/^a/, 2, 3)],
  includes: ['{ $includes: [a] }', shapes.includes('a')],
  exactly: ['{ $exactly: [a, b] }', shapes.exactly('a', 'b')],
  every: ['{ $every: { a: 1 } }', shapes.every({ a: 1 })],
  count: ['{ $count: { shape: { a: 1 }, min: 2 } }', shapes.count({ a: 1 }, 2)],
  sequence: ['{ $sequence: [{ a: 1 }, b] }', shapes.sequence({ a: 1 }, 'b')],
  not: ['{ $not: a }', shapes.not('a')],
  anyOf: ['{ $anyOf: [a, { $absent: true }] }', shapes.anyOf('a', shapes.absent)],
  allOf: ['{ $allOf: [{ $contains: a }, { $lacks: b }] }', shapes.allOf(shapes.contains('a'), shapes.lacks('b'))],
  secret: ['{ $secret: { $matches: "^x$" } }', shapes.secret(shapes.matches(/^x$/))],
  absent: ['{ $absent: true }', shapes.absent],
  exists: ['{ $exists: true }', shapes.exists],
  some: ['{ $some: null }', shapes.some(null)],
  none: ['{ $none: { a: { b: 1 } } }', shapes.none({ a: { b: 1 } })],
  last: ['{ $last: { of: { a: 1 }, shape: { b: 2 } } }', shapes.last({ a: 1 }, { b: 2 })],
  image: ['{ $image: nginx }', shapes.image('nginx')],
  sameAs: [`{ $sameAs: ${there} }`, shapes.sameAs(place)],
  differs: [`{ $differs: ${there} }`, shapes.differs(place)],
  beginsWith: [`{ $beginsWith: ${there} }`, shapes.beginsWith(place)],
  laterThan: [`{ $laterThan: ${there} }`, shapes.laterThan(place)],
  timesAtLeast: [`{ $timesAtLeast: { place: ${there}, value: 45 } }`, shapes.timesAtLeast(place, 45)],
  hasLineOf: [`{ $hasLineOf: ${there} }`, shapes.hasLineOf(place)],
  holdsTextOf: [`{ $holdsTextOf: ${there} }`, shapes.holdsTextOf(place)],
  hides: [`{ $hides: ${there} }`, shapes.hides(place)],
};

/** Each source as it is written, which is YAML, too; `run` is not for a course of a workspace. */
const probes: { readonly [S in Exclude<ProbeSource, 'run'>]: Extract<Probe, { source: S }> } = {
  engine: { source: 'engine' },
  info: { source: 'info' },
  containers: { source: 'containers' },
  container: { source: 'container', name: 'tutor-a' },
  logs: { source: 'logs', name: 'tutor-a' },
  top: { source: 'top', name: 'tutor-a' },
  images: { source: 'images' },
  image: { source: 'image', name: 'nginx' },
  history: { source: 'history', name: 'nginx' },
  network: { source: 'network', name: 'tutor-net' },
  volume: { source: 'volume', name: 'tutor-data' },
  service: { source: 'service', name: 'tutor-web' },
  events: { source: 'events' },
  http: { source: 'http', port: 8080, path: '/' },
  registry: { source: 'registry', port: 5000, path: '/v2/_catalog?n=5' },
  port: { source: 'port', port: 8080 },
  file: { source: 'file', path: 'a/b.yaml', as: 'yaml' },
  starter: { source: 'starter', path: 'a.ini', as: 'ini' },
  folder: { source: 'folder', path: 'a' },
  findings: { source: 'findings', path: 'Dockerfile' },
  host: { source: 'host', path: '/etc/os-release', as: 'text' },
  machine: { source: 'machine' },
  processes: { source: 'processes', name: 'sleep', args: ['60'] },
  'kubernetes-version': { source: 'kubernetes-version' },
  kubernetes: { source: 'kubernetes', apiVersion: 'v1', kind: 'Pod', namespace: 'tutor', name: 'web', labels: 'a=b' },
  'kubernetes-logs': { source: 'kubernetes-logs', namespace: 'tutor', pod: 'web', previous: true },
  'openstack-version': { source: 'openstack-version' },
  openstack: { source: 'openstack', service: 'network', path: '/v2.0/networks?name=tutor-net' },
};

async function expectation(shape: string, probe?: string) {
  const { tracks, problems } = await read(expecting(shape, probe));
  assert.deepEqual(problems, []);
  return tracks[0]?.lessons[0]?.exercises[0]?.conditions[0]?.expect[0];
}

describe('shapes and probes of a course of one’s own', () => {
  it('has one word for every matcher', () => {
    assert.deepEqual(
      [...matcherNames].sort(),
      Object.keys(matchers)
        .map((one) => `$${one}`)
        .sort(),
    );
  });

  for (const [name, [yaml, is]] of Object.entries(matchers)) {
    it(`reads ${name}`, async () => {
      assert.deepEqual((await expectation(`{ a: ${yaml}, b: plain }`))?.shape, { a: is, b: 'plain' });
    });
  }

  it('counts lines from one to any number when nothing else is said', async () => {
    assert.deepEqual((await expectation('{ $lines: { pattern: a } }'))?.shape, shapes.lines(/a/));
  });

  it('has one word for every source but run', () => {
    assert.deepEqual([...ownSources].sort(), Object.keys(probes).sort());
  });

  for (const probe of Object.values(probes)) {
    it(`reads the source ${probe.source}`, async () => {
      assert.deepEqual((await expectation('x', JSON.stringify(probe)))?.probe, probe);
    });
  }

  for (const path of ['/etc/passwd', '../a', 'a/../../b', 'a//b', './a', '~/a', 'C:a', 'a\\b', '', 'a/']) {
    it(`refuses the path "${path}"`, async () => {
      for (const source of ['file', 'starter', 'folder', 'findings']) {
        const as = source === 'file' || source === 'starter' ? { as: 'text' } : {};
        const { tracks, problems } = await read(expecting('x', JSON.stringify({ source, path, ...as })));
        assert.deepEqual(tracks, []);
        assert.equal(problems.length, 1);
      }
    });
  }

  it('knows dangerous expressions', () => {
    const bad = [
      '(a+)+',
      '(a*)*',
      '(?:a|b)*',
      '((ab)*c)*',
      '(a{2,})+',
      '(?:(?:a?))+',
      '(\\w+\\s?)*',
      '(?<n>a+){2,}',
      '(a)\\1',
    ];
    const good = [
      '(a|b)',
      '(ab)+',
      '(a+)?',
      '[a|b]*',
      '\\(a+\\)+',
      '[(a+)]+',
      '^FROM\\s+\\S+$',
      '(?=.*a)b',
      '(a+){1}',
      '[^)]+',
    ];
    assert.deepEqual(
      bad.filter((one) => dangerOf(one) === undefined),
      [],
    );
    assert.deepEqual(
      good.filter((one) => dangerOf(one) !== undefined),
      [],
    );
  });
});
