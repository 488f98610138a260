import assert from 'node:assert/strict';
import { openEditor } from './support';

const cases = [
  { language: 'en', theme: 'light', trusted: true, reason: 'moves with every release' },
  { language: 'zh-cn', theme: 'dark', trusted: false, reason: '会随每次发布变动' },
] as const;

describe('a Dockerfile with mistakes', function () {
  this.timeout(120_000);

  for (const { language, theme, trusted, reason } of cases) {
    it(`is marked as it is typed, with reason, lesson and fix (${language}, ${trusted ? 'trusted' : 'untrusted'})`, async () => {
      const editor = await openEditor({ language, theme, trusted });
      const { page } = editor;
      await page.keyboard.press('Control+P');
      await page.locator('.quick-input-widget input').first().fill('Dockerfile');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Dockerfile' }).first().click();
      const text = page.locator('.editor-instance .view-lines');
      await text.waitFor();
      await page.locator('.squiggly-error').first().waitFor();
      const marked = await page.locator('.squiggly-error, .squiggly-warning').count();
      assert.ok(marked >= 5, `${marked} marked places`);

      // Typing another mistake marks it, mending it takes the mark away.
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\nEXPOSE 99999');
      const marks = page.locator('.squiggly-error, .squiggly-warning');
      while ((await marks.count()) <= marked) await page.waitForTimeout(50);
      await page.keyboard.press('Control+Z');
      await page.keyboard.press('Control+Z');

      const word = text.getByText('latest').first();
      await word.hover();
      const hover = page.locator('.monaco-hover', { hasText: reason });
      await hover.waitFor();
      assert.ok(await hover.getByText('DL3007').first().isVisible());
      await editor.screenshot(`dockerfile-${language}-${theme}`);

      // The code of a finding leads to its rule's page, and the page to the lesson.
      await hover.locator('a', { hasText: 'DL3007' }).first().click();
      const preview = page.locator('iframe.webview.ready').last().contentFrame().locator('iframe').contentFrame();
      await preview.getByRole('heading', { name: /^DL3007/ }).waitFor();
      await editor.screenshot(`rule-DL3007-${language}-${theme}`);
      await preview.getByRole('link', { name: 'docker/dockerfile' }).click();
      await preview
        .getByRole('heading', { name: /Dockerfile/ })
        .first()
        .waitFor();
      const figure = preview.locator('img').first();
      await figure.scrollIntoViewIfNeeded();
      const width = await figure.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
      assert.ok(width > 100, `the figure is ${width} pixels wide`);
      await editor.screenshot(`lesson-dockerfile-${language}-${theme}`);
      await editor.close();
    });
  }
});
