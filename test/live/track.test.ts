import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { tracks } from '../catalog';
import { openEditor } from '../ui/support';
import { engineEnvironment } from './engine';
import {
  agreeing,
  button,
  changed,
  choose,
  doSteps,
  endWorkers,
  fileThere,
  inReader,
  openWalkthrough,
  removeMarked,
  resultIn,
  unfold,
  untilTicked,
  words,
} from './learner';

const ids = { start: 'tutor.startExercise', check: 'tutor.checkExercise' } as const;

const ways = [
  { language: 'en', lang: 'en', theme: 'dark', which: 'all exercises' },
  { language: 'zh-cn', lang: 'zh', theme: 'light', which: 'the core exercises' },
] as const;

async function closeAll(page: Page): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+W');
  await page.locator('.editor-group-watermark, .editor-group-letterpress').first().waitFor();
}

/** A track from its first to its last step, as a learner does it, on a real Docker engine in a real VS Code. */
for (const track of tracks) {
  describe(`track ${track.id}`, function () {
    this.timeout(1_200_000);

    for (const { language, lang, theme, which } of ways) {
      it(`is played to its last tick: ${which} (${language}, ${theme})`, async () => {
        const env = await engineEnvironment();
        const folder = await mkdtemp(path.join(tmpdir(), 'tutor-track-'));
        await removeMarked(env);
        const editor = await openEditor({ folder, language, theme, env });
        const { page } = editor;
        try {
          for (const lesson of track.lessons) {
            for (const exercise of lesson.exercises.filter((one) => one.core || which === 'all exercises')) {
              await closeAll(page);
              // The walkthrough leads through what is core; the rest is chosen by name.
              const press = exercise.core
                ? async (what: 'start' | 'check') => button(page, words[what][lang]).click()
                : async (what: 'start' | 'check') => choose(editor, ids[what], exercise, lang);
              if (exercise.core) {
                await openWalkthrough(editor, track.id, lang);
                await unfold(page, lesson.id);
              }
              await press('start');
              await fileThere(path.join(folder, exercise.id));
              await inReader(page, exercise.title[lang]);
              await doSteps(exercise, folder, env, async () => {
                const before = await resultIn(page);
                await press('check');
                await agreeing(page, changed(page, before));
              });
              await press('check');
              await agreeing(page, inReader(page, words.passed[lang], 120_000));
              await removeMarked(env);
            }
            await closeAll(page);
            await openWalkthrough(editor, track.id, lang);
            await untilTicked(page, lesson.id);
            await unfold(page, lesson.id);
            await inReader(page, lesson.title[lang]);
            await editor.screenshot(`track-${lesson.id.replace('/', '-')}-${language}-${theme}`);
          }
          await editor.screenshot(`track-${track.id}-finished-${language}-${theme}`);
        } finally {
          await editor.close();
          await endWorkers(folder);
          await removeMarked(env);
          await rm(folder, { recursive: true, force: true });
        }
      });
    }
  });
}
