import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../src/core/lint/compose';
import { daemonJson } from '../../src/core/lint/daemon-json';
import { dockerfile } from '../../src/core/lint/dockerfile';
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
};

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

      const room = file === 'host.code-snippets' && name === 'daemon-json-base' ? daemonJson : rooms[file];
      if (room === undefined) continue;
      it(`${name} is clean of every rule above information`, () => {
        // A part of a Dockerfile stands in one.
        const text = inserted(snippet);
        const whole = file === 'dockerfile.json' && !/^FROM/m.test(text) ? `FROM debian:13-slim\n${text}` : text;
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
