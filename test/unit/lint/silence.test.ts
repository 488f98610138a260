import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { kubernetes } from '../../../src/core/lint/kubernetes';
import { cloudsYaml } from '../../../src/core/lint/clouds-yaml';
import { heat } from '../../../src/core/lint/heat';
import { cloudInit } from '../../../src/core/lint/cloud-init';
import { oslo } from '../../../src/core/lint/oslo';
import { localConf } from '../../../src/core/lint/local-conf';
import { shell } from '../../../src/core/lint/shell';
import { systemd } from '../../../src/core/lint/systemd';
import { kickstart } from '../../../src/core/lint/kickstart';
import { nginx } from '../../../src/core/lint/nginx';
import type { Room } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const rooms: readonly Room<unknown>[] = [
  dockerfile,
  compose,
  kubernetes,
  cloudsYaml,
  heat,
  cloudInit,
  oslo,
  localConf,
  shell,
  systemd,
  nginx,
  kickstart,
];

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

      // A script with Windows line ends does not start.
      if (room !== shell)
        it(`${name} gives none with other line ends either`, () => {
          assert.deepEqual(found(text.replace(/\r?\n/g, (end) => (end === '\n' ? '\r\n' : '\n'))), []);
        });
    }
  });
}

it('well-kept files are many, of every language', () => {
  const counts = rooms.map(({ id }) => readdirSync(`test/fixtures/${id}/silent`).length);
  assert.ok(counts.every((count) => count > 0) && counts.reduce((sum, count) => sum + count, 0) >= 60);
});
