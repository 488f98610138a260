// @ts-check
import { spawn } from 'node:child_process';
import { HostFailure, npmFailure } from './failure.mjs';
import { dieWithParent, endGroup, ownGroup } from './process-group.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'];
const wayToTheRegistry =
  /registry|proxy|ssl|cert|key|auth|^npm_config_(ca|cafile|cache|userconfig|globalconfig|prefer_\w+|offline)$/i;
const patience = ['--fetch-retries=3', '--fetch-retry-factor=2', '--fetch-retry-mintimeout=1000'];

/**
 * Runs npm and returns what it printed; a failure says what to do about it.
 * @param {string[]} args
 * @param {{cwd: string, what: string, signal?: AbortSignal | undefined, onStart?: (pid: number) => void}} options
 * @returns {Promise<string>}
 */
export async function npm(args, { cwd, what, signal, onStart }) {
  signal?.throwIfAborted();
  const { command, before, shell } = npmCommand();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...args, ...quiet, ...patience], {
      cwd,
      shell,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environment(),
      ...ownGroup,
    });
    const stop = () => endGroup(child.pid, 'SIGKILL');
    signal?.addEventListener('abort', stop);
    if (child.pid !== undefined) onStart?.(child.pid);
    let printed = '';
    let complaint = '';
    child.stdout.on('data', (chunk) => (printed += String(chunk)));
    child.stderr.on('data', (chunk) => (complaint += String(chunk)));
    child.on('error', (error) => {
      reject(/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT' ? npmMissing(error) : error);
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (code === 0) resolve(printed);
      else reject(npmFailure(what, `${complaint}\n${printed}`, cwd));
    });
  });
}

function npmCommand() {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('npm-cli.js')) return { command: process.execPath, before: [running], shell: false };
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', before: [], shell: windows };
}

/**
 * What the npm that started us was told (`--global`, `--omit` …) is not meant for what we install; only how the
 * registry is reached holds for both.
 */
function environment() {
  const own = Object.entries(process.env).filter(
    ([name]) => name !== 'NODE_ENV' && (!/^npm_config_/i.test(name) || wayToTheRegistry.test(name)),
  );
  return { ...Object.fromEntries(own), NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} ${dieWithParent}` };
}

/** @param {unknown} cause */
function npmMissing(cause) {
  return new HostFailure(
    'npm-missing',
    'npm was not found: install it with Node.js from https://nodejs.org (on Debian: apt-get install npm), then try again.',
    { cause },
  );
}
