import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../src/core/lint/compose';
import { daemonJson } from '../../src/core/lint/daemon-json';
import { dockerfile } from '../../src/core/lint/dockerfile';
import { cloudInit } from '../../src/core/lint/cloud-init';
import { cloudsYaml } from '../../src/core/lint/clouds-yaml';
import { heat } from '../../src/core/lint/heat';
import { kubernetes } from '../../src/core/lint/kubernetes';
import { nginx } from '../../src/core/lint/nginx';
import { oslo } from '../../src/core/lint/oslo';
import { shell } from '../../src/core/lint/shell';
import { systemd } from '../../src/core/lint/systemd';
import type { Room } from '../../src/core/lint/rule';
import { findingsIn } from './lint/all-rooms';

type Snippet = { readonly prefix: string; readonly body: readonly string[]; readonly description: string };

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const files = readdirSync('snippets');
const snippetsOf = (file: string): readonly [string, Snippet][] =>
  Object.entries(read(path.join('snippets', file)) as Record<string, Snippet>);

/** What is inserted when every tab stop is left as it is. */
function inserted({ body }: Snippet): string {
  let text = body.join('\n');
  // A placeholder may hold another one.
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(/\$\{\d+:((?:\\.|[^${}\\])*)\}/g, '$1').replace(/\$\{\d+\|((?:\\.|[^,|\\])*)[^}]*\|\}/g, '$1');
  }
  return text.replace(/\$\d+|\$\{\d+\}/g, '').replace(/\\([$}\\,|])/g, '$1');
}

const rooms: Readonly<Record<string, Room<unknown>>> = {
  'dockerfile.json': dockerfile,
  'compose.json': compose,
  'kubernetes.json': kubernetes,
  'shell.json': shell,
  'daemon-json-base': daemonJson,
  'clouds-yaml': cloudsYaml,
  'clouds-password': cloudsYaml,
  'heat-server': heat,
  'cloud-config': cloudInit,
  'systemd-service': systemd,
  'systemd-user-service': systemd,
  'nginx-proxy': nginx,
  'oslo-nova-compute': oslo,
};

/** A part of a Dockerfile stands in one, and a part of a service in a service. */
function wholeOf(file: string, text: string): string {
  if (file === 'dockerfile.json' && !/^FROM/m.test(text)) return `FROM debian:13-slim\n${text}`;
  if (file !== 'compose.json' || /^services:/m.test(text)) return text;
  return `services:\n  web:\n    image: nginx:1.30\n${text.replace(/^(?=.)/gm, '    ')}`;
}

describe('snippets', () => {
  it('are all offered', () => {
    const { contributes } = read('package.json') as { contributes: { snippets: { path: string }[] } };
    const offered = contributes.snippets.map((one) => path.basename(one.path));
    assert.deepEqual([...new Set(offered)].sort(), [...files].sort());
  });

  for (const file of files) {
    for (const [name, snippet] of snippetsOf(file)) {
      it(`${name} has tab stops, a description in both languages, and pinned images`, () => {
        assert.equal(snippet.prefix, name);
        assert.match(snippet.body.join('\n'), /\$\{1[:|]/);
        assert.match(snippet.description, /^[\x20-\x7e’…–]+ · .*\p{Script=Han}/u);
        const text = inserted(snippet);
        assert.doesNotMatch(text, /\$\{\d/, text);
        assert.doesNotMatch(text, /:latest\b/);
      });

      const room = rooms[file] ?? rooms[name];
      if (room === undefined) continue;
      it(`${name} is clean of every rule above information`, () => {
        const text = inserted(snippet);
        const whole = wholeOf(file, text);
        const found = findingsIn(room, whole, 'strict').filter(({ severity }) => /error|warning/.test(severity));
        assert.deepEqual(
          found.map((one) => one.code),
          [],
          whole,
        );
      });
    }
  }
});
