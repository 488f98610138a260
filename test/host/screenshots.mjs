// @ts-check
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout } from './paths.mjs';

// npm run screenshots: what the README shows, as the tests have just seen it.
const readme = await readFile(path.join(checkout, 'README.md'), 'utf8');
const shown = [...readme.matchAll(/\]\((media\/screenshots\/([\w-]+\.png))\)/g)];
await mkdir(path.join(checkout, 'media', 'screenshots'), { recursive: true });
for (const [, picture = '', name = ''] of shown) {
  await copyFile(path.join(checkout, 'out', 'screenshots', name), path.join(checkout, picture));
  console.log(picture);
}
