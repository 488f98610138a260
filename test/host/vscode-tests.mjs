// @ts-check
import { runTests } from '@vscode/test-electron';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkout, hostRoot } from './paths.mjs';
import { copySampleWorkspace } from './workspace.mjs';

// Runs the tests of test/vscode inside VS Code: the one that VSCODE_PATH names, a desktop VS Code that is downloaded
// when VSCODE_DOWNLOAD=1, and otherwise the one from npm. @vscode/test-electron wants the Node that runs this.
const shim = fileURLToPath(new URL('./vscode-shim.mjs', import.meta.url));
const desktop = process.env['VSCODE_PATH'];
const download = process.env['VSCODE_DOWNLOAD'] === '1';
const own = await mkdtemp(path.join(tmpdir(), 'tutor-vscode-'));
const folder = path.join(own, 'workspace');
try {
  await copySampleWorkspace(folder);
  await runTests({
    ...(desktop ? { vscodeExecutablePath: desktop } : download ? {} : { vscodeExecutablePath: process.execPath }),
    cachePath: path.join(hostRoot, 'desktop'),
    extensionDevelopmentPath: checkout,
    extensionTestsPath: path.join(checkout, 'out', 'test', 'host', 'inside-vscode.cjs'),
    launchArgs: [
      ...(desktop || download ? [] : [shim]),
      folder,
      '--disable-extensions',
      `--user-data-dir=${path.join(own, 'user')}`,
      `--extensions-dir=${path.join(own, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(own, { recursive: true, force: true, maxRetries: 5 });
}
