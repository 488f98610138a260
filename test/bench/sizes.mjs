// @ts-check
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkout } from '../host/paths.mjs';

/** What is measured. */
export const name = 'size of the bundles (limit for extension.js: 150 kB)';

/** Weighs what was built for production. */
export async function run() {
  const dist = path.join(checkout, 'dist');
  const names = (await readdir(dist)).filter((file) => file.endsWith('.js')).sort();
  const weighed = await Promise.all(
    names.map(async (file) => {
      const content = await readFile(path.join(dist, file));
      return [file, `${kilo(content.length)}, gzipped ${kilo(gzipSync(content).length)}`];
    }),
  );
  return Object.fromEntries(weighed);
}

/** @param {number} bytes */
function kilo(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
