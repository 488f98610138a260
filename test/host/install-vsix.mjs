// @ts-check
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs a packaged extension as a user does, through VS Code's own installer.
 * @param {import('./vscode.mjs').VSCode} vscode
 * @param {string} dataDir of a server that does not run yet
 * @param {string} vsix
 */
export async function installVsix(vscode, dataDir, vsix) {
  const server = path.join(vscode.folder, 'out', 'server-main.js');
  const place = ['--server-data-dir', dataDir, '--extensions-dir', path.join(dataDir, 'extensions')];
  const args = [server, '--accept-server-license-terms', ...place, '--install-extension', vsix];
  const { stdout, stderr } = await run(vscode.node, args, { env: { ...process.env, EXTENSIONS_GALLERY: '{}' } });
  if (!/successfully installed/.test(stdout)) throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
}
