import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageExtension } from '../host/package.mjs';
import { zipEntries } from '../host/zip.mjs';
import { openEditor } from '../ui/support.js';

const shipped = [
  /^extension\/(package(\.nls(\.zh-cn)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(webview\/)?[\w-]+\.(js|css)$/,
  /^extension\/(media|walkthroughs|snippets)\//,
  /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/,
];

describe('the packaged extension', () => {
  let folder = '';
  let vsix = '';
  let printed = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-package-'));
    ({ file: vsix, printed } = await packageExtension({ folder }));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is packaged without a warning', () => {
    assert.doesNotMatch(printed, /\bWARNING\b/);
  });

  it('holds what is needed and nothing else', async () => {
    const entries = zipEntries(await readFile(vsix));
    const strange = entries.filter((name) => !shipped.some((pattern) => pattern.test(name)));
    assert.deepEqual(strange, []);
    for (const name of ['package.json', 'package.nls.zh-cn.json', 'dist/extension.js', 'dist/cli.js', 'LICENSE.txt']) {
      assert.ok(entries.includes(`extension/${name}`), `${name} is missing`);
    }
    assert.ok(!entries.some((name) => name.endsWith('.map')));
  });

  it('activates in a VS Code into which it was installed', async () => {
    const editor = await openEditor({ extension: { vsix } });
    await editor.runCommand('tutor.showLog');
    await editor.runCommand('Developer: Show Running Extensions');
    const list = editor.page.locator('.runtime-extensions-editor');
    const own = list.locator('.extension', { hasText: 'Cloud Native Tutor' });
    await list.hover();
    for (let turn = 0; turn < 40 && (await own.count()) === 0; turn++) {
      await editor.page.mouse.wheel(0, 300);
      await editor.page.waitForTimeout(100);
    }
    await own.waitFor();
    await editor.close();
  });
});
