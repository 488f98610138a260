import type { Program, Programs } from '../../kernel/process';
import { addressTools } from './addresses';
import { apkTools } from './apk';
import { aptTools } from './apt';
import { dpkgTools } from './dpkg';
import { archiveTools } from './archive';
import { copyingTools } from './copying';
import { curlTools } from './curl';
import { dateTools } from './date';
import { ddTools } from './dd';
import { digestTools } from './digest';
import { diskTools } from './disk';
import { findTools } from './find';
import { grepTools } from './grep';
import { gzipTools } from './gzip';
import { hostTools } from './host';
import { lineTools } from './lines';
import { listingTools } from './listing';
import { movingTools } from './moving';
import { nameTools } from './names';
import { pathTools } from './paths';
import { pingTools } from './ping';
import { pipTools } from './pip';
import { processTools } from './processes';
import { psTools } from './ps';
import { readingTools } from './reading';
import { rightsTools } from './rights';
import { sedTools } from './sed';
import { socketTools } from './sockets';
import { statTools } from './stat';
import { speakTools } from './speak';
import { strainTools } from './strain';
import { testTools } from './test';
import { stepDownTools, userChangeTools } from './as-user';
import { awkTools } from './awk';
import { diffTools } from './diff';
import { exprTools } from './expr';
import { newUserTools } from './new-users';
import { editorTools, pageTools } from './page';
import { shapingTools } from './shaping';
import { webServerTools } from './web-server';
import { banner, baseName, programsOf, runTool, type Tools } from './tool';
import { trTools } from './tr';
import { userTools } from './users';
import { wgetTools } from './wget';
import { runnerTools } from './xargs';

const shared: Tools = {
  ...speakTools,
  ...testTools,
  ...listingTools,
  ...statTools,
  ...movingTools,
  ...copyingTools,
  ...rightsTools,
  ...diskTools,
  ...pathTools,
  ...findTools,
  ...readingTools,
  ...lineTools,
  ...trTools,
  ...grepTools,
  ...sedTools,
  ...awkTools,
  ...runnerTools,
  ...digestTools,
  ...ddTools,
  ...hostTools,
  ...dateTools,
  ...processTools,
  ...psTools,
  ...addressTools,
  ...socketTools,
  ...pingTools,
  ...nameTools,
  ...wgetTools,
  ...archiveTools,
  ...gzipTools,
  ...userTools,
  ...newUserTools,
  ...userChangeTools,
  ...diffTools,
  ...exprTools,
  ...pageTools,
  ...shapingTools,
};

/** Commands that BusyBox does not have. */
const fullSize: Tools = {
  ...curlTools,
  ...apkTools,
  ...aptTools,
  ...dpkgTools,
  ...pipTools,
  ...strainTools,
  ...stepDownTools,
  ...editorTools,
};

const notInBusybox = new Set([
  'curl',
  'ss',
  'dig',
  'host',
  'getent',
  'useradd',
  'groupadd',
  'userdel',
  'groupdel',
  'usermod',
  'stdbuf',
  'arping',
]);

const appletTools = new Map([
  ...Object.entries(shared).filter(([name]) => !notInBusybox.has(name)),
  // Elsewhere the name is Apache's.
  ...Object.entries(webServerTools),
]);

/** The names that BusyBox answers to, sorted: what /bin of a BusyBox image has links for. */
export const busyboxApplets: readonly string[] = [...appletTools.keys(), 'sh', 'ash'].sort();

/** What BusyBox says of itself. */
const selfTexts: Readonly<Record<string, () => string>> = {
  '--help': () =>
    `${banner}\nBusyBox is copyrighted by many authors between 1998-2015.\nLicensed under GPLv2. See source distribution for detailed\ncopyright notices.\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list[-full]\n   or: function [arguments]...\n\nCurrently defined functions:\n${appletList()}`,
  '--list': () => busyboxApplets.map((applet) => `${applet}\n`).join(''),
  '--list-full': () => busyboxApplets.map((applet) => `bin/${applet}\n`).join(''),
  '--install': () => '',
};

/** The program `busybox`; applets that are not here (its shell) are taken from `others`. */
const busybox =
  (others: Programs): Program =>
  async (self) => {
    const called = baseName((self.argv[0] ?? '').replace(/^-/, ''));
    const direct = called === 'busybox' || called === 'busybox-extras';
    const name = (direct ? self.argv[1] : called) ?? '--help';
    const args = self.argv.slice(direct ? 2 : 1);
    const about = selfTexts[name];
    if (about) return self.stdout.write(about()).then(() => 0);
    const tool = appletTools.get(name);
    if (tool) return runTool(tool, self, name, args, 'busybox');
    const other = others.get(name);
    if (other && !direct) return other(self);
    // `busybox sh`: the applet takes this process over under its own name.
    if (other) return self.become([name, ...args]);
    await self.stderr.write(`${name}: applet not found\n`);
    return 127;
  };

function appletList(): string {
  const rows: string[] = [];
  for (const name of busyboxApplets) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + name.length < 72) rows[rows.length - 1] = `${last}, ${name}`;
    else rows.push(`\t${name}`);
  }
  return `${rows.join(',\n')}\n`;
}

/** Every command as a program of its own, with the manners of the full-size one (GNU, procps, iproute2 …), and `busybox`. */
export const commandPrograms: Programs = new Map<string, Program>([
  ...programsOf(shared, 'gnu'),
  ...programsOf(fullSize, 'gnu'),
  ['busybox', busybox(new Map())],
]);

/** These programs and those here, in which `busybox` finds the applets of the others too (`sh`, `ash`, `httpd`). */
export const withBusybox = (others: Programs): Programs =>
  new Map<string, Program>([...commandPrograms, ...others, ['busybox', busybox(others)]]);
