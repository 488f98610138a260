import { randomUUID } from 'node:crypto';
import type { Language } from '../../core/text';

/** The words of a page's buttons. */
export type ButtonWords = Readonly<Record<'copy' | 'copied' | 'run', string>>;

/** A page as the reader shows it: what the Markdown engine made, and the code blocks with what is typed of each. */
export type Page = {
  readonly html: string;
  /** Of the document, so that what is shown already is not shown again. */
  readonly version: number;
  readonly blocks: readonly { readonly text: string; readonly typed: string }[];
};

/** Our style and script, which stand in the document itself: nothing has to be fetched before a page is seen. */
export type Parts = { readonly style: string; readonly script: string };

/** The document of a page; it may run our script and do nothing else. */
export function frame(page: Page, parts: Parts, language: Language, words: ButtonWords): string {
  const nonce = randomUUID();
  const policy = `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const said = escape(JSON.stringify({ words, blocks: page.blocks, version: page.version }));
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style nonce="${nonce}">${parts.style}</style>
    <title>Cloud Native Tutor</title>
  </head>
  <body data-said="${said}">
    <main>${page.html}</main>
    <script nonce="${nonce}">${parts.script}</script>
  </body>
</html>`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
