import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openEditor } from './support.js';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly title: string; readonly steps: readonly { readonly title: string }[] }[];
  };
}

async function walkthrough(words: string): Promise<{ title: string; step: string }> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
  const say = JSON.parse(await readFile(words, 'utf8')) as Record<string, string>;
  const [first] = manifest.contributes.walkthroughs;
  const text = (key: string | undefined) => say[(key ?? '').replaceAll('%', '')] ?? '';
  return { title: text(first?.title), step: text(first?.steps[0]?.title) };
}

describe('the editor that a learner gets', () => {
  for (const language of ['en', 'zh-cn'] as const) {
    it(`shows the walkthrough in ${language}`, async () => {
      const editor = await openEditor({ language });
      const { title, step } = await walkthrough(language === 'en' ? 'package.nls.json' : 'package.nls.zh-cn.json');
      await editor.runCommand('Welcome: Open Walkthrough...');
      await editor.page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().click();
      await editor.page.locator('.gettingStartedContainer', { hasText: step }).waitFor();
      const media = editor.page.locator('iframe.webview.ready').first().contentFrame().locator('iframe').contentFrame();
      const figure = media.locator('img').first();
      await figure.waitFor();
      const width = await figure.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
      assert.ok(width > 100, `the figure is ${width} pixels wide`);
      await editor.screenshot(`smoke-walkthrough-${language}`);
      await editor.close();
    });
  }

  it('starts in Restricted Mode where the workspace is not trusted', async () => {
    const editor = await openEditor({ trusted: false, theme: 'dark' });
    await editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await editor.close();
  });

  it('knows which commands the palette offers', async () => {
    const editor = await openEditor({ theme: 'hc-dark' });
    assert.equal(await editor.offersCommand('Developer: Reload Window'), true);
    assert.equal(await editor.offersCommand('No such command anywhere'), false);
    await editor.close();
  });
});
