import * as vscode from 'vscode';
import type { Outcome } from '../../core/resources/verb';
import { fill, verbatim, type Text } from '../../core/text';
import { commands } from '../../host/ids';
import { say } from '../../host/locale';
import { offer, report } from '../../host/report';

type Something = Extract<Outcome, { show: 'running' }>;

const words = {
  count: { en: '$(plug) {count}', zh: '$(plug) {count}' },
  tooltip: { en: 'Forwarded ports: click to stop one', zh: '已转发的端口：点击可停止' },
  which: { en: 'Which one shall be stopped?', zh: '要停止哪一个？' },
  open: { en: 'Open in Browser', zh: '在浏览器中打开' },
} as const satisfies Readonly<Record<string, Text>>;

/** What goes on in the background until it is ended: listed in the status bar, ended with the extension. */
export class Running {
  readonly #all = new Set<Something>();
  readonly #item = vscode.window.createStatusBarItem('tutor.running', vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = say(words.tooltip);
    this.#item.command = commands.stopRunning;
  }

  add(one: Something): void {
    this.#all.add(one);
    this.#show();
    one.ended
      .catch(report)
      .finally(() => {
        this.#all.delete(one);
        this.#show();
      })
      .catch(report);
    if (one.url === undefined) return;
    const { url } = one;
    void offer(verbatim(one.title), words.open).then((taken) => {
      if (taken) void vscode.env.openExternal(vscode.Uri.parse(url, true));
    });
  }

  /** Asks which one to end. */
  async choose(): Promise<void> {
    const items = [...this.#all].map((one) => ({ label: one.title, one }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: say(words.which) });
    picked?.one.stop();
  }

  dispose(): void {
    for (const one of this.#all) one.stop();
    this.#item.dispose();
  }

  #show(): void {
    const count = this.#all.size;
    if (count === 0) {
      this.#item.hide();
      return;
    }
    this.#item.text = say(fill(words.count, { count }));
    this.#item.tooltip = [say(words.tooltip), ...[...this.#all].map(({ title }) => title)].join('\n');
    this.#item.accessibilityInformation = { label: `${say(words.tooltip)}: ${count}` };
    this.#item.show();
  }
}
