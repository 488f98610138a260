import { execFile } from 'node:child_process';
import { access, cp, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import type { Exercise } from '../../src/core/course/lesson';
import { stagesIn } from '../../src/cli/steps';
import { lessonOf, tracks } from '../catalog';
import type { Editor } from '../ui/support';

const run = promisify(execFile);

/** What a learner sees and presses, by language. */
export const words = {
  start: { en: 'Start exercise', zh: '开始练习' },
  check: { en: 'Check my work', zh: '检查我的成果' },
  passed: { en: / holds?: passed\./, zh: /满足：通过。/ },
} as const;

/** The step of a lesson in the walkthrough that is open. */
export const stepOf = (page: Page, lesson: string): Locator =>
  page.locator(`.getting-started-step[data-step-id$="${lesson}"]`).first();

/** A button of the step that is unfolded. */
export const button = (page: Page, name: string): Locator =>
  page.locator('.getting-started-step.expanded').getByRole('button', { name });

/** Unfolds a step, if it is not. */
export async function unfold(page: Page, lesson: string): Promise<void> {
  const step = stepOf(page, lesson);
  await step.waitFor();
  const folded = !((await step.getAttribute('class')) ?? '').includes('expanded');
  if (folded) await step.locator('.step-title').first().click();
  await page.locator(`.getting-started-step.expanded[data-step-id$="${lesson}"]`).first().waitFor();
}

const done = (page: Page, lesson: string): Locator => page.locator(`[data-done-step-id$="${lesson}"].complete`);

/** Is the step of this lesson ticked? */
export const ticked = async (page: Page, lesson: string): Promise<boolean> => (await done(page, lesson).count()) > 0;

/** Waits until the step of this lesson is ticked. */
export const untilTicked = (page: Page, lesson: string): Promise<void> =>
  done(page, lesson).first().waitFor({ timeout: 30_000 });

/** Opens the views of this extension. */
export async function openTutorViews(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Cloud Native Tutor' }).first().click();
  await page.locator('.pane-header').first().waitFor();
}

/** Waits until some page in the reader shows a text; the reader is a frame in a frame. */
export async function inReader(page: Page, text: string | RegExp, patience = 30_000): Promise<void> {
  const end = Date.now() + patience;
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
  throw new Error(`no page shows "${String(text)}"`);
}

/** Opens a walkthrough, as a learner who asks for it by name. */
export async function openWalkthrough(editor: Editor, track: string, language: 'en' | 'zh' = 'en'): Promise<void> {
  const named = tracks.find(({ id }) => id === track);
  if (named === undefined) throw new Error(`there is no track ${track}`);
  // Of one track nobody is asked which.
  if (tracks.length === 1) await editor.runCommand('tutor.openWalkthrough');
  else await choose(editor, 'tutor.openWalkthrough', named, language);
}

/** Runs a command that asks which exercise or track, and answers. */
export async function choose(
  editor: Editor,
  command: string,
  named: Pick<Exercise, 'title'>,
  language: 'en' | 'zh' = 'en',
): Promise<void> {
  const title = named.title[language];
  const picker = editor.page.locator('.quick-input-widget:not([style*="display: none"])');
  // A page that opens meanwhile takes the focus, and the question closes: then it is asked again.
  for (let left = 4; ; left -= 1) {
    await editor.runCommand(command);
    try {
      await picker.locator('.monaco-list-row').first().waitFor();
      await picker.locator('input').first().fill(title, { timeout: 5_000 });
      await picker.locator('.monaco-list-row.focused', { hasText: title }).first().waitFor({ timeout: 5_000 });
      break;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
  await editor.page.keyboard.press('Enter');
}

/**
 * Applies the solution as the learner would: files into the folder, commands through the docker CLI; `check` is what is
 * done between two stages.
 */
export async function doSteps(
  exercise: Exercise,
  folder: string,
  env: NodeJS.ProcessEnv,
  check: () => Promise<void> = () => Promise.reject(new Error('this solution has stages')),
): Promise<void> {
  const mine = path.join(folder, exercise.id);
  const lesson = path.resolve('walkthroughs', ...lessonOf(exercise).id.split('/'));
  await cp(path.join(lesson, exercise.id, 'solution'), mine, { recursive: true });
  for (const [index, stage] of (await stagesIn(mine)).entries()) {
    if (index > 0) await check();
    const trouble = await stage(env);
    if (trouble !== undefined) throw new Error(trouble);
  }
}

/** The first sentence of the result on the exercise's page: how many conditions hold, or that nothing was checked. */
export async function resultIn(page: Page): Promise<string> {
  for (const frame of page.frames()) {
    const text = await frame
      .locator('body')
      .innerText()
      .catch(() => '');
    const found = /^(\d+ of \d+ conditions hold|\d+ 个条件中满足了 \d+ 个|Not checked yet|尚未检查)/m.exec(text);
    if (found !== null) return found[0];
  }
  return '';
}

/** Waits until the result on the exercise's page is another one. */
export async function changed(page: Page, before: string): Promise<void> {
  while ((await resultIn(page)) === before) await page.waitForTimeout(200);
}

/** Waits, and lets each script be run that the tutor asks for meanwhile. */
export async function agreeing(page: Page, waiting: Promise<void>): Promise<void> {
  const run = page.locator('.monaco-dialog-box').getByRole('button', { name: /^(Run|运行)$/ });
  let isOver = false;
  const agree = async (): Promise<void> => {
    while (!isOver) {
      if (await run.isVisible()) await run.click();
      await page.waitForTimeout(200);
    }
  };
  await Promise.all([waiting.finally(() => (isOver = true)), agree()]);
}

/** Waits until a file is there. */
export async function fileThere(file: string): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      await access(file);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Removes what exercises have made in the engine, as far as it bears their label. */
export async function removeMarked(env: NodeJS.ProcessEnv): Promise<void> {
  const label = ['--filter', 'label=tutor.exercise'];
  for (const [list, remove] of [
    [
      ['ps', '-aq', ...label],
      ['rm', '-f', '-v'],
    ],
    [
      ['network', 'ls', '-q', ...label],
      ['network', 'rm'],
    ],
    [
      ['volume', 'ls', '-q', ...label],
      ['volume', 'rm', '-f'],
    ],
  ] as const) {
    const { stdout } = await run('docker', list, { env });
    const ids = stdout.split('\n').filter((id) => id !== '');
    if (ids.length > 0) await run('docker', [...remove, ...ids], { env });
  }
}

/** Ends what an exercise started outside of any engine: the processes of this user that work in the folder. */
export async function endWorkers(folder: string): Promise<void> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (pid !== process.pid && cwd.startsWith(`${folder}${path.sep}`)) process.kill(pid, 'SIGKILL');
  }
}
