import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { lint } from '../../../src/core/lint/engine';

const folder = 'test/fixtures/dockerfile/silent';

describe('well-kept Dockerfiles', () => {
  for (const name of readdirSync(folder)) {
    it(`${name} gives no finding`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const found = lint(dockerfile, text).map(({ code, span }) => `${code} at ${text.slice(span.start, span.end)}`);
      assert.deepEqual(found, []);
    });

    it(`${name} gives none with other line ends either`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8').replace(/\r?\n/g, (end) =>
        end === '\n' ? '\r\n' : '\n',
      );
      assert.deepEqual(
        lint(dockerfile, text).map(({ code }) => code),
        [],
      );
    });
  }
});
