import { textOf } from '../text/accounts';
import { linesOf } from '../text/streams';
import { placeFiles, removeFiles } from './installing';
import { findPackage, packageSets, resolvePackages, type Package } from './packages';
import { Fail, type Call, type Tools } from './tool';

const library = '/usr/local/lib/python3.13/site-packages';
const records = `${library}/INSTALLED`;

type Row = { readonly name: string; readonly version: string };

const installed = async (call: Call): Promise<readonly Row[]> =>
  linesOf(await textOf(call.files, records)).map((line) => ({
    name: line.split('==')[0] ?? '',
    version: line.split('==')[1] ?? '',
  }));

/** What a requirement names: `Flask>=3.0; python_version > "3"` is Flask. */
const requirement = (line: string): { readonly name: string; readonly version: string | undefined } | undefined => {
  const found = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*(?:==\s*([^\s;,]+))?/.exec(
    line.replace(/(^|\s)#.*$/, '').trim(),
  );
  return found ? { name: found[1] ?? '', version: found[2] } : undefined;
};

async function requirements(call: Call, name: string): Promise<readonly string[]> {
  const text = await call.files.read(call.path(name)).catch(() => undefined);
  if (!text) {
    await call.warn(`ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${name}'\n`);
    throw new Fail('', 1);
  }
  return linesOf(text.toString()).filter((line) => requirement(line) !== undefined && !line.startsWith('-'));
}

type Requirement = { readonly name: string; readonly version: string | undefined };

/** The package that a requirement means, in the version that it names. */
async function packageFor(call: Call, { name, version }: Requirement): Promise<Package> {
  const found = findPackage(packageSets.python, name, true);
  if (found) return version === undefined ? found : { ...found, version };
  const exact = version === undefined ? name : `${name}==${version}`;
  await call.warn(
    `ERROR: Could not find a version that satisfies the requirement ${exact} (from versions: none)\nERROR: No matching distribution found for ${exact}\n`,
  );
  throw new Fail('', 1);
}

async function collect(call: Call, fresh: readonly Package[], say: (text: string) => Promise<void>): Promise<void> {
  for (const one of fresh) {
    const file = `${one.name.toLowerCase().replace(/-/g, '_')}-${one.version}-py3-none-any.whl`;
    await say(`Collecting ${one.name}\n  Downloading ${file} (${Math.max(1, Math.round(one.size / 4000))} kB)\n`);
    await call.self.sleep(50 + one.size / 50_000);
  }
}

async function placeAll(call: Call, fresh: readonly Package[]): Promise<void> {
  for (const one of fresh) {
    await placeFiles(call, one, library);
    // The module's own folder, by which Python finds it.
    await call.files.mkdir(`${library}/${one.name.toLowerCase().replaceAll('-', '_')}`, { parents: true });
  }
  await call.files.write(records, fresh.map(({ name, version }) => `${name}==${version}\n`).join(''), { append: true });
}

async function install(call: Call, words: readonly string[], quiet: boolean): Promise<undefined> {
  const say = (text: string): Promise<void> => (quiet ? Promise.resolve() : call.print(text));
  const there = new Map((await installed(call)).map(({ name, version }) => [name, version]));
  const asked = words.flatMap((word) => requirement(word) ?? []);
  if (asked.length === 0) {
    await call.warn('ERROR: You must give at least one requirement to install (see "pip help install")\n');
    throw new Fail('', 1);
  }
  const wanted: Package[] = [];
  for (const one of asked) {
    const found = await packageFor(call, one);
    const version = there.get(found.name);
    if (version !== undefined) await say(`Requirement already satisfied: ${one.name} in ${library} (${version})\n`);
    wanted.push(found);
  }
  const fresh = resolvePackages(packageSets.python, wanted, new Set(there.keys()), false);
  await collect(call, fresh, say);
  if (fresh.length === 0) return undefined;
  await say(`Installing collected packages: ${fresh.map(({ name }) => name).join(', ')}\n`);
  await placeAll(call, fresh);
  await say(`Successfully installed ${fresh.map(({ name, version }) => `${name}-${version}`).join(' ')}\n`);
  if (call.self.user.uid === 0)
    await call.warn(
      "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.\n",
    );
  return undefined;
}

async function uninstall(call: Call, words: readonly string[]): Promise<undefined> {
  const rows = await installed(call);
  for (const word of words) {
    const one = findPackage(packageSets.python, word, true);
    const row = rows.find(({ name }) => name === one?.name);
    if (!one || !row) {
      await call.warn(`WARNING: Skipping ${word} as it is not installed.\n`);
      continue;
    }
    await removeFiles(call, one, library);
    await call.print(
      `Found existing installation: ${row.name} ${row.version}\nUninstalling ${row.name}-${row.version}:\n  Successfully uninstalled ${row.name}-${row.version}\n`,
    );
  }
  const gone = new Set(words.map((word) => findPackage(packageSets.python, word, true)?.name));
  await call.files.write(
    records,
    rows
      .filter(({ name }) => !gone.has(name))
      .map(({ name, version }) => `${name}==${version}\n`)
      .join(''),
  );
  return undefined;
}

/** pip: packages of Python, as records with sizes. */
export async function pip(call: Call): Promise<undefined> {
  const options = call.options('r:qUyVi:t:', {
    requirement: 'r:',
    'no-cache-dir': 'nc',
    quiet: 'q',
    upgrade: 'U',
    yes: 'y',
    version: 'V',
    'index-url': 'i:',
    'trusted-host': 'th:',
    'disable-pip-version-check': 'd',
    'root-user-action': 'rua:',
    user: 'user',
    'break-system-packages': 'bsp',
    'no-deps': 'nd',
    target: 't:',
    prefix: 'prefix:',
    'no-warn-script-location': 'nw',
    format: 'format:',
    'no-compile': 'ncp',
  });
  const [verb, ...words] = options.rest;
  if (options.has('V')) return call.print(`pip 25.1.1 from ${library}/pip (python 3.13)\n`).then(() => undefined);
  const listed = (await Promise.all(options.values('r').map((name) => requirements(call, name)))).flat();
  switch (verb) {
    case 'install':
      return install(call, [...words, ...listed], options.has('q'));
    case 'uninstall':
      return uninstall(call, words);
    case 'freeze':
      return call
        .print((await installed(call)).map(({ name, version }) => `${name}==${version}\n`).join(''))
        .then(() => undefined);
    case 'list': {
      const rows = [...(await installed(call)), { name: 'pip', version: '25.1.1' }].sort((a, b) =>
        a.name.localeCompare(b.name),
      );
      const width = Math.max(7, ...rows.map(({ name }) => name.length));
      return call
        .print(
          `${'Package'.padEnd(width)} Version\n${'-'.repeat(width)} -------\n${rows.map(({ name, version }) => `${name.padEnd(width)} ${version}\n`).join('')}`,
        )
        .then(() => undefined);
    }
    case 'cache':
    case 'check':
      return undefined;
    default:
      await call.warn(`ERROR: unknown command "${verb ?? ''}"\n`);
      throw new Fail('', 1);
  }
}

/** The dependencies that package.json names; without the file npm gives up, unless packages are named. */
async function dependencies(call: Call, optional: boolean): Promise<readonly string[]> {
  const path = call.path('package.json');
  const text = await textOf(call.files, path);
  if (text === '' && !optional) {
    await call.warn(
      `npm error code ENOENT\nnpm error syscall open\nnpm error path ${path}\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'\n`,
    );
    throw new Fail('', 254);
  }
  const parts = text.match(/"(?:dependencies|devDependencies)"\s*:\s*\{([^}]*)\}/g) ?? [];
  return parts.flatMap((part) => [...part.matchAll(/"([^"]+)"\s*:\s*"[^"]*"/g)].map(([, name = '']) => name));
}

