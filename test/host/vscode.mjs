// @ts-check
import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from './install-once.mjs';
import { replaceNatives } from './natives.mjs';
import { npm } from './npm.mjs';
import { hostRoot } from './paths.mjs';
import { ensureNode } from './private-node.mjs';
import { profile } from './profiles.mjs';
import { shareServiceWorker } from './webviews.mjs';

const run = promisify(execFile);
const install = ['install', '--omit=dev', '--ignore-scripts', '--engine-strict=false', '--no-save'];

/**
 * @typedef {object} VSCode
 * @property {string} version
 * @property {string} folder where its server lives
 * @property {string} node the Node that runs it
 * @property {boolean} gated whether tests inside it need the flag for the smoke-test driver
 */

/**
 * A real VS Code (server and web workbench) from the npm registry, complete and ready to start.
 * @param {import('./project.mjs').Progress} [options]
 * @returns {Promise<VSCode>}
 */
export async function ensureVSCode({ report, signal } = {}) {
  const chosen = profile();
  const target = path.join(hostRoot, `vscode-${chosen.vscode}`);
  const folder = path.join(target, 'package', 'lib', 'vscode');
  const [node] = await Promise.all([
    ensureNode(chosen.node, { report, signal }),
    fetchServer(chosen, target, report, signal),
  ]);
  const workbench = await readFile(path.join(folder, 'out/vs/code/browser/workbench/workbench.js'), 'utf8');
  return { version: chosen.vscode, folder, node, gated: workbench.includes('||this.enableSmokeTestDriver)') };
}

/**
 * @param {import('./profiles.mjs').Profile} chosen @param {string} target
 * @param {((line: string) => void) | undefined} report @param {AbortSignal | undefined} signal
 */
async function fetchServer(chosen, target, report, signal) {
  const what = `VS Code ${chosen.vscode}`;
  const server = 'package/lib/vscode/';
  await installOnce({
    folder: target,
    what,
    recipe: JSON.stringify([chosen.codeServer, chosen.overlay, 2]),
    proof: [
      'out/server-main.js',
      'out/vs/code/browser/workbench/workbench.js',
      'node_modules/node-pty/package.json',
    ].map((name) => server + name),
    build: async (partial) => {
      report?.(`Fetching ${what} from npm …`);
      const archive = `code-server-${chosen.codeServer}.tgz`;
      await npm(['pack', `code-server@${chosen.codeServer}`, '--pack-destination', '.'], {
        cwd: partial,
        what,
        signal,
      });
      await run('tar', ['xzf', archive, `${server.slice(0, -1)}`], { cwd: partial, signal });
      await rm(path.join(partial, archive));
      const cwd = path.join(partial, server);
      await npm(install, { cwd, what, signal });
      if (chosen.overlay.length) await npm([...install, ...chosen.overlay], { cwd, what, signal });
      await placeRipgrep(path.join(cwd, 'node_modules', '@vscode'));
      await replaceNatives(path.join(cwd, 'node_modules'));
      await shareServiceWorker(cwd);
    },
  });
}

/** The search of an older VS Code looks for its ripgrep in a folder that only its install script would fill. @param {string} scope */
async function placeRipgrep(scope) {
  const bin = path.join(scope, 'ripgrep', 'bin');
  if (!(await exists(path.dirname(bin)))) return;
  const executable = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const prebuilt = path.join('..', '..', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, executable);
  if ((await exists(bin)) || !(await exists(path.join(scope, 'ripgrep-universal')))) return;
  await mkdir(bin);
  await symlink(prebuilt, path.join(bin, executable));
}

/** @param {string} file */
async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
