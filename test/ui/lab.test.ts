import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { exerciseOf, lessonOf } from '../catalog';
import type { LabAddress } from '../../src/core/lab';
import {
  button,
  choose,
  doSteps,
  fileThere,
  inReader,
  openTutorViews,
  openWalkthrough,
  ticked,
  unfold,
  untilTicked,
  words as lessonWords,
} from '../live/learner';
import { openEditor, skip, type Editor } from './support';

const run = promisify(execFile);
const webs = exerciseOf('docker-two-webs');
const life = exerciseOf('docker-lifecycle');
const lesson = 'docker/commands';
// A port where nobody listens: there is no engine, whatever this machine has.
const env = { DOCKER_HOST: 'tcp://127.0.0.1:1' };
// So that the terminal's text is text, not a picture.
const settings = { 'terminal.integrated.gpuAcceleration': 'off' };

const words = {
  en: {
    missing: 'No engine answers',
    start: 'Start practice lab',
    item: 'Lab',
    empty: 'No containers yet',
    terminal: 'Open Lab Terminal',
    passed: 'passed (practice lab)',
    on: 'in the practice lab',
    description: 'practice lab',
    question: 'Empty the practice lab?',
    yes: 'Empty',
    ended: 'has ended unexpectedly',
  },
  'zh-cn': {
    missing: '没有引擎应答',
    start: '启动练习环境',
    item: '练习环境',
    empty: '还没有容器',
    terminal: '打开练习终端',
    passed: '已通过（练习环境）',
    on: '在练习环境中',
    description: '练习环境',
    question: '清空练习环境？',
    yes: '清空',
    ended: '意外结束了',
  },
} as const;

const statusItem = (page: Page, name: string): Locator =>
  page.locator('.statusbar-item[id*="tutor.lab"]', { hasText: name });
const row = (page: Page, name: string): Locator => page.getByRole('treeitem', { name: new RegExp(name) }).first();
const welcome = (page: Page, text: string): Locator => page.locator('.welcome-view-content', { hasText: text });

/** Where the lab of an editor is. */
const addressOf = async ({ storage }: Editor): Promise<LabAddress> =>
  JSON.parse(await readFile(path.join(storage, 'lab', 'lab.json'), 'utf8')) as LabAddress;

async function startFromWelcome(editor: Editor, language: keyof typeof words): Promise<void> {
  const { page } = editor;
  await openTutorViews(page);
  await welcome(page, words[language].missing).waitFor();
  await page.locator('.welcome-view-content').getByRole('button', { name: words[language].start }).click();
  await statusItem(page, words[language].item).waitFor();
  await row(page, words[language].empty).waitFor();
}

const terminal = (page: Page): Locator => page.locator('.terminal-wrapper.active').first();

