// @ts-check
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout } from './paths.mjs';

/**
 * Opens the address in the reader's browser where there is a display. It goes there through a file that only this
 * user may read, because the arguments of a program, and so the token in the address, are visible to everybody.
 * @param {string} url
 * @returns {Promise<boolean>} whether a browser was asked
 */
export async function openBrowser(url) {
  const opener = openers()[0];
  if (!opener) return false;
  const file = path.join(checkout, 'out', 'open-editor.html');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `<meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${escape(url)}">`, {
    mode: 0o600,
  });
  const [command = '', ...args] = [...opener, file];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}

/** @returns {string[][]} */
function openers() {
  if (process.env['CI']) return [];
  if (process.platform === 'darwin') return [['open']];
  if (process.platform === 'win32') return [['cmd', '/c', 'start', '']];
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? [['xdg-open']] : [];
}

/** @param {string} url */
function escape(url) {
  return url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
