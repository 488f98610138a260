// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** What to type where the browser cannot be installed for the reader. */
export const howToInstall =
  'Chromium is missing: install it (Debian: apt-get install chromium) or set CHROME=/path/to/chrome';

/** @returns {string | undefined} */
export function findChromium() {
  return [process.env['CHROME'], ...places].find((place) => place && existsSync(place));
}

/**
 * Starts a headless browser that talks to 127.0.0.1 alone; HEADED=1 shows it.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  const { chromium } = await import('playwright-core');
  const executablePath = findChromium();
  if (!executablePath) throw new Error(howToInstall);
  return chromium.launch({ executablePath, headless: !process.env['HEADED'], args: flags });
}

/**
 * Installs the browser (and letters for Chinese) where that is possible: as root on Debian.
 * @returns {Promise<boolean>} whether there is one now
 */
export async function ensureChromium() {
  if (findChromium()) return true;
  if (process.getuid?.() !== 0 || !isDebian()) return false;
  console.log('Installing Chromium with apt-get …');
  const packages = ['chromium', 'fonts-noto-cjk'];
  await apt(['update', '-qq']);
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  return findChromium() !== undefined;
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** @param {string[]} args @returns {Promise<void>} */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return new Promise((resolve) => {
    const child = spawn('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
}
