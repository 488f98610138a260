import assert from 'node:assert/strict';
import { openEditor } from './support';

const words = {
  en: { title: 'Check of my environment', todo: 'What to do', again: 'Check again' },
  'zh-cn': { title: '我的环境体检', todo: '需要处理', again: '重新检查' },
} as const;

describe('the environment doctor', function () {
  this.timeout(180_000);

  for (const [language, theme] of [
    ['en', 'light'],
    ['zh-cn', 'dark'],
  ] as const) {
    it(`reports in the reader, and again when asked (${language}, ${theme})`, async () => {
      const { title, todo, again } = words[language];
      // A port where nobody listens: the report has something to say.
      const editor = await openEditor({ language, theme, env: { DOCKER_HOST: 'tcp://127.0.0.1:1' } });
      const { page } = editor;
      await editor.runCommand('tutor.doctor');
      const report = page.locator('iframe.webview.ready').last().contentFrame().locator('iframe').contentFrame();
      await report.getByRole('heading', { name: title }).waitFor();
      await report.getByRole('heading', { name: todo }).waitFor();
      await report.locator('li', { hasText: 'tcp://127.0.0.1:1' }).first().waitFor();
      assert.equal(await report.locator('table').count(), 5);
      await editor.screenshot(`doctor-${language}-${theme}`);
      const looked = report.locator('p', { hasText: again });
      const before = await looked.textContent();
      // The page says seconds: the next look is at another one.
      await page.waitForTimeout(1_100);
      await report.getByRole('link', { name: again }).click();
      await report
        .locator('p', { hasText: again })
        .filter({ hasNotText: before ?? '' })
        .waitFor();
      await editor.close();
    });
  }
});
