// @ts-check
import { parseArgs } from 'node:util';
import { HostFailure } from './failure.mjs';

/** What `npm start -- --help` prints. */
export const help = `npm start                       a real VS Code in the browser, with this extension and its practice lab in it
npm start -- --lang zh-cn       the same in Simplified Chinese
npm start -- --port 8200        at this port (default: 8170, or the next free one; also PORT=8200)
npm start -- --no-open          does not open a browser
npm start -- --desktop          in the VS Code that is installed on this machine ("code", or VSCODE_PATH)
npm start -- [FOLDER]           opens this folder instead of the sample workspace

VSCODE_HOST_PROFILE=node20      the oldest supported VS Code instead of the newest
VSCODE_HOST_DIR=/big/disk       keeps the downloads (about 0.8 GB) there
`;

const known = /** @type {const} */ ({
  help: { type: 'boolean', short: 'h' },
  desktop: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  lang: { type: 'string' },
  port: { type: 'string' },
});

/** @typedef {{help: boolean, desktop: boolean, open: boolean, lang: 'en' | 'zh-cn', port: number | undefined, folder: string | undefined}} StartOptions */

/**
 * Reads the options of `npm start`. npm keeps those that were typed before a `--` for itself: of a flag it leaves the
 * name in the environment, of `--lang zh-cn` and `--port 8200` only the second word, so that is understood alone too.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {StartOptions}
 */
export function startOptions(args, env) {
  const { values, positionals } = parse(args);
  /** @type {Record<string, string | undefined>} */
  const words = Object.fromEntries(positionals.map((word) => [kindOf(word), word]));
  const port = values.port ?? words['port'] ?? env['PORT'];
  return {
    help: values.help ?? false,
    desktop: values.desktop ?? env['npm_config_desktop'] === 'true',
    open: !values['no-open'] && env['npm_config_open'] !== '',
    lang: language(values.lang ?? words['lang'] ?? 'en'),
    port: port ? portNumber(port) : undefined,
    folder: words['folder'],
  };
}

/** @param {string} word */
function kindOf(word) {
  if (/^(en|zh)([-_]\w+)?$/i.test(word)) return 'lang';
  return /^\d+$/.test(word) ? 'port' : 'folder';
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options: known, allowPositionals: true });
  } catch (cause) {
    throw badOption(cause instanceof Error ? cause.message : String(cause));
  }
}

/** @param {string} lang @returns {'en' | 'zh-cn'} */
function language(lang) {
  const wanted = lang.toLowerCase();
  if (wanted === 'en' || wanted.startsWith('en-')) return 'en';
  if (wanted === 'zh' || wanted.startsWith('zh-') || wanted.startsWith('zh_')) return 'zh-cn';
  throw badOption(`--lang is "${lang}", but must be en or zh-cn.`);
}

/** @param {string} port */
function portNumber(port) {
  const number = Number(port);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw badOption(`The port is "${port}", but must be a number from 1 to 65535.`);
}

/** @param {string} sentence */
function badOption(sentence) {
  return new HostFailure('bad-option', `${sentence}\n\n${help}`);
}
