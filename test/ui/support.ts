import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchChromium } from '../host/chromium.mjs';
import { installVsix } from '../host/install-vsix.mjs';
import { placeLanguage } from '../host/language.mjs';
import { checkout } from '../host/paths.mjs';
import { startServer, type Server } from '../host/server.mjs';
import { themeOf } from '../host/profiles.mjs';
import { ensureVSCode } from '../host/vscode.mjs';
import { copySampleWorkspace } from '../host/workspace.mjs';

export { skip } from '../host/report.mjs';

/** How an editor is opened; everything has a default. */
export interface EditorOptions {
  /** The folder to open; without it a fresh copy of the sample workspace. */
  readonly folder?: string;
  readonly language?: 'en' | 'zh-cn';
  readonly theme?: 'light' | 'dark' | 'hc-dark' | 'hc-light';
  /** `false` starts in Restricted Mode. */
  readonly trusted?: boolean;
  /** The checkout itself, or a packaged extension. */
  readonly extension?: 'folder' | { readonly vsix: string };
  /** Variables of the server, and so of the extension and the terminals. */
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** A real VS Code in a real browser, with settings and storage of its own. */
export interface Editor {
  readonly page: Page;
  readonly folder: string;
  /** Where the extension keeps what all windows share. */
  readonly storage: string;
  /** Runs a command from the palette, named by its title (in either language) or by an id of this extension. */
  runCommand(titleOrId: string): Promise<void>;
  /** Whether the palette offers the command at all. */
  offersCommand(titleOrId: string): Promise<boolean>;
  /** Loads the page anew, as the learner does with "Developer: Reload Window". */
  reload(): Promise<void>;
  /** Takes a picture, by default into `out/screenshots`, and returns its file. */
  screenshot(name: string, options?: { readonly folder?: string; readonly of?: Locator }): Promise<string>;
  close(): Promise<void>;
}

const open = new Set<Editor>();

afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  const name = this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-');
  for (const editor of open) console.error(`      picture: ${await editor.screenshot(`failed-${name}`)}`);
});

after(async () => {
  for (const editor of open) await editor.close();
});

/** Starts a VS Code that shares nothing with any other, and opens it in a browser. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const { language = 'en', size = { width: 1440, height: 900 } } = options;
  const own = await mkdtemp(path.join(tmpdir(), 'tutor-ui-'));
  const folder = options.folder ?? path.join(own, 'workspace');
  if (!options.folder) await copySampleWorkspace(folder);
  const server = await serve(path.join(own, 'data'), options);
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  if (process.env['VERBOSE']) page.on('console', (message) => console.error(`      page: ${message.text()}`));
  const titles = await commandTitles(language);
  const editor: Editor = {
    page,
    folder,
    storage: path.join(own, 'data', 'data', 'User', 'globalStorage', 'cloud-native-tutor.cloud-native-tutor'),
    runCommand: (titleOrId) => runFromPalette(page, titles.get(titleOrId) ?? titleOrId),
    offersCommand: async (titleOrId) => {
      const row = await findInPalette(page, titles.get(titleOrId) ?? titleOrId, 4000);
      await closePalette(page);
      return row !== undefined;
    },
    reload: async () => {
      await page.reload();
      await workbench(page);
    },
    screenshot: (name, { folder: into = path.join(checkout, 'out', 'screenshots'), of = page } = {}) =>
      picture(of, path.join(into, `${name}.png`)),
    close: async () => {
      open.delete(editor);
      await browser.close();
      await server.stop();
      await rm(own, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  open.add(editor);
  await page.goto(server.url(folder));
  await workbench(page);
  return editor;
}

async function serve(dataDir: string, options: EditorOptions): Promise<Server> {
  const { language = 'en', theme = 'light', trusted = true, extension = 'folder', env = {}, settings = {} } = options;
  const vscode = await ensureVSCode();
  await placeLanguage(dataDir, language);
  if (extension !== 'folder') await installVsix(vscode, dataDir, extension.vsix);
  return startServer(vscode, {
    dataDir,
    language,
    askForTrust: !trusted,
    env,
    ...(extension === 'folder' ? { extension: checkout } : {}),
    settings: {
      'workbench.colorTheme': themeOf(vscode.version, theme),
      'window.autoDetectColorScheme': false,
      'security.workspace.trust.startupPrompt': 'never',
      ...settings,
    },
  });
}

async function workbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 60_000 });
}

async function picture(of: Page | Locator, file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await of.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  return file;
}

async function commandTitles(language: string): Promise<ReadonlyMap<string, string>> {
  const read = async (name: string) => JSON.parse(await readFile(path.join(checkout, name), 'utf8')) as unknown;
  const manifest = (await read('package.json')) as {
    contributes?: { commands?: { command: string; title: string; category?: string }[] };
  };
  const words = (await read(language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`)) as Record<
    string,
    string
  >;
  const say = (text: string) => text.replace(/^%(.+)%$/, (all, key: string) => words[key] ?? all);
  const commands = manifest.contributes?.commands ?? [];
  return new Map(
    commands.map(({ command, title, category }) => [
      command,
      category ? `${say(category)}: ${say(title)}` : say(title),
    ]),
  );
}

const palette = '.quick-input-widget:not([style*="display: none"])';

/**
 * The palette's list is computed when it opens, so a command that is not there yet is looked for in a palette that is
 * opened anew; the row counts only when it is the focused one, which Enter runs.
 */
async function findInPalette(page: Page, title: string, patience: number): Promise<Locator | undefined> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    await closePalette(page);
    await page.keyboard.press('F1');
    const typed = page.locator(`${palette} input`).first().fill(`>${title}`, { timeout: 2000 });
    const row = await typed.then(() => focusedRow(page, title)).catch(() => undefined);
    if (row) return row;
    await page.waitForTimeout(300);
  }
  return undefined;
}

async function focusedRow(page: Page, title: string): Promise<Locator | undefined> {
  const rows = page.locator(`${palette} .monaco-list-row`);
  const focused = page.locator(`${palette} .monaco-list-row.focused`).first();
  for (let look = 0; look < 15; look++) {
    await page.waitForTimeout(75);
    const texts = await rows.allInnerTexts();
    if (!texts.some((text) => names(text, title))) continue;
    if (names(await focused.innerText({ timeout: 500 }).catch(() => ''), title)) return focused;
    if (look > 4) await page.keyboard.press('ArrowDown');
  }
  return undefined;
}

/** The lines of a row are its title, its key binding and, where it is translated, its English title. */
function names(text: string, title: string): boolean {
  const wanted = title.toLowerCase();
  const lines = text.split('\n').map((line) => line.trim().toLowerCase());
  return lines.some((line) => line === wanted || line.endsWith(`: ${wanted}`));
}

async function closePalette(page: Page): Promise<void> {
  for (let press = 0; press < 5 && (await page.locator(palette).count()) > 0; press++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
  }
}

async function runFromPalette(page: Page, title: string): Promise<void> {
  if (!(await findInPalette(page, title, 60_000))) throw new Error(`The command palette does not offer "${title}".`);
  await page.keyboard.press('Enter');
  const input = page.locator(`${palette} input`).first();
  for (let look = 0; look < 50; look++) {
    if ((await input.count()) === 0 || (await input.inputValue({ timeout: 100 }).catch(() => '')) !== `>${title}`)
      return;
    await page.waitForTimeout(50);
  }
}
