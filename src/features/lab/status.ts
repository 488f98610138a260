import * as vscode from 'vscode';
import type { LabState } from '../../core/lab';
import type { Text } from '../../core/text';
import { commands } from '../../host/ids';
import { say } from '../../host/locale';

const words = {
  name: { en: 'Cloud Native Tutor: practice lab', zh: 'Cloud Native Tutor：练习环境' },
  lab: { en: 'Lab', zh: '练习环境' },
  starting: { en: 'The practice lab is starting…', zh: '练习环境正在启动…' },
  running: {
    en: 'The practice lab runs: containers, commands and checks use it, not an engine of this machine.',
    zh: '练习环境正在运行：容器、命令和检查都在其中进行，不会用到本机的引擎。',
  },
  again: { en: 'Click to start it again.', zh: '点击即可重新启动。' },
  trouble: { en: 'Its state cannot be saved: {why}', zh: '无法保存它的状态：{why}' },
} as const satisfies Record<string, Text>;

/** Shows that the lab is in use, so that nobody takes its containers for the machine's. */
export class LabStatusItem {
  readonly #item = vscode.window.createStatusBarItem('tutor.lab', vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = say(words.name);
  }

  show(state: LabState): void {
    if (state.state === 'stopped') {
      this.#item.hide();
      return;
    }
    const [icon, tooltip] = faceOf(state);
    // What has ended is started again by one click.
    this.#item.command = state.state === 'failed' ? commands.startLab : commands.labMenu;
    const color = state.state === 'failed' ? 'statusBarItem.warningBackground' : undefined;
    this.#item.backgroundColor = color === undefined ? undefined : new vscode.ThemeColor(color);
    this.#item.text = `$(${icon}) ${say(words.lab)}`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: `${say(words.name)}: ${tooltip}`, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function faceOf(state: Exclude<LabState, { state: 'stopped' }>): readonly [icon: string, tooltip: string] {
  if (state.state === 'starting') return ['sync~spin', say(words.starting)];
  if (state.state === 'failed') return ['warning', `${say(state.error.text)}\n${say(words.again)}`];
  const { trouble } = state.status;
  if (trouble === undefined) return ['beaker', say(words.running)];
  return ['warning', `${say(words.running)}\n${say(words.trouble, { why: trouble })}`];
}
