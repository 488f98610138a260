// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './paths.mjs';

/** Where the scripts are that bring real engines up. */
const scripts = path.join(checkout, 'test', 'live', 'engine');

/** Why this machine cannot bring engines up, if so. */
export function whyNoEngines() {
  const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const isDebian = /^ID=debian$/m.test(system) && /^VERSION_ID="12"$/m.test(system);
  return isDebian && process.getuid?.() === 0 ? undefined : 'starts engines of its own, which needs root on Debian 12';
}

/**
 * Runs the live tests. When it is all of them, what the later ones need is made meanwhile, at the lowest priority; a
 * test that needs it waits for it. Kubernetes and OpenStack, if tests have started them, are stopped in the end.
 * @template T
 * @param {boolean} isAll
 * @param {() => Promise<T>} go
 * @returns {Promise<T>}
 */
export async function withEngines(isAll, go) {
  if (whyNoEngines() !== undefined) return go();
  const made = isAll ? makeReady() : undefined;
  try {
    return await go();
  } finally {
    await made;
    if (process.env['TUTOR_KEEP_ENGINES'] === undefined) {
      await run(path.join(scripts, 'kubernetes-down.sh'));
      await run(path.join(scripts, 'openstack-down.sh'));
    }
  }
}

async function makeReady() {
  await run('nice', '-n', '19', path.join(scripts, 'kubernetes-build.sh'));
  await run('nice', '-n', '19', path.join(scripts, 'openstack-up.sh'), '--install');
}

/**
 * One that fails has said why, and fails again, loudly, in the test that needs it.
 * @param {string} command @param {string[]} args
 * @returns {Promise<void>}
 */
function run(command, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}
