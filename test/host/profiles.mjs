// @ts-check
import { HostFailure } from './failure.mjs';

/**
 * @typedef {object} Profile
 * @property {string} codeServer the release of the npm package that carries VS Code
 * @property {string} vscode the VS Code in it
 * @property {readonly [number, number]} node the oldest Node that runs it
 * @property {readonly string[]} overlay packages with prebuilt binaries that replace parts made for another Node
 */

/** @satisfies {Record<string, Profile>} */
const profiles = {
  latest: { codeServer: '4.139.1', vscode: '1.139.1', node: [22, 15], overlay: [] },
  node20: {
    codeServer: '4.100.3',
    vscode: '1.100.3',
    node: [20, 0],
    overlay: ['node-pty@1.2.0-beta.15', '@vscode/ripgrep-universal@1.18.0'],
  },
};

/** The Node that is fetched from npm where the installed one is too old for a tool. */
export const privateNode = '24.21.0';

/** What mocha and eslint need. */
export const testNode = /** @type {const} */ ([20, 19]);

/** What `@vscode/vsce` and `@vscode/test-electron` need. */
export const toolsNode = /** @type {const} */ ([22, 0]);

/**
 * The VS Code to use: the newest, or the oldest that the extension supports.
 * @param {string} [name]
 * @returns {Profile}
 */
export function profile(name = process.env['VSCODE_HOST_PROFILE'] || 'latest') {
  const found = /** @type {Record<string, Profile>} */ (profiles)[name];
  if (found) return found;
  const known = Object.keys(profiles).join(' or ');
  throw new HostFailure('bad-option', `VSCODE_HOST_PROFILE is "${name}", but must be ${known}.`);
}

/**
 * @param {readonly [number, number]} minimum
 * @param {string} [version]
 */
export function nodeIsAtLeast([major, minor], version = process.versions.node) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/**
 * The names of VS Code's own themes, which changed over its releases.
 * @param {string} version
 * @param {'light' | 'dark' | 'hc-dark' | 'hc-light'} kind
 */
export function themeOf(version, kind) {
  const older = version.startsWith('1.100.');
  return {
    light: older ? 'Default Light Modern' : 'Light 2026',
    dark: older ? 'Default Dark Modern' : 'Dark 2026',
    'hc-dark': 'Default High Contrast',
    'hc-light': 'Default High Contrast Light',
  }[kind];
}
