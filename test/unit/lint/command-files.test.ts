import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { lintCommand } from '../../../src/cli/lint';

type Found = { file: string; code: string; severity: string; message: string };

const bad = 'FROM httpd\n';
const service = (selector: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: { app: ${selector} }\n  ports:\n    - port: 80\n`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: frontend }
  template:
    metadata:
      labels: { app: frontend }
    spec:
      containers:
        - name: web
          image: nginx:1.30
`;
const files: Readonly<Record<string, string>> = {
  Dockerfile: bad,
  'a/Dockerfile': bad,
  'a/b/api.Dockerfile': bad,
  'a/b/notes.yaml': 'words: true\n',
  'a/.hidden/Dockerfile': bad,
  'a/node_modules/x/Dockerfile': bad,
  'k8s/deployment.yaml': deployment,
  'k8s/service.yaml': service('frontent'),
  'other/service.yaml': service('frontend'),
  'list.txt': '# ours\na/b\n!a/b/api.Dockerfile\n',
};

describe('the files of tutor lint', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tutor-lint-files-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    symlinkSync(folder, path.join(folder, 'a', 'round'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function run(...words: readonly string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const io = { stdout: (text: string) => out.push(text), stderr: (text: string) => err.push(text) };
    const code = await lintCommand([...words, '--format', 'json'], { ...io, cwd: folder, language: 'en' });
    const found = JSON.parse(out.join('') || '[]') as Found[];
    return { code, found, err: err.join(''), named: [...new Set(found.map(({ file }) => file))] };
  }

  it('are all below a folder, without hidden ones, packages and links', async () => {
    const { named, code, err } = await run('a');
    assert.deepEqual(named, ['a/Dockerfile', 'a/b/api.Dockerfile']);
    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual((await run('.', '--exclude', '*/**')).named, ['Dockerfile']);
    assert.deepEqual((await run('a/.hidden')).named, ['a/.hidden/Dockerfile']);
  });

  it('are what a pattern matches', async () => {
    assert.deepEqual((await run('**/Dockerfile')).named, ['Dockerfile', 'a/Dockerfile']);
    assert.deepEqual((await run('*file')).named, ['Dockerfile']);
    assert.deepEqual((await run('a/**/*.Dockerfile')).named, ['a/b/api.Dockerfile']);
    assert.deepEqual((await run(path.join(folder, 'a', '*'))).named, [
      path.join(folder, 'a/Dockerfile'),
      path.join(folder, 'a/b/api.Dockerfile'),
    ]);
    const none = await run('Dockerfile', 'b/*.yaml');
    assert.deepEqual([none.code, none.named], [2, ['Dockerfile']]);
    assert.match(none.err, /b\/\*\.yaml could not be read: /);
    assert.match((await run('Dockerfile', 'x*')).err, /no file matches it/);
  });

  it('come once, and without what is excluded', async () => {
    assert.equal((await run('Dockerfile', '.', './Dockerfile', '--exclude', 'a')).found.length, 2);
    assert.deepEqual((await run('.', '--exclude', 'k8s', '--exclude', 'a')).named, ['Dockerfile']);
    assert.deepEqual((await run('a', '--exclude-from', 'list.txt')).named, ['a/Dockerfile', 'a/b/api.Dockerfile']);
    assert.deepEqual((await run('a', '--exclude', 'a/b')).named, ['a/Dockerfile']);
  });

  it('know of each other, also of those that come later', async () => {
    assert.deepEqual(
      (await run('k8s')).found.map(({ file, severity }) => [file, severity]),
      [['k8s/service.yaml', 'warning']],
    );
    assert.match((await run('k8s')).found[0]?.message ?? '', /frontend/);
    assert.deepEqual((await run('k8s/service.yaml')).found, []);
    assert.deepEqual((await run('other', 'k8s/deployment.yaml')).found, []);
  });

  it('tell what cannot be read, and go on', async function () {
    if (process.getuid?.() === 0) {
      const { code, named, err } = await run('Dockerfile', 'gone.yaml', 'gone/*.yaml');
      assert.deepEqual([code, named], [2, ['Dockerfile']]);
      assert.match(err, /gone\.yaml could not be read: there is no such file/);
      assert.match(err, /gone\/\*\.yaml could not be read: /);
      return;
    }
    chmodSync(path.join(folder, 'a', 'b'), 0);
    const { code, named, err } = await run('a');
    chmodSync(path.join(folder, 'a', 'b'), 0o755);
    assert.deepEqual([code, named], [2, ['a/Dockerfile']]);
    assert.match(err, /a\/b could not be read: you may not read it/);
  });

  it('take levels of rules by code or alias', async () => {
    assert.equal((await run('Dockerfile', '--rule', 'DL3006=off')).code, 0);
    assert.equal((await run('Dockerfile', '--rule', 'dl3006=error')).found[0]?.severity, 'error');
    assert.equal((await run('Dockerfile', '--profile', 'quiet', '--rule=DL3006=hint')).found[0]?.severity, 'hint');
    assert.match((await run('Dockerfile', '--rule', 'DL9999=off')).err, /there is no rule DL9999/);
  });

  it('may come from the standard input, as a file of some name', async () => {
    const own = Object.getOwnPropertyDescriptor(process, 'stdin');
    const given = async (text: string, ...words: string[]) => {
      Object.defineProperty(process, 'stdin', { value: Readable.from([text]), configurable: true });
      return run('-', ...words);
    };
    try {
      assert.deepEqual((await given(bad)).named, ['Dockerfile']);
      const { found } = await given(service('frontent'), '--stdin-filename', 'k8s/service.yaml', 'k8s');
      assert.deepEqual(
        found.map(({ file }) => file),
        ['k8s/service.yaml'],
      );
      assert.deepEqual((await given(service('frontend'), '--stdin-filename', 'k8s/service.yaml', 'k8s')).found, []);
      assert.equal((await given('words: true\n', '--stdin-filename', 'words.yaml')).code, 2);
    } finally {
      if (own) Object.defineProperty(process, 'stdin', own);
    }
  });
});