/** Waits until the shell in the terminal in front is ready. */
const prompt = (page: Page): Promise<void> =>
  terminal(page)
    .locator('.xterm-rows', { hasText: /[$#%]\s*$/ })
    .waitFor();

async function type(page: Page, text: string): Promise<void> {
  await terminal(page).click();
  await page.keyboard.type(text);
}

/** Runs a command in the terminal in front, and tells what it said. */
async function inTerminal({ page, folder }: Editor, command: string): Promise<string> {
  const file = path.join(folder, 'said.txt');
  await type(page, `(${command}) > said.part 2>&1; mv said.part said.txt\n`);
  await fileThere(file);
  return readFile(file, 'utf8');
}

/** Finds something by its text in one of the pages beside the editors, which are frames in frames. */
async function inPages(page: Page, selector: string, text: string): Promise<Locator> {
  for (let look = 0; look < 300; look += 1) {
    for (const frame of page.frames()) {
      const found = frame.locator(selector, { hasText: text }).first();
      if (frame !== page.mainFrame() && (await found.isVisible().catch(() => false))) return found;
    }
    await page.waitForTimeout(100);
  }
  return assert.fail(`no page has "${text}"`);
}

async function openFold(page: Page, title: string): Promise<void> {
  const fold = await inPages(page, 'summary', title.replaceAll('`', ''));
  const isOpen = await fold.evaluate(
    (one) => (one as unknown as { parentElement: { open: boolean } }).parentElement.open,
  );
  if (!isOpen) await fold.click();
}

describe('the practice lab', function () {
  this.timeout(240_000);
  let editor: Editor;

  before(async function () {
    const there = await run('docker', ['--version']).catch(() => undefined);
    if (there === undefined) skip(this, 'there is no docker command');
  });

  // What outlives the editor is ended by the test, so that nothing is left behind.
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed-${this.currentTest.title}`);
    const address = await addressOf(editor).catch(() => undefined);
    await editor.close();
    if (address) process.kill(address.pid, 'SIGKILL');
  });

  for (const [language, theme] of [
    ['en', 'dark'],
    ['zh-cn', 'light'],
  ] as const) {
    it(`is all that a lesson needs (${language}, ${theme})`, async () => {
      const lang = language === 'en' ? 'en' : 'zh';
      const say = words[language];
      editor = await openEditor({ language, theme, env, settings });
      const { page, folder } = editor;
      await startFromWelcome(editor, language);
      await page.locator('.pane-header', { hasText: say.description }).first().waitFor();
      await editor.screenshot(`lab-started-${language}-${theme}`);
      await page.getByRole('button', { name: say.terminal }).last().click();
      await prompt(page);
      const said = await inTerminal(editor, 'echo $DOCKER_HOST; docker version');
      assert.match(said, /Cloud Native Tutor practice lab/);

      const inLab = { ...process.env, DOCKER_HOST: said.split('\n')[0] ?? '', DOCKER_BUILDKIT: '0' };
      await openWalkthrough(editor, 'docker', lang);
      await unfold(page, lesson);
      await button(page, lessonWords.start[lang]).click();
      await inReader(page, webs.title[lang]);
      await doSteps(webs, folder, inLab);
      await row(page, 'tutor-web1').waitFor();
      await button(page, lessonWords.check[lang]).click();
      await inReader(page, lessonWords.passed[lang]);
      await inReader(page, say.passed);
      assert.equal(await ticked(page, lesson), false);
      await type(page, `clear; docker ps --format 'table {{.Names}}\\t{{.Image}}\\t{{.Status}}\\t{{.Ports}}'\n`);
      await page.locator('.xterm-rows', { hasText: /tutor-web2.*8082/ }).waitFor();
      await editor.screenshot(`lab-passed-${language}-${theme}`);

      await button(page, lessonWords.start[lang]).click();
      await inReader(page, life.title[lang]);
      await doSteps(life, folder, inLab);
      await button(page, lessonWords.check[lang]).click();
      await untilTicked(page, lesson);
      await editor.runCommand('tutor.openProgress');
      await openFold(page, lessonOf(webs).title[lang]);
      await inReader(page, say.on);
      await editor.screenshot(`lab-progress-${language}-${theme}`);
    });

    it(`comes back after a reload, a crash and a stop, and is emptied on request (${language}, ${theme})`, async () => {
      const say = words[language];
      editor = await openEditor({ language, theme, env, settings });
      const { page } = editor;
      await startFromWelcome(editor, language);
      const { pid, control } = await addressOf(editor);
      const inLab = { ...process.env, DOCKER_HOST: `unix://${path.join(path.dirname(control), 'docker.sock')}` };
      const label = ['--label', 'tutor.exercise=docker-two-webs'];
      await run('docker', ['run', '-d', '--name', 'keeper', ...label, 'busybox:1.37', 'sleep', '1000'], { env: inLab });
      await row(page, 'keeper').waitFor();

      await editor.reload();
      await statusItem(page, say.item).waitFor();
      await row(page, 'keeper').waitFor();
      assert.equal((await addressOf(editor)).pid, pid);

      process.kill(pid, 'SIGKILL');
      await page.locator('.notification-toast', { hasText: say.ended }).waitFor();
      await welcome(page, say.ended).waitFor();
      await editor.screenshot(`lab-ended-${language}-${theme}`);
      await statusItem(page, say.item).click();
      await row(page, 'keeper').waitFor();
      assert.notEqual((await addressOf(editor)).pid, pid);

      await editor.runCommand('tutor.lab.reset');
      const dialog = page.locator('.monaco-dialog-box', { hasText: say.question });
      await dialog.waitFor();
      await editor.screenshot(`lab-reset-${language}-${theme}`);
      await dialog.getByRole('button', { name: say.yes, exact: true }).click();
      await row(page, say.empty).waitFor();

      await editor.runCommand('tutor.lab.stop');
      await welcome(page, say.missing).waitFor();
      await statusItem(page, say.item).waitFor({ state: 'detached' });
      await assert.rejects(addressOf(editor), { code: 'ENOENT' });
      await editor.reload();
      await welcome(page, say.missing).waitFor();
      assert.equal(await statusItem(page, say.item).count(), 0);
    });
  }

  it('starts by itself where a setting says so, and the commands of a lesson reach it', async () => {
    editor = await openEditor({ env, settings: { ...settings, 'tutor.lab.autoStart': true } });
    const { page } = editor;
    await openTutorViews(page);
    await row(page, words.en.empty).waitFor();
    await editor.runCommand('tutor.openLesson');
    await page
      .locator('.quick-input-widget .monaco-list-row', { hasText: lessonOf(webs).title.en })
      .first()
      .click();
    await (await inPages(page, 'pre:has-text("--name demo-web") + .buttons button', 'Run in Terminal')).click();
    await row(page, 'demo-web').waitFor();
  });

  it('is offered where an exercise cannot be judged, and shared by two windows', async () => {
    editor = await openEditor({ env, settings });
    const { page } = editor;
    await openTutorViews(page);
    await choose(editor, 'tutor.checkExercise', webs);
    await inReader(page, 'Not judged');
    await (await inPages(page, 'a', 'Start practice lab')).click();
    await row(page, words.en.empty).waitFor();
    const { pid } = await addressOf(editor);

    const other = await page.context().newPage();
    await other.goto(page.url());
    await openTutorViews(other);
    await statusItem(other, 'Lab').waitFor();
    await row(other, words.en.empty).waitFor();
    assert.equal((await addressOf(editor)).pid, pid);
    // What ends in one window ends in the other.
    await editor.runCommand('tutor.lab.stop');
    await statusItem(page, 'Lab').waitFor({ state: 'detached' });
    await statusItem(other, 'Lab').waitFor({ state: 'detached' });
    await other.close();
  });
});
