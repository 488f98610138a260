import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { exerciseOf } from '../catalog';
import { packageExtension } from '../host/package.mjs';
import { openEditor, type Editor } from '../ui/support';
import { engineEnvironment } from './engine';
import {
  button,
  choose,
  doSteps,
  fileThere,
  inReader,
  openTutorViews,
  openWalkthrough,
  removeMarked,
  ticked,
  unfold,
  untilTicked,
  words,
} from './learner';

const run = promisify(execFile);
const webs = exerciseOf('docker-two-webs');
const life = exerciseOf('docker-lifecycle');
const lesson = 'docker/commands';
const ways = [
  { language: 'en', lang: 'en', theme: 'dark', from: 'the checkout' },
  { language: 'zh-cn', lang: 'zh', theme: 'light', from: 'the checkout' },
  { language: 'en', lang: 'en', theme: 'light', from: 'the packaged extension' },
] as const;

/** The lesson as a learner does it, on a real Docker engine, in a real VS Code. */
describe('lesson docker/commands', function () {
  this.timeout(240_000);
  let env: NodeJS.ProcessEnv;
  let folder: string;
  let packages: string;
  let editor: Editor;

  before(async function () {
    this.timeout(600_000);
    env = await engineEnvironment();
    packages = await mkdtemp(path.join(tmpdir(), 'tutor-package-'));
  });

  after(() => rm(packages, { recursive: true, force: true }));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lesson-'));
    await removeMarked(env);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed-${this.currentTest.title}`);
    await editor.close();
    await removeMarked(env);
    await rm(folder, { recursive: true, force: true });
  });

  for (const { language, lang, theme, from } of ways) {
    it(`is done and ticked from the walkthrough (${language}, ${theme}, ${from})`, async () => {
      const extension =
        from === 'the checkout' ? 'folder' : { vsix: (await packageExtension({ folder: packages })).file };
      editor = await openEditor({ folder, language, theme, env, extension });
      const { page } = editor;
      await openWalkthrough(editor, 'docker', lang);
      await unfold(page, lesson);
      await button(page, words.start[lang]).waitFor();
      await openTutorViews(page);

      await button(page, words.start[lang]).click();
      await fileThere(path.join(folder, webs.id, 'page.html'));
      await inReader(page, webs.title[lang]);

      await button(page, words.check[lang]).click();
      const [firstOpen] = webs.conditions;
      assert.ok(firstOpen);
      await inReader(page, lang === 'en' ? 'no container named' : '还没有名为');
      await editor.screenshot(`lesson-refused-${language}-${theme}`);
      assert.equal(await ticked(page, lesson), false);

      await doSteps(webs, folder, env);
      await containerRow(page, 'tutor-web1');
      await button(page, words.check[lang]).click();
      await inReader(page, words.passed[lang]);
      await editor.screenshot(`lesson-passed-${language}-${theme}`);
      assert.equal(await ticked(page, lesson), false, 'one of two exercises does not tick the step');

      await button(page, words.start[lang]).click();
      await inReader(page, life.title[lang]);
      await doSteps(life, folder, env);
      await button(page, words.check[lang]).click();
      await inReader(page, words.passed[lang]);
      await untilTicked(page, lesson);
      await editor.screenshot(`lesson-ticked-${language}-${theme}`);

      await editor.reload();
      await openWalkthrough(editor, 'docker', lang);
      await untilTicked(page, lesson);
    });
  }

  it('is ticked when it was finished from the palette before the walkthrough was opened', async () => {
    editor = await openEditor({ folder, env });
    const { page } = editor;
    for (const exercise of [webs, life]) {
      await choose(editor, 'tutor.startExercise', exercise);
      await fileThere(path.join(folder, exercise.id));
      await inReader(page, exercise.title.en);
      await doSteps(exercise, folder, env);
      await choose(editor, 'tutor.checkExercise', exercise);
      await inReader(page, words.passed.en);
    }
    await openWalkthrough(editor, 'docker');
    await untilTicked(page, lesson);
  });

  it('resets exactly what the exercise made, after saying so, and brings the files back on request', async () => {
    editor = await openEditor({ folder, env });
    const { page } = editor;
    await choose(editor, 'tutor.startExercise', webs);
    await fileThere(path.join(folder, webs.id, 'page.html'));
    await doSteps(webs, folder, env);
    await run('docker', ['run', '-d', '--name', 'tutor-bystander', 'busybox:1.37', 'sleep', '600'], { env });
    try {
      await choose(editor, 'tutor.resetExercise', webs);
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      const told = (await dialog.textContent()) ?? '';
      assert.match(told, /container tutor-web1, container tutor-web2|container tutor-web2, container tutor-web1/);
      assert.doesNotMatch(told, /tutor-bystander/);
      await dialog.getByRole('button', { name: 'Reset', exact: true }).click();
      const undo = page.getByRole('button', { name: 'Bring My Files Back' });
      await undo.waitFor();
      const left = async () => (await run('docker', ['ps', '-a', '--format', '{{.Names}}'], { env })).stdout;
      for (let look = 0; look < 100 && (await left()).includes('tutor-web'); look += 1) await page.waitForTimeout(100);
      assert.equal((await left()).trim(), 'tutor-bystander');
      await assert.rejects(readFile(path.join(folder, webs.id, 'original.html')), { code: 'ENOENT' });
      await undo.click();
      await fileThere(path.join(folder, webs.id, 'original.html'));
    } finally {
      await run('docker', ['rm', '-f', 'tutor-bystander'], { env });
    }
  });
});

async function containerRow(page: Page, name: string): Promise<void> {
  await page
    .getByRole('treeitem', { name: new RegExp(name) })
    .first()
    .waitFor({ timeout: 15_000 });
}
