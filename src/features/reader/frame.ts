import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Language } from '../../core/text';

/** The words of a page's buttons. */
export type ButtonWords = Readonly<Record<'copy' | 'copied' | 'run', string>>;

/** The document around every page: it loads our style and our script and may do nothing else. */
export function frame(webview: vscode.Webview, media: vscode.Uri, language: Language, words: ButtonWords): string {
  const nonce = randomUUID();
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data: https:`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${file('reader.css')}">
    <title>Cloud Native Tutor</title>
  </head>
  <body data-copy="${words.copy}" data-copied="${words.copied}" data-run="${words.run}">
    <main></main>
    <script nonce="${nonce}" src="${file('reader.js')}"></script>
  </body>
</html>`;
}
