import assert from 'node:assert/strict';
import { readParts } from '../../../src/core/lint/parts';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { ignoredBy, ignorePatterns } from '../../../src/core/lint/dockerfile/ignore-patterns';
import { lint } from '../../../src/core/lint/engine';
import { nearbyOf, type Thing } from '../../../src/core/lint/nearby';
import type { Beside } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const copy = (words: string): string => `FROM a:1\nWORKDIR /w\nCOPY ${words}\n`;
const found = (text: string, beside: Beside): readonly string[] =>
  findingsIn(dockerfile, text, 'learn', beside).map(({ code, severity }) => `${code} ${severity}`);

describe('the build context of a Dockerfile', () => {
  it('is looked for beside it and above it', () => {
    assert.deepEqual(found(copy('a.txt .'), { b: '' }), ['DF031 information']);
    assert.deepEqual(found(copy('a.txt .'), { '../a.txt': '' }), []);
    assert.deepEqual(found(copy('a.txt .'), { '../../a.txt': '' }), []);
    assert.deepEqual(found(copy('settings.jsno .'), { 'settings.json': '' }), ['DF031 warning']);
  });

  it('is another one when a Compose file says so', () => {
    const compose = (build: string): Beside => ({ 'compose.yaml': `services:\n  a:\n    ${build}\n` });
    assert.deepEqual(found(copy('a.txt .'), compose('build: .')), ['DF031 information']);
    assert.deepEqual(found(copy('a.txt .'), compose('build:\n      context: "."')), ['DF031 information']);
    assert.deepEqual(found(copy('a.txt .'), compose('build: ./web')), []);
    assert.deepEqual(found(copy('a.txt .'), compose('build:\n      context: ..')), []);
  });

  it('may not have yet what is built, or ignored by git', () => {
    assert.deepEqual(found(copy('dist/app.js target/app.jar node_modules ./'), { b: '' }), []);
    assert.deepEqual(found(copy('secrets/a.txt version.txt ./'), { '.gitignore': 'secrets/\nversion.*\n' }), []);
  });

  it('is unknown outside of a workspace folder', async () => {
    const text = copy('a.txt .');
    const look = (known: (path: string) => boolean) => (path: string) =>
      Promise.resolve<Thing | undefined>(known(path) ? { kind: 'nothing' } : undefined);
    for (const [known, codes] of [
      [() => false, []],
      [(path: string) => !path.startsWith('..'), ['DF031']],
      [(path: string) => !path.startsWith('..') || path === '..', []],
    ] as const) {
      const nearby = await nearbyOf(dockerfile, readParts(dockerfile, text), look(known));
      assert.deepEqual(
        lint(dockerfile, text, { nearby }).map(({ code }) => code),
        codes,
      );
    }
  });

  it('has the ignore file of its own Dockerfile before the general one', () => {
    const beside = { 'a.txt': '', 'Dockerfile.dockerignore': 'a.*\n', '.dockerignore': '' };
    assert.deepEqual(found(copy('a.txt .'), beside), ['CopyIgnoredFile error']);
    assert.deepEqual(found(copy('a.txt .'), { ...beside, 'Dockerfile.dockerignore': 'a.*\n!a.txt' }), []);
  });

  it('DF030 is certain where the context can be looked at', () => {
    assert.deepEqual(found(copy('/etc/passwd .'), { b: '' }), ['DF030 error']);
    assert.deepEqual(found(copy('/etc/passwd .'), { 'etc/passwd': '' }), []);
  });

  it('DF033 and DF034 follow a script from the context to the line that runs it', () => {
    const script = '#!/bin/sh\r\necho\r\n';
    const started = (copied: string, start: string): readonly string[] =>
      found(`FROM a:1\nWORKDIR /app\nCOPY ${copied}\n${start}\n`, { 'bin/run.sh': script });
    assert.deepEqual(started('bin/run.sh .', 'CMD ["./run.sh"]'), ['DF033 error']);
    assert.deepEqual(started('bin/run.sh bin/', 'ENTRYPOINT ["/app/bin/run.sh"]'), ['DF033 error']);
    assert.deepEqual(started('--chmod=755 bin/run.sh /usr/local/bin/', 'RUN run.sh --all'), ['DF033 error']);
    assert.deepEqual(started('bin/run.sh .', 'CMD ["sh", "run.sh"]'), []);
    assert.deepEqual(started('bin/run.sh /other/', 'CMD ["./run.sh"]'), []);
  });
});

describe('patterns of ignore files', () => {
  const ignored = (path: string, text: string): boolean => ignoredBy(path, ignorePatterns(text)) !== undefined;

  it('match as the builder matches', () => {
    for (const [pattern, path] of [
      ['a', 'a'],
      ['/a/', 'a/b/c'],
      ['*.md', 'a.md'],
      ['*/b*', 'a/bc'],
      ['**/c', 'a/b/c'],
      ['**', 'a/b'],
      ['a/**/c', 'a/c'],
      ['a?.txt', 'ab.txt'],
      ['a[0-9]', 'a5/x'],
      ['a[^b]c', 'adc'],
      ['# b\n\n ./a ', 'a'],
      ['*\n!a\na', 'a'],
    ] as const)
      assert.ok(ignored(path, pattern), `${pattern} ${path}`);
    for (const [pattern, path] of [
      ['a', 'b/a'],
      ['*.md', 'b/a.md'],
      ['a?', 'a'],
      ['a[^b]c', 'abc'],
      ['*\n!a', 'a/b'],
      ['a/*/c', 'a/c'],
    ] as const)
      assert.ok(!ignored(path, pattern), `${pattern} ${path}`);
  });

  it('take time in proportion to their length', () => {
    const start = performance.now();
    assert.ok(!ignored('a'.repeat(2000), `${'*a'.repeat(500)}b`));
    assert.ok(performance.now() - start < 1000);
  });
});
