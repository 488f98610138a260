// @ts-check
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const perWebview = '&id=${ID}';

/**
 * Lets all webviews share one service worker, as later releases do: VS Code 1.100 registers one for each, and where
 * they have one origin, as here, the second webview waits for ever for its own.
 * @param {string} server the folder of VS Code's server
 */
export async function shareServiceWorker(server) {
  const folder = path.join(server, 'out/vs/workbench/contrib/webview/browser/pre');
  for (const name of ['index.html', 'index-no-csp.html']) {
    const file = path.join(folder, name);
    const page = await readFile(file, 'utf8').catch(() => '');
    if (page.includes(perWebview)) await writeFile(file, signed(page.replaceAll(perWebview, '')));
  }
}

/** The page's policy admits its script by a hash, which must follow the change. @param {string} page */
function signed(page) {
  const script = /<script[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  return page.replace(/sha256-[\w+/=]+/, `sha256-${createHash('sha256').update(script).digest('base64')}`);
}
