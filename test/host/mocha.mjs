// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { checkout } from './paths.mjs';
import { follow } from './report.mjs';

/**
 * Runs the bundled tests of one folder of `out/test` in this process.
 * @param {object} options
 * @param {string} options.kind the folder's name
 * @param {string | undefined} [options.grep]
 * @param {number} [options.timeout]
 * @param {string | undefined} [options.skipAll] the reason for which the tests are only listed
 * @returns {Promise<number>} how many failed
 */
export async function runTests({ kind, grep, timeout = 10_000, skipAll }) {
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout,
    slow: timeout / 100,
    forbidOnly: Boolean(process.env['CI']),
    // On a machine that nobody watches, what depends on a busy moment has a second try; the sum names it.
    retries: process.env['CI'] ? 1 : 0,
    dryRun: skipAll !== undefined,
    ...(grep ? { grep } : {}),
    ...(skipAll === undefined ? {} : { reporter: Mocha.reporters.Base }),
  });
  for (const file of testFiles(kind)) mocha.addFile(file);
  return new Promise((resolve) => follow(mocha.run(resolve), skipAll));
}

/**
 * The bundled tests of a kind; the tests of the tools themselves are unit tests.
 * @param {string} kind
 */
export function testFiles(kind) {
  const folders = kind === 'unit' ? ['unit', 'host'] : [kind];
  return folders.flatMap((folder) => bundles(path.join(checkout, 'out', 'test', folder)));
}

/** @param {string} folder */
function bundles(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.cjs'));
  return names.sort().map((name) => path.join(folder, name));
}

/** Lets tests that run inside an editor be loaded outside of one, to be listed. */
export function stubEditor() {
  /** @type {object} */
  const anything = new Proxy(function () {}, {
    get: () => anything,
    apply: () => anything,
    construct: () => anything,
    getPrototypeOf: () => anything,
  });
  const loader = /** @type {{_load: (...args: unknown[]) => unknown}} */ (/** @type {unknown} */ (Module));
  const load = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
}
