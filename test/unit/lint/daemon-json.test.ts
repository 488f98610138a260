import assert from 'node:assert/strict';
import fc from 'fast-check';
import { daemonJson } from '../../../src/core/lint/daemon-json';
import { parseJsonFile } from '../../../src/core/lint/json/file';
import { lint } from '../../../src/core/lint/engine';
import { unmarked } from '../../../src/core/lint/page';
import { roomFor } from '../../../src/core/lint/rooms';
import { applyEdits, partsOf } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const places = (text: string): string[] =>
  findingsIn(daemonJson, text).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

/** Applies fixes, one after the other, until none is left. */
function healed(text: string): string {
  let now = text;
  for (let left = 200; left > 0; left -= 1) {
    const fix = findingsIn(daemonJson, now).find((one) => one.fix !== undefined)?.fix;
    if (fix === undefined) return now;
    now = applyEdits(now, fix.edits);
  }
  return assert.fail(`no end: ${JSON.stringify(now)}`);
}

describe('reading daemon.json', () => {
  it('is done for files of this name only, not for all JSON', () => {
    assert.equal(roomFor('/etc/docker/daemon.json', 'json')?.id, 'daemon-json');
    assert.equal(roomFor('/x/package.json', 'json'), undefined);
  });

  it('goes on after each mistake, and says each once', () => {
    const text = `{
  // rotation
  "log-opts": { "max-size": "10m", 'max-file': 3, },
  "debug" = True
  "dns": ["10.0.0.2",, "10.0.0.3"]
  "mtu" 1450,
  labels: ["a=b"
}
`;
    assert.deepEqual(places(text), [
      'SH050 // rotation',
      "SH050 'max-file'",
      'SH051 3',
      'SH050 ,',
      'SH050 =',
      'SH050 True',
      'SH050 "dns"',
      'SH050 ,',
      'SH050 "mtu"',
      'SH050 1450',
      'SH050 labels',
      'SH050 [',
    ]);
  });

  it('heals what it can into JSON', () => {
    const text = `\uFEFF{
  “log-driver”： 'json-file'，  # or local
  "log-opts": { "max-file": 3; },
  "live-restore": yes,,
  registry-mirrors: [ mirror.example ],
}
`;
    assert.deepEqual(JSON.parse(healed(text.replace('3;', '3')).slice(1)), {
      'log-driver': 'json-file',
      'log-opts': { 'max-file': '3' },
      'live-restore': true,
      'registry-mirrors': ['https://mirror.example'],
    });
  });

  it('speaks once about a file that is something else altogether', () => {
    assert.deepEqual(places('# dockerd\ndebug: true\ndns:\n  - 10.0.0.2\n'), ['SH050 debug']);
    assert.deepEqual(places('{ "debug": true }\n{ "mtu": 1450 }\n'), ['SH050 {']);
    assert.deepEqual(places('{ "debug": true, "dns": ["10.0.0.2"'), ['SH050 [']);
    assert.deepEqual(places(''), []);
    assert.deepEqual(places('{ "port": 80, "name": \'x\', }'), []);
  });

  it('knows nested lists without end, and endless text', () => {
    parseJsonFile('['.repeat(50_000));
    parseJsonFile('{"a":'.repeat(50_000));
    assert.deepEqual(places(`{ "debug": "${' '.repeat(50_000)}`).length, 2);
  });
});

