import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Summary } from '../../core/course/summary';
import { readFromPage, type FromPage, type PageWords, type ToPage } from '../../core/course/summary-messages';
import { commands, panels, settings } from '../../host/ids';
import { language, say } from '../../host/locale';
import { report } from '../../host/report';
import type { Text } from '../../core/text';

const title: Text = { en: 'My Progress', zh: '学习进度' };

/** The progress page: at most one, drawn by `src/webview`, which asks for its data whenever it becomes visible. */
export class ProgressPage implements vscode.WebviewPanelSerializer {
  #panel: vscode.WebviewPanel | undefined;
  readonly #media: vscode.Uri;

  constructor(
    readonly extension: vscode.Uri,
    readonly summary: () => Promise<Summary>,
  ) {
    this.#media = vscode.Uri.joinPath(extension, 'dist', 'webview');
  }

  /** Opens the page, or brings it to the front. */
  show(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal();
      return;
    }
    const options = { enableFindWidget: true };
    this.#adopt(vscode.window.createWebviewPanel(panels.progress, say(title), vscode.ViewColumn.Active, options));
  }

  /** The page of the last session comes back. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.#panel === undefined) this.#adopt(panel);
    else panel.dispose();
    return Promise.resolve();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.title = say(title);
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.#media] };
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const asked = readFromPage(message);
      if (asked !== undefined) this.#answer(asked).catch(report);
    });
    panel.webview.html = htmlOf(panel.webview, this.#media);
  }

  /** Shows the page what is true now; one that is hidden asks by itself when it is seen again. */
  async refresh(): Promise<void> {
    if (this.#panel?.visible !== true) return;
    const summary = await this.summary();
    const message: ToPage = { type: 'show', summary, words: await pageWords(), language: language() };
    await this.#panel.webview.postMessage(message);
  }

  async #answer(asked: FromPage): Promise<void> {
    switch (asked.type) {
      case 'ready':
        return this.refresh();
      case 'open':
        return vscode.commands.executeCommand(commands.openLesson, asked.lesson);
      case 'quiz':
        return vscode.commands.executeCommand(commands.takeQuiz, asked.lesson);
      case 'start':
        return vscode.commands.executeCommand(commands.startExercise, asked.exercise);
      case 'check':
        return vscode.commands.executeCommand(commands.checkExercise, asked.exercise);
      case 'plan':
        return vscode.commands.executeCommand(commands.makePlan);
      case 'setHours':
        return vscode.workspace
          .getConfiguration()
          .update(settings.hoursPerWeek, asked.hours, vscode.ConfigurationTarget.Global);
    }
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}

async function pageWords(): Promise<PageWords> {
  const { summaryWords } = await import('../../core/course/summary-words');
  return Object.fromEntries(Object.entries(summaryWords).map(([key, text]) => [key, say(text)])) as PageWords;
}

/** The frame of the page: nothing may be loaded or run but its own script and styles. */
function htmlOf(webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = randomUUID();
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  // The toolkit makes an empty style to see what the browser can do, with the nonce of the meta element.
  const policy = `default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}';`;
  return `<!DOCTYPE html>
<html lang="${language() === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(title)}</title>
<link rel="stylesheet" href="${address('progress.css')}">
</head>
<body>
<script nonce="${nonce}" src="${address('progress.js')}"></script>
</body>
</html>`;
}
