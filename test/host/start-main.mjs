// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDesktop } from './desktop.mjs';
import { HostFailure, explain } from './failure.mjs';
import { placeLanguage } from './language.mjs';
import { openBrowser } from './open-browser.mjs';
import { checkout, home, sampleWorkspace } from './paths.mjs';
import { choosePort } from './port.mjs';
import { build, ensureDependencies } from './project.mjs';
import { startServer } from './server.mjs';
import { help, startOptions } from './start-options.mjs';
import { ensureVSCode } from './vscode.mjs';
import { copySampleWorkspace, settleWorkspace } from './workspace.mjs';

/** `npm start`: from whatever state this checkout is in to a VS Code with the extension in it. */
export async function main() {
  const stop = new AbortController();
  const interrupted = new Error('Stopped.');
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => stop.abort(interrupted));
  }
  try {
    const options = startOptions(process.argv.slice(2), process.env);
    if (options.help) console.log(help);
    else if (options.desktop) await startDesktop(options, stop.signal);
    else await startInBrowser(options, stop.signal);
  } catch (error) {
    stop.abort(error);
    const wanted = stop.signal.reason === interrupted;
    console.error(`\n${wanted ? interrupted.message : explain(error)}`);
    process.exitCode = wanted ? 130 : 1;
  }
}

/** @param {string} line */
const report = (line) => console.log(line);

/** Exercises work at once, whatever engine this machine has. */
const withLab = { 'tutor.lab.autoStart': true };

/** @param {import('./start-options.mjs').StartOptions} options @param {AbortSignal} signal */
async function startDesktop({ folder, lang }, signal) {
  const opened = await workspace(folder);
  if (!folder) await settleWorkspace(opened, withLab);
  await ensureDependencies({ report, signal });
  await build();
  await openDesktop({ extension: checkout, folder: opened, language: lang });
  console.log('VS Code is open with the extension in it.');
}

/** @param {import('./start-options.mjs').StartOptions} options @param {AbortSignal} signal */
async function startInBrowser(options, signal) {
  const folder = await workspace(options.folder);
  const port = await choosePort(options.port);
  const dataDir = path.join(home, 'data');
  const [vscode] = await Promise.all([
    ensureVSCode({ report, signal }),
    placeLanguage(dataDir, options.lang, { report }),
    ensureDependencies({ report, signal }).then(() => build()),
  ]);
  const token = await keptToken();
  const server = await startServer(vscode, {
    dataDir,
    port,
    token,
    extension: checkout,
    language: options.lang,
    settings: { 'workbench.startupEditor': 'readme', ...withLab },
  });
  signal.addEventListener('abort', () => void server.stop());
  if (signal.aborted) return server.stop();
  await greet(server.url(folder), options);
  await server.ended;
  if (!signal.aborted) throw new Error('The VS Code server ended by itself.');
  console.log('\nStopped.');
}

/** @param {string | undefined} wanted */
async function workspace(wanted) {
  if (!wanted) {
    await copySampleWorkspace(sampleWorkspace);
    return sampleWorkspace;
  }
  const found = await stat(wanted).catch(() => undefined);
  if (!found?.isDirectory()) throw new HostFailure('bad-option', `There is no folder "${wanted}" to open.`);
  return path.resolve(wanted);
}

/** The token stays the same from start to start, so that an open page and a bookmark keep working. */
async function keptToken() {
  const file = path.join(home, 'token');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (/^[0-9a-f]{32}$/.test(kept)) return kept;
  const token = randomBytes(16).toString('hex');
  await mkdir(home, { recursive: true });
  await writeFile(file, token, { mode: 0o600 });
  return token;
}

/** @param {string} url @param {import('./start-options.mjs').StartOptions} options */
async function greet(url, options) {
  console.log(`\n  Cloud Native Tutor runs in VS Code at:\n\n    ${url}\n`);
  const opened = options.open && (await openBrowser(url));
  console.log(opened ? '  A browser opens it now. Ctrl+C stops it.\n' : '  Open it in a browser. Ctrl+C stops it.\n');
}
