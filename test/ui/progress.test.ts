import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { exerciseOf, lessonOf } from '../catalog';
import { summaryWords } from '../../src/core/course/summary-words';
import { inReader } from '../live/learner';
import { openEditor, type Editor } from './support';

const webs = exerciseOf('docker-two-webs');
const commands = lessonOf(webs);
const kinds = [
  ['en', 'light'],
  ['en', 'dark'],
  ['zh-cn', 'light'],
  ['zh-cn', 'dark'],
  ['en', 'hc-light'],
  ['zh-cn', 'hc-dark'],
] as const;

/** What the console says of policies that were violated and of scripts that failed. */
function complaints(page: Page): readonly string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to|violates/i.test(message.text())) found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(String(error)));
  return found;
}

async function openPage(editor: Editor): Promise<Frame> {
  await editor.runCommand('tutor.openProgress');
  return pageIn(editor.page);
}

/** The frame of the page: other webviews, such as the preview of an exercise, may be open beside it. */
async function pageIn(page: Page): Promise<Frame> {
  for (let look = 0; look < 300; look += 1) {
    for (const frame of page.frames()) {
      const sections = await frame
        .locator('main > section')
        .count()
        .catch(() => 0);
      if (sections === 4) return frame;
    }
    await page.waitForTimeout(100);
  }
  return assert.fail('the progress page is not there');
}

