// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, parseArgs } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { beginning, ending } from './report.mjs';
import { startServer } from './server.mjs';
import { ensureVSCode } from './vscode.mjs';

// Stands in for the executable of VS Code: it takes the flags that @vscode/test-electron gives, runs the tests inside
// the VS Code from npm, and ends with their exit code.
const hangs = 124;
const crashed = 70;
const limit = Number(process.env['TUTOR_TEST_TIMEOUT'] ?? 300_000);

const { values, positionals } = parseArgs({
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  strict: false,
  allowPositionals: true,
});

let began = false;
let speaking = Boolean(process.env['VERBOSE']);
/** @type {string[]} */
const unsaid = [];

/** @param {unknown} place */
const local = (place) => (String(place).startsWith('file:') ? fileURLToPath(String(place)) : String(place));

process.exitCode = await runInside({
  extension: local(values['extensionDevelopmentPath']),
  tests: local(values['extensionTestsPath']),
  folder: positionals[0] ?? local(values['extensionDevelopmentPath']),
});

if (process.exitCode !== 0 && !began)
  console.error(`VS Code said, among other things:\n${unsaid.slice(-15).join('\n')}`);

/** @param {{extension: string, tests: string, folder: string}} what @returns {Promise<number>} */
async function runInside({ extension, tests, folder }) {
  const vscode = await ensureVSCode({ report: console.log });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tutor-vscode-'));
  const server = await startServer(vscode, { dataDir, args: vscode.gated ? ['--enable-smoke-test-driver'] : [] });
  const browser = await launchChromium();
  /** @type {(code: number) => void} */
  let exit = () => {};
  try {
    const page = await browser.newPage();
    const code = new Promise((/** @type {(code: number) => void} */ resolve) => {
      setTimeout(resolve, limit, hangs).unref();
      page.on('crash', () => resolve(crashed));
      exit = resolve;
    });
    await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => exit(code));
    await page.exposeFunction('codeAutomationLog', say);
    const payload = /** @type {const} */ ([
      ['extensionDevelopmentPath', server.remoteUri(extension)],
      ['extensionTestsPath', server.remoteUri(tests)],
      ['skipWelcome', 'true'],
    ]);
    await page.goto(server.url(folder, payload));
    return await code;
  } finally {
    await browser.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string} type @param {unknown[]} words */
function say(type, words) {
  const line = format(...words);
  if (line.includes(beginning)) began = speaking = true;
  else if (line.includes(ending)) speaking = false;
  else if (speaking) (type === 'error' ? console.error : console.log)(line);
  else unsaid.push(line);
}
