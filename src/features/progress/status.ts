import * as vscode from 'vscode';
import type { Summary } from '../../core/course/summary';
import type { Text } from '../../core/text';
import { commands } from '../../host/ids';
import { language, say } from '../../host/locale';

const words = {
  name: { en: 'Cloud Native Tutor: Progress', zh: 'Cloud Native Tutor：学习进度' },
  count: { en: '{passed} of {all} core exercises passed', zh: '核心练习通过 {passed}/{all}' },
  next: { en: 'Next: {title}', zh: '下一步：{title}' },
  done: { en: 'Every exercise has passed.', zh: '练习已全部通过。' },
  of: { en: '{track}: {sentence}', zh: '{track}：{sentence}' },
} as const satisfies Record<string, Text>;

/** How far the learner is in the track of the next step; hidden until something was started. */
export class ProgressStatus {
  readonly #item = vscode.window.createStatusBarItem('tutor.progress', vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = say(words.name);
    this.#item.command = commands.openProgress;
  }

  show(summary: Summary): void {
    if (!summary.begun) {
      this.#item.hide();
      return;
    }
    const { next, tracks, total } = summary;
    const track = tracks.find((one) => one.id === next?.track.id);
    const { exercisesPassed: passed, exercises: all } = track?.count ?? total;
    const sentence = say(words.count, { passed, all });
    const head = track === undefined ? sentence : say(words.of, { track: track.title[language()], sentence });
    const then =
      next === undefined
        ? say(words.done)
        : say(words.next, { title: next.exercise.title[language()].replaceAll('`', '') });
    this.#item.text = `$(mortar-board) ${passed}/${all}`;
    this.#item.tooltip = `${head}\n${then}`;
    this.#item.accessibilityInformation = { label: `${say(words.name)}, ${head}, ${then}`, role: 'button' };
    this.#item.show();
  }

  hide(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
