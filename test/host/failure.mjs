// @ts-check

/**
 * @typedef {'no-network' | 'no-space' | 'no-permission' | 'port-taken' | 'node-too-old' | 'npm-missing'
 *   | 'not-in-registry' | 'lock-out-of-step' | 'npm-failed' | 'server-failed' | 'no-desktop' | 'bad-option'
 *   | 'build-failed'} FailureCode
 */

/** An expected failure of the tools: its message is one sentence or two and says what to do. */
export class HostFailure extends Error {
  /** @param {FailureCode} code @param {string} message @param {{cause?: unknown}} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'HostFailure';
    this.code = code;
  }
}

/** @type {readonly (readonly [RegExp, FailureCode])[]} */
const npmSymptoms = [
  [/\bENOSPC\b|no space left on device/i, 'no-space'],
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/,
    'no-network',
  ],
  [/\b(FETCH_ERROR|ERR_INVALID_URL|UNABLE_TO_\w+|SELF_SIGNED_CERT\w*|CERT_\w+|E50\d|E407|E401|E403)\b/, 'no-network'],
  [/\bcode (EACCES|EPERM|EROFS)\b/, 'no-permission'],
  [/\bcode (E404|ETARGET|ENOVERSIONS)\b/, 'not-in-registry'],
  [/\bcode EUSAGE\b/, 'lock-out-of-step'],
];

/**
 * Names what stopped npm, told by its error output.
 * @param {string} what the thing that was to be installed, as the reader knows it
 * @param {string} output
 * @param {string} folder where it was to be written
 */
export function npmFailure(what, output, folder) {
  const code = npmSymptoms.find(([symptom]) => symptom.test(output))?.[1] ?? 'npm-failed';
  return new HostFailure(code, sentences(what, folder, output)[code] ?? `${what} could not be installed.`);
}

/**
 * @param {string} what @param {string} folder @param {string} output
 * @returns {Partial<Record<FailureCode, string>>}
 */
function sentences(what, folder, output) {
  return {
    'no-space': noSpace(what, folder).message,
    'no-network':
      `${what} could not be fetched: the npm registry does not answer. ` +
      'Check the network and "npm config get registry" (and proxy), then run the same command again.',
    'no-permission': `${what} could not be written to ${folder}: make that folder writable for your user, then try again.`,
    'not-in-registry':
      `${what} could not be installed, because this npm registry lacks a part: ` +
      `"npm config get registry" must name a complete one.\n${tail(output)}`,
    'lock-out-of-step': `${what} could not be installed, because package-lock.json does not fit: run "npm install" once.\n${tail(output)}`,
    'npm-failed': `${what} could not be installed; npm said:\n${tail(output)}`,
  };
}

/** @param {string} what @param {string} folder */
function noSpace(what, folder) {
  return new HostFailure(
    'no-space',
    `There is no space left for ${what} in ${folder}: free about 2 GB, or put the host elsewhere with VSCODE_HOST_DIR=/big/disk, then try again.`,
  );
}

/**
 * Turns a failure of the file system into a sentence; everything else is passed on as it is.
 * @param {unknown} error @param {string} what @param {string} folder
 */
export function fileFailure(error, what, folder) {
  if (!(error instanceof Error) || error instanceof HostFailure) return error;
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  const told = /no space left on device/i.test(error.message);
  if (code === 'ENOSPC' || told) return noSpace(what, folder);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new HostFailure('no-permission', sentences(what, folder, '')['no-permission'] ?? '', { cause: error });
  }
  return error;
}

/** @param {string} output */
function tail(output) {
  const lines = output.split('\n').filter((line) => line.trim() && !/A complete log of this run/.test(line));
  return lines.slice(0, 12).join('\n');
}

/**
 * What a person is shown: the sentence of an expected failure, the stack of a surprise.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof HostFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
