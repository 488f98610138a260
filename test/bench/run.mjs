// @ts-check
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium, howToInstall } from '../host/chromium.mjs';
import { explain } from '../host/failure.mjs';
import { checkout } from '../host/paths.mjs';
import { build, ensureDependencies } from '../host/project.mjs';
import { ensureVSCode } from '../host/vscode.mjs';

// npm run bench [-- NAME…]: every other file of this folder that exports `name` and `run()`, which returns lines to print.
const folder = path.join(checkout, 'test', 'bench');

try {
  await ensureDependencies({ report: console.log });
  await build({ production: true, tests: true });
  if (!(await ensureChromium())) throw new Error(howToInstall);
  await ensureVSCode({ report: console.log });
  const wanted = process.argv.slice(2);
  const files = (await readdir(folder)).filter(
    (file) => file.endsWith('.mjs') && file !== 'run.mjs' && !file.startsWith('inside-'),
  );
  for (const file of files.sort()) {
    if (wanted.length && !wanted.includes(path.basename(file, '.mjs'))) continue;
    /** @type {{name: string, run: () => Promise<Record<string, string>>}} */
    const bench = await import(pathToFileURL(path.join(folder, file)).href);
    console.log(`\n${bench.name}`);
    for (const [label, value] of Object.entries(await bench.run())) console.log(`  ${label.padEnd(28)} ${value}`);
  }
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
