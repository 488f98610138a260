import type { Options } from '../text/options';
import { readAccounts, readGroups, textOf } from '../text/accounts';
import { placeFiles, removeFiles } from './installing';
import { findPackage, packageSets, resolvePackages, type Package } from './packages';
import { Fail, type Call, type Tools } from './tool';

const database = '/lib/apk/db/installed';
const world = '/etc/apk/world';
const cache = '/var/cache/apk';
const library = '/usr/lib';
const mirrors = ['main', 'community'];

type Row = { readonly name: string; readonly version: string; readonly size: number };

async function installed(call: Call): Promise<readonly Row[]> {
  return (await textOf(call.files, database))
    .split('\n\n')
    .map((part) => ({
      name: /^P:(.*)$/m.exec(part)?.[1] ?? '',
      version: /^V:(.*)$/m.exec(part)?.[1] ?? '',
      size: Number(/^I:(\d+)/m.exec(part)?.[1] ?? 0),
    }))
    .filter(({ name }) => name !== '');
}

async function needRoot(call: Call): Promise<void> {
  if (call.self.user.uid === 0) return;
  await call.warn(
    'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n',
  );
  throw new Fail('', 99);
}

async function release(call: Call): Promise<string> {
  const version = (await textOf(call.files, '/etc/alpine-release')).trim() || '3.22.0';
  return `v${version.split('.').slice(0, 2).join('.')}`;
}

async function fetchIndex(call: Call, keep: boolean, quiet: boolean): Promise<void> {
  const version = await release(call);
  for (const mirror of mirrors) {
    if (!quiet)
      await call.print(`fetch https://dl-cdn.alpinelinux.org/alpine/${version}/${mirror}/x86_64/APKINDEX.tar.gz\n`);
    await call.self.sleep(150);
    if (!keep) continue;
    await call.files.mkdir(cache, { parents: true });
    await call.files.write(`${cache}/APKINDEX.${mirror === 'main' ? '4d5a4c53' : 'cabb3d21'}.tar.gz`, '', {
      size: mirror === 'main' ? 460_000 : 1_800_000,
    });
  }
}

const hasIndex = async (call: Call): Promise<boolean> =>
  (await call.files.list(cache).catch(() => [])).some((name) => name.startsWith('APKINDEX'));

async function summary(call: Call): Promise<void> {
  const rows = await installed(call);
  const total = rows.reduce((sum, { size }) => sum + size, 0);
  await call.print(`OK: ${Math.max(1, Math.round(total / 2 ** 20))} MiB in ${rows.length} packages\n`);
}

async function record(call: Call, one: Package): Promise<void> {
  const text = await textOf(call.files, database);
  const fields = [
    `P:${one.name}`,
    `V:${one.version}`,
    'A:x86_64',
    `S:${Math.round(one.size / 3)}`,
    `I:${one.size}`,
    `T:${one.name}`,
    `D:${one.depends.join(' ')}`,
  ];
  await call.files.mkdir('/lib/apk/db', { parents: true });
  await call.files.write(database, `${text}${fields.join('\n')}\n\n`);
}

/** The users that some packages bring. */
async function addUser(call: Call, name: string): Promise<void> {
  if (name !== 'nginx' && name !== 'redis') return;
  if ((await readAccounts(call.files)).some((one) => one.name === name)) return;
  const gid = (await readGroups(call.files)).some((group) => group.gid === 101) ? 102 : 101;
  await call.files.write(
    '/etc/passwd',
    `${await textOf(call.files, '/etc/passwd')}${name}:x:100:${gid}:${name}:/var/lib/${name}:/sbin/nologin\n`,
  );
  await call.files.write('/etc/group', `${await textOf(call.files, '/etc/group')}${name}:x:${gid}:\n`);
  for (const folder of [`/var/lib/${name}`, `/var/log/${name}`]) await call.files.mkdir(folder, { parents: true });
}

const bare = (word: string): string => word.replace(/[<>=~@].*$/, '');

type Adding = {
  readonly words: readonly string[];
  /** The index of the mirrors is there from an earlier `apk update`. */
  readonly cached: boolean;
  readonly noCache: boolean;
  readonly quiet: boolean;
  /** The name that stands for all of them in a later `apk del`. */
  readonly virtual: string | undefined;
};

async function openIndex(call: Call, { cached, noCache, quiet }: Adding): Promise<readonly Package[]> {
  if (noCache) await fetchIndex(call, false, quiet);
  if (noCache || cached) return packageSets.alpine;
  for (const mirror of mirrors)
    await call.warn(
      `WARNING: opening from cache https://dl-cdn.alpinelinux.org/alpine/${await release(call)}/${mirror}: No such file or directory\n`,
    );
  return [];
}

async function refuseUnknown(call: Call, missing: readonly string[]): Promise<void> {
  if (missing.length === 0) return;
  const rows = missing.map((word) => `  ${word} (no such package):\n    required by: world[${word}]\n`);
  await call.warn(`ERROR: unable to select packages:\n${rows.join('')}`);
  throw new Fail('', Math.min(missing.length, 99));
}

async function installAll(call: Call, fresh: readonly Package[], quiet: boolean): Promise<void> {
  const width = String(fresh.length).length;
  for (const [at, one] of fresh.entries()) {
    if (!quiet)
      await call.print(`(${String(at + 1).padStart(width)}/${fresh.length}) Installing ${one.name} (${one.version})\n`);
    await call.self.sleep(20 + one.size / 100_000);
    await placeFiles(call, one, library);
    await addUser(call, one.name);
    await record(call, one);
  }
}