describe('daemon.json rules, beyond their examples', () => {
  it('SH051 accepts every documented option', () => {
    const documented = {
      'allow-nondistributable-artifacts': [],
      'authorization-plugins': [],
      bip: '',
      bridge: '',
      builder: { gc: { enabled: true, defaultKeepStorage: '10GB', policy: [{ keepStorage: '10GB', all: true }] } },
      'cdi-spec-dirs': ['/etc/cdi/'],
      'containerd-namespace': 'docker',
      'data-root': '',
      'default-address-pools': [{ base: '172.30.0.0/16', size: 24 }],
      'default-network-opts': { bridge: { 'com.docker.network.bridge.mtu': '1234' } },
      'default-shm-size': '64M',
      'default-ulimits': { nofile: { Hard: 64_000, Name: 'nofile', Soft: 64_000 } },
      'dns-opts': [],
      experimental: false,
      features: { 'containerd-snapshotter': true },
      'host-gateway-ips': ['192.0.2.1'],
      hosts: [],
      proxies: { 'http-proxy': 'http://proxy.example:80', 'no-proxy': '*.example' },
      init: false,
      'insecure-registries': [],
      'ip-forward': false,
      labels: [],
      'live-restore': true,
      'log-format': 'text',
      'log-opts': { 'cache-disabled': 'false', env: 'os,customer', labels: 'somelabel', 'max-file': '5' },
      'max-concurrent-downloads': 3,
      mtu: 0,
      'node-generic-resources': ['NVIDIA-GPU=UUID1'],
      'oom-score-adjust': 0,
      'registry-mirrors': [],
      runtimes: { custom: { path: '/usr/local/bin/runtime', runtimeArgs: ['--debug'] } },
      'shutdown-timeout': 15,
      'storage-opts': [],
      tlsverify: true,
      'userland-proxy': false,
    };
    assert.deepEqual(places(JSON.stringify(documented, undefined, 2)), []);
  });

  it('SH051 knows what dockerd refuses, and what it ignores', () => {
    const said = (text: string): string | undefined => findingsIn(daemonJson, text)[0]?.message.en;
    assert.match(
      said('{ "insecure-registry": ["a:5000"] }') ?? '',
      /here it is "insecure-registries": dockerd ignores/,
    );
    assert.match(said('{ "log-opt": { "max-size": "10m" } }') ?? '', /here it is "log-opts": dockerd refuses/);
    assert.match(said('{ "shutdown-timeout": "15" }') ?? '', /must be a number, not text/);
    assert.equal(said('{ "group": { "debug": true } }')?.includes('must be text'), true);
    assert.equal(said('{ "debug": true, "settings": { "mtu": 1450 } }'), undefined);
  });

  it('SH052 and SH055 say one thing about one entry', () => {
    const text = '{ "insecure-registries": ["http://192.168.56.11:5000", "10.1.0.0/16", "h:5000/x"] }';
    assert.deepEqual(places(text), ['SH052 http://', 'SH055 10.1.0.0/16', 'SH052 /x']);
    assert.equal(healed(text), '{ "insecure-registries": ["192.168.56.11:5000", "10.1.0.0/16", "h:5000"] }');
  });

  it('SH053 is as sure as dockerd is', () => {
    const severity = (mirror: string): string | undefined =>
      findingsIn(daemonJson, JSON.stringify({ 'registry-mirrors': [mirror] }))[0]?.severity;
    assert.deepEqual(
      ['a.example', 'http://a.example', 'http://localhost:5000', 'https://a.example/#x', 'HTTPS://a.example'].map(
        severity,
      ),
      ['error', 'information', undefined, 'error', undefined],
    );
  });
});

describe('any daemon.json', function () {
  this.timeout(60_000);
  const seeds = daemonJson.rules.flatMap(({ examples }) => [
    ...examples.good.map((good) => partsOf(good).text),
    ...examples.bad.map((bad) => unmarked(bad).text),
  ]);
  const snippet = fc.oneof(
    fc.constantFrom('{', '}', '[', ']', ':', ',', '"', "'", '\\', '//', '/*', '*/', '#', '\n', '\r', '\t', '\uFEFF'),
    fc.constantFrom('，', '：', '“', '”', '\u00a0', '\u200b', '\u2028', '\0', '\ud800', '👩', 'http://', '@', '?', '3'),
    fc.constantFrom('"log-opts":', '"insecure-registries":[', '"registry-mirrors":["', '"exec-opts":', 'null', '-0.5'),
    fc.string({ maxLength: 8 }),
  );
  const change = fc.record({ at: fc.nat(), drop: fc.nat({ max: 9 }), put: fc.array(snippet, { maxLength: 3 }) });
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([seed, changes]) =>
      changes.reduce((text, { at, drop, put }) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put.join('') + text.slice(place + drop);
      }, seed),
    );

  it('is judged without a throw, inside its bounds, and is JSON when nothing is found', () => {
    const judge = (text: string): void => {
      const found = findingsIn(daemonJson, text, 'strict');
      for (const { code, span, message, fix } of found) {
        assert.ok(
          0 <= span.start && span.start < span.end && span.end <= text.length,
          `${code} ${JSON.stringify(span)}`,
        );
        assert.ok(message.en.length <= 120, message.en);
        for (const { span: place } of fix?.edits ?? []) assert.ok(place.end <= text.length, code);
      }
      const body = text.replace(/^\uFEFF/, '');
      const isJson = /^[ \t\r\n]*$/.test(body) || isParsed(body);
      assert.equal(parseJsonFile(text).slips.length === 0, isJson, JSON.stringify(text));
    };
    fc.assert(fc.property(mutated, judge), { numRuns: 3000 });
    fc.assert(
      fc.property(
        fc.array(snippet, { maxLength: 40 }).map((parts) => parts.join('')),
        judge,
      ),
      { numRuns: 2000 },
    );
  });

  it('is healed by its safe fixes, one after the other, and then stays as it is', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        let now = text;
        for (let left = 200; left > 0; left -= 1) {
          const fix = findingsIn(daemonJson, now).find((one) => one.fix?.safe === true)?.fix;
          if (fix === undefined) return;
          now = applyEdits(now, fix.edits);
        }
        assert.fail(`no end: ${JSON.stringify(now)}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes time in proportion to its length', () => {
    const time = (copies: number): number => {
      const text = `{${'"log-opts": { "max-file": 3, }, // x\n'.repeat(copies)}}`;
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        lint(daemonJson, text);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    time(100);
    assert.ok(time(1600) < 100 * Math.max(1, time(100)));
  });
});

/** Is it JSON, and more than a single word of it? */
function isParsed(text: string): boolean {
  try {
    return /^\s*[{[]/.test(text) && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
