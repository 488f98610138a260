import { textOf } from '../text/accounts';
import type { Options } from '../text/options';
import { dpkgRows, dpkgStatus, recordPackage } from './dpkg';
import { placeFiles, removeFiles } from './installing';
import { findPackage, packageSets, resolvePackages, type Package } from './packages';
import { Fail, type Call, type Tools } from './tool';

const lists = '/var/lib/apt/lists';
const library = '/usr/lib/x86_64-linux-gnu';

const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** A size as apt tells it: `9,544 kB`, `30.4 MB`. */
function amount(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e7 ? `${grouped(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

const wrap = (names: readonly string[]): string => {
  const rows: string[] = [];
  for (const name of names) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + name.length < 76) rows[rows.length - 1] = `${last} ${name}`;
    else rows.push(name);
  }
  return rows.map((row) => `  ${row}\n`).join('');
};

async function needRoot(call: Call, file: string): Promise<void> {
  if (call.self.user.uid === 0) return;
  await call.warn(
    `E: Could not open lock file ${file} - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n`,
  );
  throw new Fail('', 100);
}

async function sourceOf(
  call: Call,
): Promise<{ readonly host: string; readonly code: string; readonly parts: readonly string[] }> {
  const release = await textOf(call.files, '/etc/os-release');
  const code = /^VERSION_CODENAME=(.*)$/m.exec(release)?.[1] ?? 'noble';
  return /^ID=debian$/m.test(release)
    ? { host: 'http://deb.debian.org/debian', code, parts: ['', '-updates', '-security'] }
    : { host: 'http://archive.ubuntu.com/ubuntu', code, parts: ['', '-updates', '-backports', '-security'] };
}

async function update(call: Call, quiet: boolean): Promise<void> {
  await needRoot(call, `${lists}/lock`);
  const { host, code, parts } = await sourceOf(call);
  let number = 0;
  let total = 0;
  await call.files.mkdir(lists, { parents: true });
  for (const part of parts) {
    const size = part === '' ? 19_300_000 : part === '-backports' ? 49_000 : 1_700_000;
    if (!quiet)
      await call.print(
        `Get:${++number} ${host} ${code}${part} InRelease [${part === '' ? '256' : '126'} kB]\nGet:${++number} ${host} ${code}${part}/main amd64 Packages [${grouped(size / 1000)} kB]\n`,
      );
    await call.self.sleep(200);
    total += size;
    const file = `${host.replace('http://', '').replaceAll('/', '_')}_dists_${code}${part}_main_binary-amd64_Packages.lz4`;
    await call.files.write(`${lists}/${file}`, '', { size: size * 2 });
  }
  if (!quiet) await call.print(`Fetched ${amount(total)} in 2s (${grouped(total / 2000)} kB/s)\n`);
  await call.print('Reading package lists...\n');
  if (call.name === 'apt')
    await call.print('Building dependency tree...\nReading state information...\nAll packages are up to date.\n');
}

/** What apt is about to do, and how it tells of it. */
type Plan = {
  readonly wanted: readonly Package[];
  readonly fresh: readonly Package[];
  /** Recommended and not installed. */
  readonly skipped: readonly string[];
};

type Say = (text: string) => Promise<void>;

async function planInstall(call: Call, words: readonly string[], recommended: boolean, say: Say): Promise<Plan> {
  const hasLists = (await call.files.list(lists).catch(() => [])).some((name) => name.includes('_Packages'));
  const there = new Map((await dpkgRows(call)).map(({ name, version }) => [name, version]));
  const known = hasLists ? packageSets.debian : [];
  const bare = words.map((word) => word.replace(/[=/:].*$/, ''));
  const missing = bare.filter((word) => !findPackage(known, word) && !there.has(word));
  for (const word of missing) await call.warn(`E: Unable to locate package ${word}\n`);
  if (missing.length > 0) throw new Fail('', 100);
  const wanted = bare.flatMap((word) => (there.has(word) ? [] : (findPackage(known, word) ?? [])));
  for (const word of bare) {
    const version = there.get(word);
    if (version !== undefined) await say(`${word} is already the newest version (${version}).\n`);
  }
  const fresh = resolvePackages(known, wanted, new Set(there.keys()), recommended);
  const others = new Set(recommended ? [] : fresh.flatMap((one) => one.recommends));
  const skipped = [...others].filter((name) => !fresh.some((one) => one.name === name)).sort();
  return { wanted, fresh, skipped };
}

async function tellPlan({ wanted, fresh, skipped }: Plan, say: Say): Promise<void> {
  const names = (list: readonly Package[]): readonly string[] => list.map(({ name }) => name).sort();
  const extra = names(fresh.filter((one) => !wanted.includes(one)));
  if (extra.length > 0) await say(`The following additional packages will be installed:\n${wrap(extra)}`);
  if (skipped.length > 0) await say(`Recommended packages:\n${wrap(skipped)}`);
  if (fresh.length > 0) await say(`The following NEW packages will be installed:\n${wrap(names(fresh))}`);
  await say(`0 upgraded, ${fresh.length} newly installed, 0 to remove and 0 not upgraded.\n`);
}

async function fetchAll(call: Call, fresh: readonly Package[], say: Say): Promise<void> {
  const { host, code } = await sourceOf(call);
  for (const [at, one] of fresh.entries()) {
    await say(
      `Get:${at + 1} ${host} ${code}/main amd64 ${one.name} amd64 ${one.version} [${amount(Math.round(one.size / 3))}]\n`,
    );
    await call.self.sleep(20 + one.size / 100_000);
  }
}

async function unpackAll(call: Call, fresh: readonly Package[], say: Say): Promise<void> {
  for (const one of fresh) {
    await say(
      `Selecting previously unselected package ${one.name}.\nPreparing to unpack .../${one.name}_${one.version.replace(':', '%3a')}_amd64.deb ...\nUnpacking ${one.name} (${one.version}) ...\n`,
    );
    await placeFiles(call, one, library);
    await recordPackage(call, one);
  }
  for (const one of fresh) await say(`Setting up ${one.name} (${one.version}) ...\n`);
  await say('Processing triggers for libc-bin (2.39-0ubuntu8.5) ...\n');
}

async function install(call: Call, words: readonly string[], options: Options): Promise<void> {
  await needRoot(call, '/var/lib/dpkg/lock-frontend');
  const quiet = options.count('q') > 1;
  const say = (text: string): Promise<void> => (quiet ? Promise.resolve() : call.print(text));
  await say('Reading package lists...\nBuilding dependency tree...\nReading state information...\n');
  const plan = await planInstall(call, words, !options.has('no-install-recommends'), say);
  const { wanted, fresh } = plan;
  await tellPlan(plan, say);
  if (fresh.length === 0) return;
  const size = fresh.reduce((sum, one) => sum + one.size, 0);
  await say(
    `Need to get ${amount(Math.round(size / 3))} of archives.\nAfter this operation, ${amount(size)} of additional disk space will be used.\n`,
  );
  if (!options.has('y') && (fresh.length > wanted.length || call.name === 'apt')) await confirm(call);
  await fetchAll(call, fresh, say);
  await call.warn('debconf: delaying package configuration, since apt-utils is not installed\n');
  await say(`Fetched ${amount(Math.round(size / 3))} in 1s (${grouped(size / 3000)} kB/s)\n`);
  await unpackAll(call, fresh, say);
}

/** apt asks before it brings more than was asked for; without an answer it gives up. */
async function confirm(call: Call): Promise<void> {
  await call.print('Do you want to continue? [Y/n] ');
  const answer = (await call.self.stdin.read())?.toString().trim();
  if (answer !== undefined && /^(y|yes|)$/i.test(answer)) return;
  await call.print('Abort.\n');
  throw new Fail('', 1);
}

async function remove(call: Call, words: readonly string[]): Promise<void> {
  await needRoot(call, '/var/lib/dpkg/lock-frontend');
  const rows = await dpkgRows(call);
  const gone = rows.filter(({ name }) => words.includes(name));
  await call.print('Reading package lists...\nBuilding dependency tree...\nReading state information...\n');
  for (const word of words.filter(
    (one) => !findPackage(packageSets.debian, one) && !rows.some(({ name }) => name === one),
  )) {
    await call.warn(`E: Unable to locate package ${word}\n`);
    throw new Fail('', 100);
  }
  if (gone.length > 0)
    await call.print(`The following packages will be REMOVED:\n${wrap(gone.map(({ name }) => name))}`);
  await call.print(`0 upgraded, 0 newly installed, ${gone.length} to remove and 0 not upgraded.\n`);
  for (const { name, version } of gone) {
    await call.print(`Removing ${name} (${version}) ...\n`);
    const one = findPackage(packageSets.debian, name);
    if (one) await removeFiles(call, one, library);
  }
  await call.files.write(
    dpkgStatus,
    rows
      .filter((row) => !gone.includes(row))
      .map(({ text }) => `${text.trim()}\n\n`)
      .join(''),
  );
}

async function upgrade(call: Call): Promise<void> {
  await needRoot(call, '/var/lib/dpkg/lock-frontend');
  await call.print(
    'Reading package lists...\nBuilding dependency tree...\nReading state information...\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n',
  );
}

async function list(call: Call): Promise<void> {
  await call.print('Listing...\n');
  const { code } = await sourceOf(call);
  const rows = (await dpkgRows(call)).map(({ name, version }) => `${name}/${code},now ${version} amd64 [installed]\n`);
  await call.print(rows.join(''));
}

const verbs: Readonly<Record<string, (call: Call, words: readonly string[], options: Options) => Promise<void>>> = {
  update: (call, _, options) => update(call, options.count('q') > 1),
  install,
  remove,
  purge: remove,
  clean: () => Promise.resolve(),
  autoclean: () => Promise.resolve(),
  upgrade,
  'dist-upgrade': upgrade,
  'full-upgrade': upgrade,
  autoremove: upgrade,
  list,
};

async function apt(call: Call): Promise<undefined> {
  const options = call.options('yqo:dft:mV', {
    yes: 'y',
    'assume-yes': 'y',
    'no-install-recommends': 'no-install-recommends',
    quiet: 'q',
    'allow-unauthenticated': 'au',
    'fix-missing': 'm',
    'no-install-suggests': 'nis',
    purge: 'purge',
    'auto-remove': 'ar',
    autoremove: 'ar',
    'only-upgrade': 'ou',
    'allow-downgrades': 'ad',
    reinstall: 'ri',
    option: 'o:',
  });
  if (call.name === 'apt')
    await call.warn('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  const [name = '', ...words] = options.rest;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return verb(call, words, options).then(() => undefined);
  await call.warn(`E: Invalid operation ${name}\n`);
  throw new Fail('', 100);
}

/** Debian's package managers. */
export const aptTools: Tools = { apt, 'apt-get': apt, 'apt-cache': apt };
