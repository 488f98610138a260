import assert from 'node:assert/strict';
import { readParts } from '../../../src/core/lint/parts';
import { compose } from '../../../src/core/lint/compose';
import { ignoreHere, lint } from '../../../src/core/lint/engine';
import { applyEdits, type Profile } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const places = (text: string, profile: Profile = 'learn'): string[] =>
  findingsIn(compose, text, profile).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
const fixed = (text: string, code: string): string | undefined => {
  const fix = findingsIn(compose, text, 'strict').find((one) => one.code === code)?.fix;
  return fix && applyEdits(text, fix.edits);
};
const web = (lines: string): string => `services:\n  web:\n    build: .\n${lines.replace(/^/gm, '    ')}\n`;

describe('Compose rules, beyond their examples', () => {
  it('DC002 finds torn keys at the end, alone, in a row and behind a dash', () => {
    const torn = (text: string): string[] => places(text).filter((place) => place.startsWith('DC002'));
    assert.deepEqual(torn('services:\n  web:\n    image: nginx:1.30\n    build:.\n'), ['DC002 build:']);
    assert.deepEqual(torn('services:\n  web:\n    image:nginx:1.30\n    build:.\n'), ['DC002 image:', 'DC002 build:']);
    assert.deepEqual(torn('services:\n  web:\n    ports:\n    - "80:80"\n    build:.\n'), ['DC002 build:']);
    assert.deepEqual(torn('services:\n  web:\n    build:\n      context:.\n'), ['DC002 context:']);
    assert.deepEqual(torn('services:\n  web:\n    build: .\n    environment:\n      A:1\n      B:2\n'), [
      'DC002 A:',
      'DC002 B:',
    ]);
    for (const good of [
      web('command:\n  build:.'),
      web('command: a\n  b:c\n  d:e'),
      web('ports:\n- 80:80\n443:443'),
      web('volumes:\n- a:/a\nb:/b'),
      web('labels: a:b'),
      web('# build:.'),
      web('command: >\n  build:.\n  ports:'),
      web('command: [a:b,\n  c:d]'),
      'see:\nhttps://example.com\nservices:\n',
    ])
      assert.deepEqual(torn(good), [], good);
  });

  it('DC009 looks at every way to name a service, and at the nearest name only when it is no brother', () => {
    assert.deepEqual(places(web('links: [a:b]\nvolumes_from: [c:ro]\nipc: service:d\npid: service:e')), [
      'DC009 a',
      'DC009 c',
      'DC009 d',
      'DC009 e',
    ]);
    assert.equal(fixed('services:\n  db1: { build: . }\n  web: { build: ., links: [db2] }\n', 'DC009'), undefined);
    assert.equal(fixed('services:\n  web: { build: ., links: [wbe] }\n', 'DC009'), undefined);
  });

  it('DC010 to DC012 tell of a missing declaration once, of each slip, and never in part of a project', () => {
    const two = (networks: string, more = ''): string =>
      `services:\n  a: { build: ., networks: [${networks}] }\n  b: { build: ., networks: [${networks}] }\n${more}`;
    assert.deepEqual(places(two('front')), ['DC010 front']);
    assert.deepEqual(places(two('frnot', 'networks: { front: }\n')), ['DC010 frnot', 'DC010 frnot']);
    assert.deepEqual(places(two('front', 'networks: [front]\n')), ['DC006 [front]']);
    const options = { path: 'compose.override.yaml' };
    assert.deepEqual(lint(compose, two('front'), options), []);
    assert.equal(lint(compose, two('front'), { path: 'x/compose.yaml' }).length, 1);
  });

  it('declares names at the end of their section, in the way of the file', () => {
    assert.equal(
      fixed(
        'services:\r\n   a:\r\n      build: .\r\n      networks: [n]\r\n\r\nvolumes:\r\n   v: # kept\r\n\r\n# end',
        'DC010',
      ),
      'services:\r\n   a:\r\n      build: .\r\n      networks: [n]\r\n\r\nvolumes:\r\n   v: # kept\r\n\r\nnetworks:\r\n   n:\r\n\r\n# end',
    );
    assert.equal(
      fixed('services:\n  a: { build: ., volumes: ["dd:/d"] }\nvolumes:\n  b:\n    driver: local\nx-a: 1', 'DC011'),
      'services:\n  a: { build: ., volumes: ["dd:/d"] }\nvolumes:\n  b:\n    driver: local\n  dd:\nx-a: 1',
    );
    assert.equal(
      fixed('services: { a: { build: ., networks: [n] } }', 'DC010'),
      'services: { a: { build: ., networks: [n] } }\nnetworks:\n  n:',
    );
    for (const closed of [
      '{ services: { a: { build: ., networks: [n] } } }',
      web('networks: [n]') + 'networks: {}\n',
      web('networks: ["true"]'),
    ])
      assert.equal(fixed(closed, 'DC010'), undefined, closed);
  });

  it('DC015 leaves alone what others refer to, and marks a fix that takes a comment along', () => {
    assert.equal(fixed(web('network_mode: host\nports: &p ["80:80"]'), 'DC015'), undefined);
    const found = findingsIn(compose, web('network_mode: host\nports:\n  # web\n  - "80:80"'));
    assert.deepEqual(
      found.map(({ fix }) => fix?.safe),
      [false],
    );
  });

  it('DC019 keeps addresses, protocols, profiles and variables apart', () => {
    const pair = (a: string, b: string, more = ''): string =>
      `services:\n  a: { build: ., ports: [${a}]${more} }\n  b: { build: ., ports: [${b}] }\n`;
    assert.deepEqual(places(pair('"80:1"', '"80:2"')), ['DC019 80']);
    assert.deepEqual(places(pair('"0.0.0.0:80:1"', '"[::]:80:2/TCP"')), ['DC019 80']);
    assert.deepEqual(places(pair('"80-81:1-2"', '"81-82:1-2"')), ['DC019 81-82']);
    for (const good of [
      pair('"80:1"', '"80:1/udp"'),
      pair('"127.0.0.1:80:1"', '"80:1"'),
      pair('"80-90:1"', '"80:1"'),
      pair('"80:1"', '"80:1"', ', profiles: [x]'),
      pair('"80:1"', '"80:1"', ', scale: 0'),
      pair('"80:1"', '"${P}:1"'),
      pair('"80:1", "80:2"', '"1:80"'),
    ])
      assert.deepEqual(places(good), [], good);
  });

  it('DC033 means databases, and only where this file has one', () => {
    const say = (
      environment: string,
      more = 'db: { image: "postgres:17", env_file: db.env, volumes: [".:/var/lib/postgresql"] }',
    ): string[] => places(`services:\n  web: { build: ., environment: { ${environment} } }\n  ${more}\n`);
    for (const bad of [
      'DB_HOST: localhost',
      'PGHOST: 127.0.0.1',
      'WP_DB_HOST: "localhost:5432"',
      'X: "postgresql+psycopg://u:p@localhost/db"',
      'X: localhost:5432',
    ])
      assert.equal(say(bad).length, 1, bad);
    for (const good of [
      'DB_HOST: db',
      'APP_HOST: localhost',
      'MYSQL_HOST: localhost',
      'X: "http://localhost:5432"',
      'REDIS_URL: "redis://localhost"',
      'DB_HOST: "${H:-localhost}"',
      'X: localhost',
    ])
      assert.deepEqual(say(good), [], good);
    assert.deepEqual(say('DB_HOST: localhost', 'db: { image: "prom/mysqld-exporter:v1" }'), []);
    assert.deepEqual(
      say(
        'DB_HOST: localhost',
        'db: { image: "mysql:8.4", env_file: db.env, network_mode: host, volumes: [".:/var/lib/mysql"] }',
      ),
      [],
    );
  });

  it('DC036 is silent when anybody may have decided where the data goes', () => {
    const db = (more: string): string[] =>
      places(`services:\n  db: { image: "postgres:17", env_file: db.env${more} }\n`, 'strict').filter(
        (place) => !place.startsWith('DC066'),
      );
    assert.deepEqual(db(''), ['DC036 db']);
    assert.deepEqual(db(', volumes: ["./a:/docker-entrypoint-initdb.d"]'), ['DC036 db']);
    for (const more of ['./d:/var/lib/postgresql/data', 'v:/var', '/var/lib/postgresql/data', '${A}:${B}'])
      assert.ok(!db(`, volumes: ["${more}"]`).includes('DC036 db'), more);
    assert.deepEqual(db(', tmpfs: [/var/lib/postgresql/data]'), []);
    assert.deepEqual(db(', command: "-c data_directory=/x"'), []);
    assert.deepEqual(places('services:\n  db: { image: example/postgres, build: . }\n'), []);
    assert.ok(
      fixed('services:\n  db:\n    image: postgres:18-alpine\n', 'DC036')?.includes('db-data:/var/lib/postgresql\n'),
    );
  });

  it('one mistake in an anchor is told once, where it is written', () => {
    const text =
      'x-env: &env { DB_PASSWORD: a, MODE: b }\nservices:\n  a: { build: ., environment: *env }\n  b: { build: ., environment: { <<: *env } }\n';
    assert.deepEqual(places(text), ['DC038 a']);
  });
});