async function addToWorld(call: Call, names: readonly string[]): Promise<void> {
  const rows = (await textOf(call.files, world)).split('\n').filter(Boolean);
  await call.files.mkdir('/etc/apk', { parents: true });
  await call.files.write(world, `${[...new Set([...rows, ...names])].sort().join('\n')}\n`);
}

async function add(call: Call, adding: Adding): Promise<undefined> {
  const { words, quiet, virtual } = adding;
  await needRoot(call);
  const known = await openIndex(call, adding);
  const names = new Set((await installed(call)).map(({ name }) => name));
  await refuseUnknown(
    call,
    words.filter((word) => !findPackage(known, bare(word)) && !names.has(bare(word))),
  );
  const wanted = words.flatMap((word) => findPackage(known, bare(word)) ?? []);
  const fresh = resolvePackages(known, wanted, names, false);
  await installAll(call, fresh, quiet);
  const group = { version: '20260101.000000', size: 0, depends: words, recommends: [], programs: {}, files: {} };
  if (virtual !== undefined) await record(call, { name: virtual, ...group });
  await addToWorld(call, virtual === undefined ? words.map(bare) : [virtual]);
  if (fresh.length > 0 && !quiet) await call.print('Executing busybox-1.37.0-r18.trigger\n');
  if (!quiet) await summary(call);
  return undefined;
}

async function del(call: Call, words: readonly string[]): Promise<undefined> {
  await needRoot(call);
  const text = await textOf(call.files, database);
  const parts = text.split('\n\n').filter((part) => part.trim() !== '');
  const nameOf = (part: string): string => /^P:(.*)$/m.exec(part)?.[1] ?? '';
  const rows = (await textOf(call.files, world)).split('\n').filter((name) => name && !words.includes(name));
  const needed = new Set<string>();
  const mark = (name: string): void => {
    const part = parts.find((one) => nameOf(one) === name);
    if (needed.has(name) || !part) return;
    needed.add(name);
    (/^D:(.*)$/m.exec(part)?.[1] ?? '').split(' ').forEach(mark);
  };
  rows.forEach(mark);
  const gone = parts.filter(
    (part) =>
      !needed.has(nameOf(part)) &&
      (words.includes(nameOf(part)) || findPackage(packageSets.alpine, nameOf(part)) !== undefined),
  );
  for (const [at, part] of gone.entries()) {
    await call.print(`(${at + 1}/${gone.length}) Purging ${nameOf(part)} (${/^V:(.*)$/m.exec(part)?.[1] ?? ''})\n`);
    const one = findPackage(packageSets.alpine, nameOf(part));
    if (one) await removeFiles(call, one, library);
  }
  await call.files.write(
    database,
    parts
      .filter((part) => !gone.includes(part))
      .map((part) => `${part}\n\n`)
      .join(''),
  );
  await call.files.write(world, rows.map((name) => `${name}\n`).join(''));
  await call.print('Executing busybox-1.37.0-r18.trigger\n');
  await summary(call);
  return undefined;
}

type Verb = (call: Call, words: readonly string[], options: Options) => Promise<void>;

const listPackages =
  (always: boolean): Verb =>
  async (call, words, options) => {
    const rows = await installed(call);
    const shown = words.length > 0 ? rows.filter(({ name }) => words.includes(name)) : rows;
    if (words.length > 0 && shown.length === 0) call.status = 1;
    const versions = always || options.has('v');
    await call.print(shown.map(({ name, version }) => `${name}${versions ? `-${version}` : ''}\n`).join(''));
  };

const verbs: Readonly<Record<string, Verb>> = {
  add: async (call, words, options) => {
    await add(call, {
      words,
      cached: await hasIndex(call),
      noCache: options.has('no-cache', 'U'),
      quiet: options.has('q'),
      virtual: options.value('t'),
    });
  },
  del: async (call, words) => {
    await del(call, words);
  },
  update: async (call, _, options) => {
    await needRoot(call);
    await fetchIndex(call, !options.has('no-cache'), options.has('q'));
    const version = await release(call);
    await call.print(
      `${version}.0 [https://dl-cdn.alpinelinux.org/alpine/${version}/main]\nOK: ${packageSets.alpine.length} distinct packages available\n`,
    );
  },
  upgrade: async (call, _, options) => {
    await needRoot(call);
    if (options.has('no-cache', 'U')) await fetchIndex(call, false, options.has('q'));
    await summary(call);
  },
  info: listPackages(false),
  list: listPackages(true),
  search: (call, [word = '']) =>
    call.print(
      packageSets.alpine
        .filter(({ name }) => name.includes(word))
        .map(({ name, version }) => `${name}-${version}\n`)
        .join(''),
    ),
  cache: () => Promise.resolve(),
  fix: () => Promise.resolve(),
};

const about = 'apk-tools 2.14.9, compiled for x86_64.\n';

async function apk(call: Call): Promise<undefined> {
  const options = call.options('Uut:qvefV', {
    'no-cache': 'no-cache',
    'update-cache': 'U',
    update: 'U',
    virtual: 't:',
    quiet: 'q',
    upgrade: 'u',
    'no-progress': 'np',
    repository: 'repository:',
    'allow-untrusted': 'au',
    installed: 'e',
    purge: 'purge',
    'no-interactive': 'ni',
    version: 'V',
  });
  const [name = '', ...words] = options.rest;
  if (options.has('V')) return call.print(about).then(() => undefined);
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return verb(call, words, options).then(() => undefined);
  await call.warn(
    name === ''
      ? `${about}\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n`
      : `ERROR: '${name}' is not an apk command. See 'apk --help'.\n`,
  );
  throw new Fail('', 1);
}

export const apkTools: Tools = { apk };
