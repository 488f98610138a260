// @ts-check
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce } from './install-once.mjs';
import { npm } from './npm.mjs';
import { hostRoot } from './paths.mjs';
import { nodeIsAtLeast, privateNode } from './profiles.mjs';

/**
 * A Node that is new enough: the running one, or else one from npm that nobody else sees.
 * @param {readonly [number, number]} minimum
 * @param {import('./project.mjs').Progress} [options]
 * @returns {Promise<string>} its executable
 */
export async function ensureNode(minimum, { report, signal } = {}) {
  if (nodeIsAtLeast(minimum)) return process.execPath;
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const executable = path.join('node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  const folder = path.join(hostRoot, `node-${privateNode}`);
  const what = `Node ${privateNode}`;
  await installOnce({
    folder,
    what,
    recipe: `${name}@${privateNode}`,
    proof: [executable],
    build: async (partial) => {
      report?.(`Fetching a private ${what} from npm (yours is ${process.versions.node}) …`);
      await writeFile(path.join(partial, 'package.json'), '{"private":true}');
      await npm(['install', '--ignore-scripts', `${name}@${privateNode}`], { cwd: partial, what, signal });
    },
  });
  return path.join(folder, executable);
}
