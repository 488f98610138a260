import * as vscode from 'vscode';
import type { TerminalEnvironment } from '../../core/lab';
import { verbatim, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { confirm } from '../../host/report';

const words = {
  ask: {
    en: 'This workspace is not trusted. Run these commands here?',
    zh: '此工作区尚未受信任。要在这里运行这些命令吗？',
  },
  yes: { en: 'Run', zh: '运行' },
  terminal: { en: 'Lesson', zh: '课程' },
} as const satisfies Record<string, Text>;

/**
 * The terminal in which the commands of lessons run; one for all, opened anew when the learner has closed it, or when
 * the engine that its commands shall reach is another one.
 */
export class LessonTerminal {
  #terminal: vscode.Terminal | undefined;
  #key = '';

  /** @param environment asked for whenever something is to run */
  constructor(readonly environment: () => Promise<TerminalEnvironment>) {}

  /** Runs commands, a line each; asks before it does so in a workspace that is not trusted. */
  async run(typed: string): Promise<void> {
    if (!vscode.workspace.isTrusted && !(await confirm(words.ask, verbatim(typed), words.yes))) return;
    const env = await this.environment();
    const key = JSON.stringify(env);
    if (this.#terminal?.exitStatus !== undefined || key !== this.#key) this.#terminal = undefined;
    this.#terminal ??= vscode.window.createTerminal({ name: say(words.terminal), env });
    this.#key = key;
    this.#terminal.show(true);
    this.#terminal.sendText(typed, true);
  }

  dispose(): void {
    this.#terminal?.dispose();
  }
}
