import { access } from 'node:fs/promises';
import path from 'node:path';
import { quiz } from '../../src/core/course/tracks/docker/commands-quiz';
import { openWalkthrough } from '../live/learner';
import { openEditor } from './support';

const sentences = {
  en: { start: 'Start exercise', check: 'Check my work', unknown: 'Not judged', welcome: 'No engine answers' },
  'zh-cn': { start: '开始练习', check: '检查我的成果', unknown: '无法判定', welcome: '没有引擎应答' },
} as const;

describe('the lesson without an engine', function () {
  this.timeout(120_000);

  for (const [language, theme] of [
    ['en', 'light'],
    ['zh-cn', 'dark'],
    ['en', 'hc-dark'],
  ] as const) {
    it(`is unknown with the reason, never a failure and never an empty list (${language}, ${theme})`, async () => {
      const words = sentences[language];
      // A port where nobody listens.
      const env = { DOCKER_HOST: 'tcp://127.0.0.1:1' };
      const editor = await openEditor({ language, theme, env });
      const { page } = editor;
      await page.getByRole('tab', { name: 'Cloud Native Tutor' }).first().click();
      await page.locator('.welcome-view-content', { hasText: words.welcome }).waitFor();
      await openWalkthrough(editor, 'docker', language === 'en' ? 'en' : 'zh');
      const step = page.locator('.getting-started-step');
      await step.getByRole('button', { name: words.start }).click();
      await access(path.join(editor.folder, 'docker-two-webs', 'page.html'));
      await step.getByRole('button', { name: words.check }).click();
      const preview = page.locator('iframe.webview.ready').last().contentFrame().locator('iframe').contentFrame();
      await preview.getByText(words.unknown).first().waitFor();
      await editor.screenshot(`no-engine-${language}-${theme}`);
      await editor.close();
    });
  }

  it('asks, answers and explains the quiz', async () => {
    const editor = await openEditor({});
    const { page } = editor;
    await editor.runCommand('tutor.takeQuiz');
    const quick = page.locator('.quick-input-widget');
    await quick.locator('.monaco-list-row', { hasText: 'Everyday commands' }).first().click();
    for (const question of quiz.slice(0, 2)) {
      await quick.locator('.quick-input-title', { hasText: question.question.en.replaceAll('`', '') }).waitFor();
      const right = question.options[question.answer]?.en.replaceAll('`', '') ?? '';
      if (question === quiz[1]) await editor.screenshot('quiz-en-light');
      await quick.locator('.monaco-list-row', { hasText: right }).first().click();
      await quick
        .locator('.monaco-list-row', { hasText: question.why.en.replaceAll('`', '') })
        .first()
        .click();
    }
    await quick.locator('.quick-input-title', { hasText: quiz[2]?.question.en.replaceAll('`', '') ?? '?' }).waitFor();
    await editor.close();
  });
});
