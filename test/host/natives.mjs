// @ts-check
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const logger = `'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
function create(file) {
  let level = 2;
  try { mkdirSync(dirname(file), { recursive: true }); } catch {}
  const nothing = () => {};
  const log = { setLevel: (next) => { level = next; }, getLevel: () => level, clearFormatters: nothing,
    setPattern: nothing, flush: nothing, drop: nothing, getTransport: nothing };
  levels.forEach((name, rank) => {
    log[name] = (message) => {
      if (rank < level) return;
      try { appendFileSync(file, new Date().toISOString() + ' [' + name + '] ' + message + '\\n'); } catch {}
    };
  });
  return log;
}
exports.version = 0;
exports.setLevel = exports.setFlushOn = exports.shutdown = function () {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => create(file);
`;

const standIns = {
  '@vscode/spdlog': logger,
  'native-watchdog': 'exports.start = function () {};\n',
  '@vscode/native-watchdog': 'exports.start = function () {};\n',
};

/**
 * Puts plain JavaScript in the place of the two native modules that have no prebuilt binary (log files, watching the
 * parent process), so that no compiler is needed.
 * @param {string} modules a node_modules folder
 */
export async function replaceNatives(modules) {
  for (const [name, source] of Object.entries(standIns)) {
    const folder = path.join(modules, name);
    if (!(await stat(folder).catch(() => undefined))) continue;
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    if (manifest.type === 'module')
      throw new Error(`${name} became an ES module; its stand-in in natives.mjs must follow.`);
    const main = manifest.main ?? 'index.js';
    await writeFile(path.join(folder, /\.[cm]?js$/.test(main) ? main : `${main}.js`), source);
  }
}
