import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { follow, readReport, reportVariable } from './report.mjs';

describe('the report of a run', () => {
  let folder: string;
  const before = process.env[reportVariable];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-report-test-'));
    process.env[reportVariable] = path.join(folder, 'report.json');
  });
  afterEach(async () => {
    process.env[reportVariable] = before ?? '';
    await rm(folder, { recursive: true });
  });

  it('names what failed, what was skipped and what had a second try, each with its reason', () => {
    const runner = new EventEmitter();
    const test = (name: string) => ({ fullTitle: () => name });
    follow(runner as unknown as Pick<Mocha.Runner, 'on' | 'once'>);
    runner.emit('pass', test('good'));
    runner.emit('retry', test('hasty'), new Error('too early\nand more'));
    runner.emit('pass', test('hasty'));
    runner.emit('fail', test('bad'), new Error('wrong'));
    runner.emit('pending', { ...test('elsewhere'), skipReason: 'needs root' });
    runner.emit('end');
    assert.deepEqual(readReport(process.env[reportVariable] ?? ''), {
      passed: 2,
      failed: 1,
      skipped: [{ name: 'elsewhere', reason: 'needs root' }],
      failures: [{ name: 'bad', reason: 'wrong' }],
      retried: [{ name: 'hasty', reason: 'too early | and more' }],
    });
  });
});
