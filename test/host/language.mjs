// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { installOnce } from './install-once.mjs';
import { npm } from './npm.mjs';
import { hostRoot } from './paths.mjs';

const run = promisify(execFile);

/** Microsoft's own translation (microsoft/vscode-loc, MIT), in the last release that still names its sentences by key. */
const pack = { name: '@codingame/monaco-vscode-language-pack-zh-hans', version: '4.3.2' };

/**
 * Lets the server of `dataDir` speak the language: its own words come from a language pack in npm; where that cannot
 * be fetched they stay English, and only the extension speaks the language.
 * @param {string} dataDir
 * @param {'en' | 'zh-cn'} language
 * @param {{report?: (line: string) => void}} [options]
 */
export async function placeLanguage(dataDir, language, { report } = {}) {
  const data = path.join(dataDir, 'data');
  const list = path.join(data, 'languagepacks.json');
  if (language === 'en') return;
  const translations = await ensureTranslations(report);
  await mkdir(data, { recursive: true });
  const hash = createHash('md5').update(JSON.stringify(translations)).digest('hex');
  const extensions = [{ extensionIdentifier: { id: 'cloud-native-tutor.host-language' }, version: pack.version }];
  await writeFile(list, JSON.stringify({ [language]: { hash, extensions, translations, label: '中文(简体)' } }));
}

/** @param {((line: string) => void) | undefined} report */
async function ensureTranslations(report) {
  const folder = path.join(hostRoot, 'language-zh-cn');
  try {
    await installOnce({
      folder,
      what: 'The Chinese of VS Code',
      recipe: `${pack.name}@${pack.version}`,
      proof: ['vscode.json'],
      build: (partial) => fetchTranslations(partial),
    });
  } catch (error) {
    report?.(`${error instanceof Error ? error.message : String(error)} Until then VS Code's own words stay English.`);
    return { vscode: await emptyTranslation() };
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  return Object.fromEntries(names.map((name) => [path.basename(name, '.json'), path.join(folder, name)]));
}

/** @param {string} partial */
async function fetchTranslations(partial) {
  const what = 'The Chinese of VS Code';
  await npm(['pack', `${pack.name}@${pack.version}`, '--pack-destination', '.'], { cwd: partial, what });
  const archive = (await readdir(partial)).find((name) => name.endsWith('.tgz')) ?? '';
  await run('tar', ['xzf', archive], { cwd: partial });
  const unpacked = path.join(partial, 'package', 'translations');
  const { default: contents } = await import(pathToFileURL(path.join(unpacked, 'main.i18n.json.js')).href);
  await writeFile(path.join(partial, 'vscode.json'), JSON.stringify({ version: '1.0.0', contents }));
  for (const file of await readdir(path.join(unpacked, 'extensions'))) {
    await rename(path.join(unpacked, 'extensions', file), path.join(partial, file.replace('.i18n.json', '.json')));
  }
  await rm(path.join(partial, archive));
  await rm(path.join(partial, 'package'), { recursive: true });
}

async function emptyTranslation() {
  const file = path.join(hostRoot, 'no-words.json');
  await writeFile(file, JSON.stringify({ version: '1.0.0', contents: {} }));
  return file;
}