async function npm(call: Call): Promise<undefined> {
  const options = call.options('gDPs', {
    version: 'v',
    production: 'P',
    omit: 'o:',
    global: 'g',
    'save-dev': 'D',
    'no-audit': 'na',
    'no-fund': 'nf',
    silent: 's',
    only: 'only:',
    registry: 'registry:',
  });
  const [verb, ...words] = options.rest;
  if (options.has('v')) return call.print('11.3.0\n').then(() => undefined);
  if (verb === 'cache') return undefined;
  if (verb !== 'install' && verb !== 'ci' && verb !== 'i') throw new Fail('the practice lab knows install and ci only');
  const names = [...words, ...(await dependencies(call, words.length > 0))];
  const folder = options.has('g') ? '/usr/local/lib/node_modules' : call.path('node_modules');
  for (const name of names) {
    const plain = name.replace(/(?!^)@.*$/, '').replace(/\.\.+/g, '.');
    await call.files.mkdir(`${folder}/${plain}`, { parents: true });
    await call.files.write(`${folder}/${plain}/package.json`, `{"name":"${plain}"}\n`, { size: 350_000 });
    await call.self.sleep(30);
  }
  if (!options.has('s'))
    await call.print(
      `\nadded ${names.length} package${names.length === 1 ? '' : 's'}, and audited ${names.length + 1} packages in 1s\n\nfound 0 vulnerabilities\n`,
    );
  return undefined;
}

/** Package managers of languages. */
export const pipTools: Tools = { pip, pip3: pip, npm };
