import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { openEditor, type Editor } from './support';

const words = {
  en: { copy: 'Copy', run: 'Run in Terminal', lesson: 'Everyday commands' },
  'zh-cn': { copy: '复制', run: '在终端运行', lesson: '常用命令与操作' },
} as const;

// A port where nobody listens: what is run in the terminal reaches no engine.
const env = { DOCKER_HOST: 'tcp://127.0.0.1:1' };
const first = 'docker run -d --name demo-web';
// So that the terminal's text is text, not a picture.
const settings = { 'terminal.integrated.gpuAcceleration': 'off' };

/** The page in the reader: a frame inside a frame. */
function pageOf({ page }: Editor): FrameLocator {
  return page.locator('iframe.webview.ready').last().contentFrame().locator('iframe').contentFrame();
}

async function openLesson(editor: Editor, title: string): Promise<FrameLocator> {
  await editor.runCommand('tutor.openLesson');
  await editor.page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().click();
  const reader = pageOf(editor);
  await reader.locator('pre', { hasText: first }).first().waitFor();
  return reader;
}

describe('the lesson reader', function () {
  this.timeout(180_000);

  for (const [language, theme] of [
    ['en', 'dark'],
    ['zh-cn', 'light'],
  ] as const) {
    it(`copies a block, and runs its commands without prompts and output (${language}, ${theme})`, async () => {
      const { copy, run, lesson } = words[language];
      const editor = await openEditor({ language, theme, env, settings });
      const { page } = editor;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const reader = await openLesson(editor, lesson);
      const buttons = reader.locator(`pre:has-text("${first}") + .buttons`).first();
      await buttons.getByRole('button', { name: copy }).click();
      await buttons.getByRole('button', { name: '✓' }).waitFor();
      const copied: string = await page.evaluate('navigator.clipboard.readText()');
      assert.match(copied, /^docker run -d --name demo-web .*\ndocker run -d --name demo-loop .*\ndocker ps$/);
      await buttons.scrollIntoViewIfNeeded();
      await editor.screenshot(`reader-${language}-${theme}`);
      await buttons.getByRole('button', { name: run }).click();
      const rows = page.locator('.terminal-wrapper .xterm-rows', { hasText: /docker.run.-d.--name.demo-web/ });
      await rows.first().waitFor();
      await editor.close();
    });
  }

  it('asks before it runs anything in a workspace that is not trusted', async () => {
    const editor = await openEditor({ trusted: false, env });
    const { page } = editor;
    const reader = await openLesson(editor, words.en.lesson);
    await reader.locator(`pre:has-text("${first}") + .buttons`).first().getByRole('button', { name: 'Run' }).click();
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'not trusted' });
    await dialog.waitFor();
    await dialog.getByText(first).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);
    await editor.close();
  });
});