describe('the progress page', function () {
  this.timeout(180_000);

  for (const [language, theme] of kinds) {
    it(`shows the next step first, by keyboard and by name (${language}, ${theme})`, async () => {
      const say = (word: keyof typeof summaryWords): string => summaryWords[word][language === 'en' ? 'en' : 'zh'];
      const editor = await openEditor({ language, theme });
      const { page } = editor;
      const found = complaints(page);
      const view = await openPage(editor);
      assert.equal(await view.locator('html').getAttribute('lang'), language === 'en' ? 'en' : 'zh-CN');
      for (const word of ['title', 'next.begin', 'plan.title', 'week.title', 'tracks.title'] as const) {
        await view.getByRole('heading', { name: say(word), exact: true }).waitFor();
      }
      assert.equal(await view.locator('vscode-button[appearance=primary]').count(), 1);
      for (const bar of await view.getByRole('progressbar').all()) assert.ok(await bar.getAttribute('aria-label'));
      await page.keyboard.press('Tab');
      const focused = view.locator('vscode-button:focus');
      assert.equal(await focused.getAttribute('appearance'), 'primary');
      assert.ok((await focused.getAttribute('aria-label'))?.startsWith(say('action.start')));
      // Before the picture, for which Playwright adds a style of its own.
      assert.deepEqual(found, []);
      await editor.screenshot(`progress-${language}-${theme}`);
      await editor.close();
    });
  }

  it('starts, follows what the learner does, and keeps what was unfolded', async () => {
    const editor = await openEditor({ theme: 'dark', env: { DOCKER_HOST: 'tcp://127.0.0.1:1' } });
    const { page } = editor;
    const found = complaints(page);
    let view = await openPage(editor);
    const fold = view.locator('summary', { hasText: commands.title.en });
    await fold.click();
    await view.getByRole('button', { name: `Start exercise: ${webs.title.en.replaceAll('`', '')}` }).click();
    // The exercise's page takes the focus once, when it opens.
    await inReader(page, 'Not checked yet.');
    const status = page.locator('.statusbar-item', { hasText: /^\s*0\/\d+$/ });
    await status.waitFor();
    await status.click();
    await view.getByRole('heading', { name: 'Continue', exact: true }).waitFor();
    assert.equal(await view.locator('details[open]', { hasText: commands.title.en }).count(), 1);
    const hours = view.getByLabel('Hours a week', { exact: true });
    await hours.fill('99');
    await hours.press('Enter');
    await view.getByText('Give a number from 1 to 60.').waitFor();
    await hours.fill('2');
    await hours.press('Enter');
    await view.getByRole('status').filter({ hasText: 'Hours a week: 2.' }).waitFor({ state: 'attached' });
    assert.equal(await view.locator('input:focus').count(), 1);
    assert.deepEqual(found, []);
    await editor.screenshot('progress-working-en-dark');
    await editor.reload();
    // VS Code in a browser writes down every few seconds which tab is the front one, so it may be another one now.
    await page.getByRole('tab', { name: summaryWords.title.en }).click();
    view = await pageIn(page);
    await view.getByRole('heading', { name: 'Continue', exact: true }).waitFor();
    assert.equal(await view.getByLabel('Hours a week', { exact: true }).inputValue(), '2');
    await editor.close();
  });

  it('makes a plan, and shows what belongs to this week and whether one keeps up', async () => {
    const editor = await openEditor({ theme: 'light' });
    const { page } = editor;
    const found = complaints(page);
    const view = await openPage(editor);
    await view.getByRole('button', { name: /^Make my learning plan…/ }).click();
    const input = page.locator('.quick-input-widget input').first();
    await page.locator('.quick-input-widget', { hasText: 'hours a week' }).waitFor();
    await input.fill('0');
    await page.locator('.quick-input-widget', { hasText: 'Give a number from 1 to 60.' }).waitFor();
    await input.fill('3');
    await input.press('Enter');
    await page.locator('.quick-input-widget', { hasText: 'first day' }).waitFor();
    await input.fill('2026-02-30');
    await page.locator('.quick-input-widget', { hasText: 'Write a day of the calendar' }).waitFor();
    await input.fill('2020-01-06');
    await input.press('Enter');
    await page.getByRole('tab', { name: 'learning-plan.md' }).waitFor();
    await page.getByRole('tab', { name: summaryWords.title.en }).click();
    const plan = (await pageIn(page)).locator('section.plan');
    await plan
      .getByText(/^The plan ended on .* Behind: \d+ lessons of earlier weeks are open, the first is “.*”\.$/)
      .waitFor();
    await plan.getByRole('button', { name: /^Catch up: / }).waitFor();
    // A plan that begins today shows its first week, with the lessons and their buttons.
    await plan.getByRole('button', { name: /^Make a new plan…/ }).click();
    await page.locator('.quick-input-widget', { hasText: 'hours a week' }).waitFor();
    await input.press('Enter');
    await page.locator('.quick-input-widget', { hasText: 'first day' }).waitFor();
    const now = new Date();
    const two = (part: number): string => String(part).padStart(2, '0');
    await input.fill(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
    await input.press('Enter');
    // It was there: the learner is asked.
    await page.getByRole('button', { name: 'Replace It' }).click();
    await page.getByRole('tab', { name: summaryWords.title.en }).click();
    const today = (await pageIn(page)).locator('section.plan');
    await today.getByText('On schedule.').waitFor();
    assert.ok((await today.getByRole('listitem').count()) > 0);
    await today
      .getByRole('button', { name: /^Open lesson: / })
      .first()
      .waitFor();
    assert.deepEqual(found, []);
    await editor.screenshot('progress-plan-en-light');
    await editor.close();
  });

  it('can be read where it is narrow', async () => {
    const editor = await openEditor({ theme: 'light' });
    const view = await openPage(editor);
    await editor.page.keyboard.press('Control+b');
    await editor.page.setViewportSize({ width: 356, height: 1400 });
    const body = view.locator('body');
    const [wide, seen] = await body.evaluate((it) => {
      const { scrollWidth, clientWidth } = it as unknown as { scrollWidth: number; clientWidth: number };
      return [scrollWidth, clientWidth] as const;
    });
    assert.ok(seen < 310, `the page has ${seen} pixels`);
    assert.ok(wide <= seen, `${wide} pixels are wider than the ${seen} that are seen`);
    await editor.screenshot('progress-narrow-en-light');
    await editor.close();
  });
});

describe('the styles of the progress page', () => {
  it('name no colour of their own', async () => {
    const css = await readFile(path.join('src', 'webview', 'progress.css'), 'utf8');
    assert.deepEqual(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi), null);
  });
});