describe('silencing in Compose files', () => {
  const bad = 'services:\n  web:\n    image: nginx\n  api:\n    image: redis\n';

  it('obeys our comments for the node below, the line, and the file', () => {
    assert.deepEqual(places(bad), ['DC039 nginx', 'DC039 redis']);
    assert.deepEqual(places(bad.replace('  web:', '  # tutor ignore=DC039 -- a joke\n\n  # more\n  web:')), [
      'DC039 redis',
    ]);
    assert.deepEqual(places(bad.replace('image: nginx', 'image: nginx # tutor ignore=dc039')), ['DC039 redis']);
    assert.deepEqual(
      places(bad.replace('services:', '# tutor ignore=service-image-require-explicit-tag\nservices:')),
      [],
    );
    assert.deepEqual(places(`${bad}# tutor ignore-file=DC039\n`), []);
    assert.deepEqual(places(`${bad}    command: |\n      # tutor ignore-file=DC039\n`).length, 2);
  });

  it('obeys dclint where dclint does, and hides errors by name only', () => {
    assert.deepEqual(places(`# dclint disable\n${bad}`), []);
    assert.deepEqual(places(`---\n\n# dclint disable-file\n${bad}`), []);
    assert.deepEqual(places(`${bad}# dclint disable\n`).length, 2);
    assert.deepEqual(places(`# dclint disable service-image-require-explicit-tag\n${bad}`), []);
    assert.deepEqual(places(bad.replace('nginx', 'nginx # dclint disable-line')), ['DC039 redis']);
    assert.deepEqual(places(`# dclint disable\n${web('links: [a]')}`), ['DC009 a']);
  });

  it('can be written by the editor: the comment hides this finding and nothing else', () => {
    for (const text of [
      bad,
      bad.replaceAll('\n', '\r\n'),
      '\uFEFFversion: "3"\nservices:\n  a:\n    image: nginx\n',
      'services:\n  a:\n    build: .\n    command: |\n      serve\n      172.18.0.3\n  b:\n    image: nginx\n',
      'services:\n  a:\n    build: .\n    ports:\n    - 80:80\n  b:\n    build: .\n    ports:\n    - 80:80\n',
    ]) {
      const [finding, ...others] = findingsIn(compose, text);
      const fix = finding && ignoreHere(compose, readParts(compose, text), finding);
      assert.deepEqual(
        places(applyEdits(text, fix?.edits ?? [])).map((place) => place.slice(0, 5)),
        others.map(({ code }) => code),
        text,
      );
    }
  });
});
