// @ts-check
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium, howToInstall } from './chromium.mjs';
import { withEngines } from './live.mjs';
import { checkout } from './paths.mjs';
import { ensureNode } from './private-node.mjs';
import { toolsNode } from './profiles.mjs';
import { readReport, reportVariable } from './report.mjs';
import { ensureVSCode } from './vscode.mjs';

/**
 * @typedef {import('./report.mjs').Report} Report
 * @typedef {{grep?: string | undefined}} Choice
 * @typedef {(choice: Choice) => Promise<Report | void>} Step
 */

const tools = {
  format: [['prettier/bin/prettier.cjs', '--check', '.']],
  lint: [['eslint/bin/eslint.js', '.']],
  types: [
    ['typescript/bin/tsc', '--noEmit'],
    ['typescript/bin/tsc', '--noEmit', '-p', 'src/webview'],
  ],
};

/** Everything that `npm test` can run, by the name that it is asked for. @type {Record<string, Step>} */
export const steps = {
  ...Object.fromEntries(Object.entries(tools).map(([name, commands]) => [name, () => every(commands)])),
  unit: (choice) => mocha('unit', choice),
  vscode: (choice) => (desktopIsNamed() ? insideVSCode(choice) : inBrowser('vscode', choice, insideVSCode)),
  ui: (choice) => inBrowser('ui', choice, (each) => mocha('ui', each)),
  package: (choice) => inBrowser('package', choice, (each) => mocha('package', each)),
  live: (choice) => withEngines(!choice.grep, () => mocha('live', choice)),
};

/**
 * The steps of a plain `npm test`; with a filter only those that have tests to choose from.
 * @param {string | undefined} grep
 */
export function usual(grep) {
  const all = Object.keys(steps).filter((name) => name !== 'live');
  return grep ? all.filter((name) => !isTool(name)) : all;
}

/** The steps that only read, and so may run beside tests. */
export const isTool = (/** @type {string} */ name) => name in tools;

/** @param {string[][]} commands */
async function every(commands) {
  for (const command of commands) await tool(command);
}

/** What a tool says is told when it has ended, in one piece, as others may speak meanwhile. @param {string[]} command */
async function tool([script = '', ...args]) {
  const all = [path.join(checkout, 'node_modules', script), ...args];
  const child = spawn(process.execPath, all, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (said.stdout += data));
  child.stderr.on('data', (data) => (said.stderr += data));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${said.stdout}${said.stderr}${script.split('/')[0]} found something to do.`);
}

/** @param {string} kind @param {Choice & {skip?: string}} choice */
function mocha(kind, { grep, skip }) {
  const args = [path.join(checkout, 'test', 'host', 'mocha-main.mjs'), kind];
  if (grep) args.push('--grep', grep);
  if (skip) args.push('--skip', skip);
  return reported((env) => run(process.execPath, args, env));
}

/** @param {Choice} choice */
async function insideVSCode({ grep }) {
  const node = await ensureNode(toolsNode, { report: console.log });
  return reported((env) =>
    run(node, [path.join(checkout, 'test', 'host', 'vscode-tests.mjs')], {
      ...env,
      ...(grep ? { TUTOR_TEST_GREP: grep } : {}),
    }),
  );
}

/**
 * A step that needs a browser: without one its tests are skipped, each by its name.
 * @param {string} kind @param {Choice} choice @param {(choice: Choice) => Promise<Report>} go
 */
async function inBrowser(kind, choice, go) {
  if (!(await ensureChromium())) {
    console.log(`${howToInstall}.`);
    return mocha(kind, { ...choice, skip: 'Chromium is missing' });
  }
  await ensureVSCode({ report: console.log });
  return go(choice);
}

function desktopIsNamed() {
  return Boolean(process.env['VSCODE_PATH']) || process.env['VSCODE_DOWNLOAD'] === '1';
}

/**
 * Runs tests that leave a report; one that leaves none, or hides a failure, counts as failed.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} go
 * @returns {Promise<Report>}
 */
async function reported(go) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const code = await go({ [reportVariable]: file });
    const report = readReport(file);
    if (!report) throw new Error(`The tests ended with ${code} and left no report.`);
    return code !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: checkout,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
