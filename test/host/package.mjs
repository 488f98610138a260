// @ts-check
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkout } from './paths.mjs';
import { ensureNode } from './private-node.mjs';
import { toolsNode } from './profiles.mjs';
import { ensureDependencies } from './project.mjs';

const run = promisify(execFile);

/**
 * Makes the .vsix; vsce builds it for production through the script `vscode:prepublish`.
 * @param {{folder?: string}} [options] where the file is put
 * @returns {Promise<{file: string, printed: string}>}
 */
export async function packageExtension({ folder = checkout } = {}) {
  await ensureDependencies({ report: console.log });
  const node = await ensureNode(toolsNode, { report: console.log });
  const { name, version } = JSON.parse(await readFile(path.join(checkout, 'package.json'), 'utf8'));
  const file = path.join(folder, `${name}-${version}.vsix`);
  const vsce = path.join(checkout, 'node_modules', '@vscode', 'vsce', 'vsce');
  const honest = ['--allow-missing-repository', '--no-rewrite-relative-links', '--no-dependencies'];
  const { stdout, stderr } = await run(node, [vsce, 'package', ...honest, '--out', file], { cwd: checkout });
  return { file, printed: stdout + stderr };
}
