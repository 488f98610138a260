import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { skip } from '../../host/report.mjs';

/** The blocks of a lesson that a shell is to read, each with the line on which it begins. */
function shellBlocks(file: string): readonly { readonly line: number; readonly text: string }[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const fences = lines.flatMap((line, index) => (line.trimStart().startsWith('```') ? [index] : []));
  return fences.flatMap((opening, at) => {
    const closing = at % 2 === 0 ? fences[at + 1] : undefined;
    if (closing === undefined || !/^\s*```(?:sh|bash)\b/.test(lines[opening] ?? '')) return [];
    return [{ line: opening + 2, text: lines.slice(opening + 1, closing).join('\n') + '\n' }];
  });
}

/** What bash says of a text that it only parses; undefined when it is right. */
function trouble(text: string): string | undefined {
  const { status, stderr, error } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  assert.equal(error, undefined);
  // A here-document that is not closed is a warning only.
  return status === 0 && stderr === '' ? undefined : stderr.trim();
}

const pages = readdirSync('walkthroughs', { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?:^|[/\\])lesson(?:\.nls\.zh-cn)?\.md$/.test(name))
  .map((name) => path.join('walkthroughs', name))
  .sort();

describe('shell blocks of the lessons', function () {
  this.timeout(60_000);
  before(function () {
    if (spawnSync('bash', ['-c', 'true']).status !== 0) skip(this, 'there is no bash here');
  });

  it('are refused when they do not parse', () => {
    assert.equal(trouble('if true; then\n  echo "a"\nfi\n'), undefined);
    assert.match(trouble('if true; then\n') ?? '', /line \d+: syntax error/);
    assert.match(trouble('echo "a\n') ?? '', /unexpected EOF/);
    assert.match(trouble('cat <<EOF\na\n') ?? '', /here-document/);
    assert.match(trouble('docker run <image>\n') ?? '', /syntax error/);
  });

  it('are found', () => {
    assert.ok(pages.length > 0);
    assert.ok(pages.flatMap(shellBlocks).length > 0);
  });

  for (const page of pages) {
    it(`of ${page.replaceAll('\\', '/')} parse under bash -n`, () => {
      const wrong = shellBlocks(page).flatMap(({ line, text }) => {
        const why = trouble(text);
        return why === undefined ? [] : [`${page}:${line}: ${why}`];
      });
      assert.deepEqual(wrong, []);
    });
  }
});
