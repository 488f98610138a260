import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { exerciseOf } from '../catalog';
import type { Exercise } from '../../src/core/course/lesson';
import { packageExtension } from '../host/package.mjs';
import { openEditor, type Editor } from '../ui/support';
import { engineEnvironment } from './engine';

const run = promisify(execFile);
const webs = exerciseOf('docker-two-webs');
const life = exerciseOf('docker-lifecycle');
const shipped = path.resolve('walkthroughs/docker/commands');
const ways = [
  { language: 'en', lang: 'en', theme: 'dark', from: 'the checkout' },
  { language: 'zh-cn', lang: 'zh', theme: 'light', from: 'the checkout' },
  { language: 'en', lang: 'en', theme: 'light', from: 'the packaged extension' },
] as const;

const words = {
  start: { en: 'Start exercise', zh: '开始练习' },
  check: { en: 'Check my work', zh: '检查我的成果' },
  passed: { en: 'All conditions hold: passed.', zh: '全部条件满足：通过。' },
} as const;

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

  afterEach(async () => {
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
      await editor.runCommand('tutor.openWalkthrough');
      await button(page, words.start[lang]).waitFor();
      await openTutorViews(page);

      await button(page, words.start[lang]).click();
      await fileThere(path.join(folder, webs.id, 'page.html'));
      await inPreview(page, webs.title[lang]);

      await button(page, words.check[lang]).click();
      const [firstOpen] = webs.conditions;
      assert.ok(firstOpen);
      await inPreview(page, lang === 'en' ? 'no container named' : '还没有名为');
      await editor.screenshot(`lesson-refused-${language}-${theme}`);
      assert.equal(await ticked(page), false);

      await doSteps(webs, folder, env);
      await containerRow(page, 'tutor-web1');
      await button(page, words.check[lang]).click();
      await inPreview(page, words.passed[lang]);
      await editor.screenshot(`lesson-passed-${language}-${theme}`);
      assert.equal(await ticked(page), false, 'one of two exercises does not tick the step');

      await button(page, words.start[lang]).click();
      await inPreview(page, life.title[lang]);
      await doSteps(life, folder, env);
      await button(page, words.check[lang]).click();
      await inPreview(page, words.passed[lang]);
      await untilTicked(page);
      await editor.screenshot(`lesson-ticked-${language}-${theme}`);

      await editor.reload();
      await editor.runCommand('tutor.openWalkthrough');
      await untilTicked(page);
    });
  }

  it('is ticked when it was finished from the palette before the walkthrough was opened', async () => {
    editor = await openEditor({ folder, env });
    const { page } = editor;
    for (const exercise of [webs, life]) {
      await choose(editor, 'tutor.startExercise', exercise);
      await fileThere(path.join(folder, exercise.id));
      await inPreview(page, exercise.title.en);
      await doSteps(exercise, folder, env);
      await choose(editor, 'tutor.checkExercise', exercise);
      await inPreview(page, words.passed.en);
    }
    await editor.runCommand('tutor.openWalkthrough');
    await untilTicked(page);
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

/** Every exercise proven on the real engine by the product's own command. */
describe('tutor verify', function () {
  this.timeout(600_000);

  for (const id of ['docker-two-webs', 'docker-lifecycle', 'docker-log-loop', 'docker-image-tags']) {
    it(`${id}: starter, solution, alternatives, mutants, reset`, async () => {
      const env = await engineEnvironment();
      const proof = await run(process.execPath, ['dist/cli.js', 'verify', id], { env }).catch((error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        return assert.fail(stdout + stderr);
      });
      const exercise = exerciseOf(id);
      for (const { name } of exercise.mutants)
        assert.match(proof.stdout, new RegExp(`ok {3}${id}: mutant ${name}$`, 'm'));
      assert.match(proof.stdout, /^\d+ passed, 0 failed$/m);
    });
  }
});

const step = '[data-done-step-id$="docker/commands"]';
const button = (page: Page, name: string) => page.locator('.getting-started-step').getByRole('button', { name });
const ticked = async (page: Page): Promise<boolean> => (await page.locator(`${step}.complete`).count()) > 0;
const untilTicked = (page: Page): Promise<void> =>
  page.locator(`${step}.complete`).first().waitFor({ timeout: 15_000 });

async function openTutorViews(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Cloud Native Tutor' }).first().click();
  await page.locator('.pane-header').first().waitFor();
}

async function containerRow(page: Page, name: string): Promise<void> {
  await page
    .getByRole('treeitem', { name: new RegExp(name) })
    .first()
    .waitFor({ timeout: 15_000 });
}

/** Waits until some preview on the page shows a text; the preview is a frame in a frame. */
async function inPreview(page: Page, text: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const found = await frame
        .getByText(text)
        .first()
        .isVisible()
        .catch(() => false);
      if (found && frame !== page.mainFrame()) return;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no preview shows "${text}"`);
}

/** Runs a command that asks which exercise, and answers. */
async function choose(editor: Editor, command: string, exercise: Exercise): Promise<void> {
  await editor.runCommand(command);
  const row = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: exercise.title.en });
  await row.first().click();
}

/** Applies the solution as the learner would: files into the folder, commands through the docker CLI. */
async function doSteps(exercise: Exercise, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const mine = path.join(folder, exercise.id);
  await cp(path.join(shipped, exercise.id, 'solution'), mine, { recursive: true });
  await run('sh', ['-eu', 'steps.sh'], { cwd: mine, env });
}

async function fileThere(file: string): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    try {
      await import('node:fs/promises').then(({ access }) => access(file));
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function removeMarked(env: NodeJS.ProcessEnv): Promise<void> {
  const { stdout } = await run('docker', ['ps', '-aq', '--filter', 'label=tutor.exercise'], { env });
  const ids = stdout.split('\n').filter((id) => id !== '');
  if (ids.length > 0) await run('docker', ['rm', '-f', '-v', ...ids], { env });
}
