import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gitIgnore, isGitIgnored } from '../../../src/core/lint/git-ignore';

const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** A `.gitignore`, and files that stand beside it. */
const cases: Readonly<Record<string, readonly [text: string, ...files: string[]]>> = {
  'a name anywhere': ['a.yaml\n', 'a.yaml', 'b/a.yaml', 'b/c/a.yaml', 'aa.yaml'],
  'an anchored name': ['/a.yaml\n', 'a.yaml', 'b/a.yaml'],
  'a slash in the middle': ['b/a.yaml\n', 'b/a.yaml', 'c/b/a.yaml'],
  'a slash at the end': ['build/\n', 'build/a.yaml', 'b/build/a.yaml', 'c/build'],
  'an exception': ['*.yaml\n!keep.yaml\n', 'a.yaml', 'keep.yaml', 'b/keep.yaml'],
  'an exception before its rule': ['!keep.yaml\n*.yaml\n', 'keep.yaml'],
  'an exception in a folder that is left out': ['build/\n!build/keep.yaml\n', 'build/keep.yaml'],
  'an exception in a folder whose contents are': ['build/*\n!build/keep.yaml\n', 'build/keep.yaml', 'build/b/a.yaml'],
  'all below a folder': ['build/**\n!build/keep.yaml\n', 'build/keep.yaml', 'build/a.yaml', 'build/b/keep.yaml'],
  'stars at the beginning': ['**/gen/a.yaml\n', 'gen/a.yaml', 'b/gen/a.yaml', 'b/gen/c/a.yaml'],
  'stars in the middle': ['b/**/a.yaml\n', 'b/a.yaml', 'b/c/d/a.yaml', 'c/b/a.yaml'],
  'signs with a backslash': ['\\#a\n\\!b\n#c\nd\\*\n', '#a', '!b', '#c', 'c', 'd*', 'dx'],
  'blanks at the ends': ['a.yaml  \n b.yaml\nc\\ \n', 'a.yaml', 'b.yaml', ' b.yaml', 'c ', 'c'],
  'one step and one character': ['b/*.yaml\n?.json\n', 'b/a.yaml', 'b/c/a.yaml', 'a.json', 'ab.json'],
  'choices of characters': ['[ab].yaml\n[!c-e].json\n', 'a.yaml', 'c.yaml', 'd.json', 'f.json'],
  'line ends of Windows, and a mark': ['\uFEFFa.yaml\r\nb/\r\n', 'a.yaml', 'b/c', 'c'],
};

/** Which of the files git leaves out, by its own word. */
function ignoredByGit(folder: string, files: readonly string[]): readonly string[] {
  const { stdout, status } = spawnSync('git', ['check-ignore', '-z', '--stdin'], {
    cwd: folder,
    env: environment,
    input: files.join('\0'),
    encoding: 'utf8',
  });
  assert.ok(status === 0 || status === 1, 'git has answered');
  return stdout.split('\0').filter((file) => file !== '');
}

describe('.gitignore', () => {
  let root = '';
  before(function () {
    if (spawnSync('git', ['--version']).error !== undefined) this.skip();
    root = mkdtempSync(path.join(tmpdir(), 'tutor-gitignore-'));
    execFileSync('git', ['init', '--quiet', root], { env: environment });
  });
  after(() => {
    if (root !== '') rmSync(root, { recursive: true });
  });

  it('is read as git reads it: one in a folder has the last word, unless the folder itself is left out', () => {
    const folder = path.join(root, 'deep');
    const texts = { '': '*.log\n/out/\n', 'b/': '!keep.log\n/only.txt\n', 'out/': '!kept.log\n' };
    const files = [
      'a.log',
      'keep.log',
      'b/a.log',
      'b/keep.log',
      'b/c/keep.log',
      'b/only.txt',
      'only.txt',
      'out/kept.log',
    ];
    for (const [above, text] of Object.entries(texts)) {
      mkdirSync(path.join(folder, above), { recursive: true });
      writeFileSync(path.join(folder, above, '.gitignore'), text);
    }
    const rules = Object.entries(texts).map(([above, text]) => gitIgnore(text, above));
    assert.deepEqual(
      files.filter((file) => isGitIgnored(file, rules)),
      ignoredByGit(folder, files),
    );
    assert.ok(!isGitIgnored('../b/a.txt', rules));
  });

  for (const [index, [title, [text, ...files]]] of Object.entries(cases).entries()) {
    it(`is read as git reads it: ${title}`, () => {
      const folder = path.join(root, String(index));
      for (const file of files) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), '');
      }
      writeFileSync(path.join(folder, '.gitignore'), text);
      const rules = [gitIgnore(text)];
      assert.deepEqual(
        files.filter((file) => isGitIgnored(file, rules)),
        ignoredByGit(folder, files),
      );
    });
  }
});
