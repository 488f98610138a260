// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HostFailure } from './failure.mjs';
import { dieWithParent, endGroup, ownGroup } from './process-group.mjs';

const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} dataDir
 * @property {number} [port] 0 takes a free one
 * @property {string} [extension] a folder that is linked into the extensions, so that it is live
 * @property {string} [language] the display language; its pack must have been placed in `dataDir`
 * @property {boolean} [askForTrust] whether a workspace starts restricted until it is trusted
 * @property {string} [token] what the address must carry; a random one otherwise
 * @property {Record<string, unknown>} [settings]
 * @property {readonly string[]} [args]
 * @property {NodeJS.ProcessEnv} [env]
 *
 * @typedef {object} Server
 * @property {string} base
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} url
 * @property {(file: string) => string} remoteUri
 * @property {Promise<number | null>} ended
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's server on 127.0.0.1 and returns when it answers.
 * @param {import('./vscode.mjs').VSCode} vscode
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(vscode, options) {
  const { port = 0 } = options;
  const token = options.token ?? randomBytes(16).toString('hex');
  await prepare(options, token);
  const child = spawn(vscode.node, [dieWithParent, ...serverArguments(vscode, options)], {
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...ownGroup,
  });
  const ended = new Promise((/** @type {(code: number | null) => void} */ resolve) => child.once('exit', resolve));
  const base = `http://127.0.0.1:${await listening(child, port)}`;
  return {
    base,
    url: (folder, payload) => address(base, token, folder, payload),
    remoteUri: (file) => `vscode-remote://${base.slice('http://'.length)}${urlPath(file)}`,
    ended,
    stop: () => stop(child.pid, ended),
  };
}

/** @param {number | undefined} pid @param {Promise<unknown>} ended */
async function stop(pid, ended) {
  endGroup(pid, 'SIGTERM');
  await Promise.race([ended, wait(2000, undefined, { ref: false })]);
  endGroup(pid, 'SIGKILL');
  await ended;
}

/** @param {ServerOptions} options @param {string} token */
async function prepare({ dataDir, extension, settings }, token) {
  const extensions = path.join(dataDir, 'extensions');
  const user = path.join(dataDir, 'data', 'User');
  await mkdir(extensions, { recursive: true });
  await mkdir(user, { recursive: true });
  await writeFile(path.join(dataDir, 'token'), token, { mode: 0o600 });
  const file = path.join(user, 'settings.json');
  if (!existsSync(file)) await writeFile(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  if (extension) await link(extension, extensions);
}

/**
 * VS Code finds a folder that nobody installed only when it has no list of extensions and no cached answer.
 * @param {string} extension @param {string} extensions
 */
async function link(extension, extensions) {
  const { publisher, name, version } = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  for (const entry of await readdir(extensions)) {
    if (entry.startsWith(`${publisher}.${name}-`)) await rm(path.join(extensions, entry), { recursive: true });
  }
  await symlink(path.resolve(extension), path.join(extensions, `${publisher}.${name}-${version}`), 'junction');
  await rm(path.join(extensions, 'extensions.json'), { force: true });
  await rm(path.join(extensions, '..', 'data', 'CachedProfilesData'), { recursive: true, force: true });
}

/** @param {import('./vscode.mjs').VSCode} vscode @param {ServerOptions} options */
function serverArguments(vscode, { dataDir, port = 0, language, askForTrust, args = [] }) {
  return [
    path.join(vscode.folder, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--connection-token-file', path.join(dataDir, 'token'), '--accept-server-license-terms'],
    ...['--server-data-dir', dataDir, '--extensions-dir', path.join(dataDir, 'extensions')],
    ...['--telemetry-level', 'off', '--disable-getting-started-override'],
    ...(askForTrust ? [] : ['--disable-workspace-trust']),
    ...(language && language !== 'en' ? ['--locale', language] : []),
    ...args,
  ];
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable,
 *   import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {number} port
 * @returns {Promise<string>}
 */
function listening(child, port) {
  let printed = '';
  return new Promise((resolve, reject) => {
    const give = (/** @type {string} */ sentence) => {
      reject(serverFailure(sentence, printed, port));
      endGroup(child.pid, 'SIGKILL');
    };
    const late = setTimeout(() => give('did not answer within 60 s'), 60_000);
    const read = (/** @type {unknown} */ chunk) => {
      printed = (printed + String(chunk)).slice(-20_000);
      const found = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(printed)?.[1];
      if (!found) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => give(`could not be started: ${error.message}`));
    child.once('exit', (code) => {
      clearTimeout(late);
      give(`ended with ${code}`);
    });
  });
}

/** @param {string} sentence @param {string} printed @param {number} port */
function serverFailure(sentence, printed, port) {
  if (/EADDRINUSE/.test(printed)) return portTaken(port);
  const tail = printed.trim().split('\n').slice(-12).join('\n');
  return new HostFailure('server-failed', `VS Code's server ${sentence}. Its last words:\n${tail}`);
}

/**
 * @param {number} port
 */
export function portTaken(port) {
  return new HostFailure(
    'port-taken',
    `Port ${port} is used by another program: stop that one, or choose another, as in "npm start -- --port ${port + 10}".`,
  );
}

/** @param {string} base @param {string} token @param {string} folder @param {readonly (readonly [string, string])[]} [payload] */
function address(base, token, folder, payload) {
  const url = new URL(base);
  url.searchParams.set('tkn', token);
  url.searchParams.set('folder', urlPath(folder));
  if (payload) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** @param {string} file */
function urlPath(file) {
  const absolute = path.resolve(file).replaceAll('\\', '/');
  return absolute.startsWith('/') ? absolute : `/${absolute}`;
}
