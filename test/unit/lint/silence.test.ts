import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import type { Room } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const rooms: readonly Room<unknown>[] = [dockerfile, compose];

for (const room of rooms) {
  const folder = `test/fixtures/${room.id}/silent`;
  const found = (text: string): readonly string[] =>
    findingsIn(room, text).map(({ code, span }) => `${code} at ${text.slice(span.start, span.end)}`);

  describe(`well-kept files of ${room.id}`, () => {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, name), 'utf8');

      it(`${name} gives no finding`, () => {
        assert.deepEqual(found(text), []);
      });

      it(`${name} gives none with other line ends either`, () => {
        assert.deepEqual(found(text.replace(/\r?\n/g, (end) => (end === '\n' ? '\r\n' : '\n'))), []);
      });
    }
  });
}
