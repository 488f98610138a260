// @ts-check
import { build as bundle, context } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeKubernetesSchema } from './kubernetes-schema.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const entries = {
  extension: 'src/extension.ts',
  cli: 'src/cli/main.ts',
  lab: 'src/lab/launch.ts',
  'lab-program': 'src/lab/main.ts',
  'lab-docker': 'src/lab/cli/main.ts',
};
const sdks = ['dockerode', '@kubernetes/client-node'];
/** What may be loaded later; the command line is loaded as a whole. */
const lazyFolders = ['core', 'backends', 'features'].map((room) => path.join(root, 'src', room));
/** The page of the webview, which runs in a browser. */
const webview = [
  { in: 'src/webview/progress.ts', out: 'progress' },
  { in: 'src/webview/progress.css', out: 'progress' },
];
/** How large a bundle for production may be. */
const largest = new Map([
  ['extension.js', 150_000],
  ['webview/progress.js', 120_000],
  ['webview/progress.css', 12_000],
]);

/** The tests, and what runs inside VS Code. */
const insideOrTest = /\.test\.ts$|(^|[\\/])inside-[\w-]+\.mjs$/;

/** @typedef {{production?: boolean}} Mode */

/**
 * Keeps out of a bundle what is not needed at once: `await import(…)` of a package, or of a part of ours,
 * becomes a require of a file of its own when it is reached.
 * @param {Map<string, string>} used what was reached: file name, entry point
 * @returns {import('esbuild').Plugin}
 */
const lazyParts = (used) => ({
  name: 'lazy-parts',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
      if (kind === 'dynamic-import' && !name.startsWith('node:')) {
        return outside(fileOf(name), name);
      }
      if (!sdks.includes(name)) return undefined;
      return { errors: [{ text: `"${name}" is large: load the package with "await import" when it is first used` }] };
    });
    build.onResolve({ filter: /^\.\.?\// }, ({ path: name, kind, resolveDir }) => {
      const entry = path.join(resolveDir, name);
      if (kind !== 'dynamic-import' || !lazyFolders.some((folder) => entry.startsWith(folder))) return undefined;
      return outside(`${path.relative(path.join(root, 'src'), entry).split(path.sep).join('-')}.js`, entry);
    });
    const outside = (/** @type {string} */ file, /** @type {string} */ entry) => {
      used.set(file, entry);
      return { path: `./${file}`, external: true };
    };
  },
});

/** The rules of the languages, which parts that judge files share. */
const languages = path.join(root, 'src', 'core', 'lint');

/** Keeps the rules of the languages in files of their own also where a part loads them. @type {import('esbuild').Plugin} */
const sharedLanguages = {
  name: 'shared-languages',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path: name, kind, resolveDir }) => {
      if (kind !== 'dynamic-import' || resolveDir !== languages) return undefined;
      return { path: `./core-lint-${path.basename(name)}.js`, external: true };
    });
  },
};

/** Optional binaries stay outside: the packages that want them go on without them. @type {import('esbuild').Plugin} */
const optionalBinaries = {
  name: 'optional-binaries',
  setup(build) {
    build.onResolve({ filter: /\.node$|^cpu-features$/ }, ({ path: name }) => ({ path: name, external: true }));
  },
};

/** What is used of a large package of ES modules: that, and what it needs, becomes a file of its own. */
const wanted = new Map([['@kubernetes/client-node', ['KubeConfig', 'Exec']]]);
/** What large packages load for ways of theirs that are not ours: another HTTP client, an SSH of their own. */
const unused = /^(undici|ssh2|@grpc\/grpc-js|@grpc\/proto-loader)$/;
/** What large packages load at once and few ever need (SOCKS proxies, old ways to log in), by what is used of it. */
const rare = new Map([
  ['socks', ['SocksClient']],
  ['socks-proxy-agent', ['SocksProxyAgent']],
  ['jsonpath-plus', ['JSONPath']],
]);

const fileOf = (/** @type {string} */ name) => `${name.replace(/^@/, '').replace('/', '-')}.js`;

/** Leaves out what nobody uses: to evaluate a whole SDK would hold up the editor. @type {import('esbuild').Plugin} */
const leanPackages = {
  name: 'lean-packages',
  setup(build) {
    build.onResolve({ filter: unused }, ({ path: name }) => ({ path: name, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    build.onResolve({ filter: /^[a-z]/ }, ({ path: name, kind, resolveDir }) =>
      kind === 'import-statement' && rare.has(name)
        ? { path: name, namespace: 'rare', pluginData: resolveDir }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'rare' }, ({ path: name, pluginData: resolveDir }) => {
      const getters = rare.get(name)?.map((one) => `get ${one}() { return require('${name}').${one}; }`) ?? [];
      return { contents: `module.exports = { ${getters.join(', ')} };`, resolveDir };
    });
    build.onResolve({ filter: /^[.@]/ }, async ({ path: name, importer, kind, resolveDir, pluginData }) => {
      if (kind === 'dynamic-import' && wanted.has(name)) return { path: `./${fileOf(name)}`, external: true };
      const from = importer.replaceAll('\\', '/');
      const isInside = [...wanted.keys()].some((one) => name === one || from.includes(`/${one}/`));
      if (kind !== 'import-statement' || !isInside || pluginData === 'resolved') return undefined;
      const found = await build.resolve(name, { kind, importer, resolveDir, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

/** @type {import('esbuild').Plugin} */
const commandLine = {
  name: 'command-line',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]cli[\\/]main\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(/^(?!#!)/, '#!/usr/bin/env node\n'),
      loader: 'ts',
    }));
    build.onEnd(async () => {
      const file = path.join(root, 'dist', 'cli.js');
      if (existsSync(file)) await chmod(file, 0o755);
    });
  },
};

/** A bundle in CommonJS has no `import.meta.url`, so each file of the tests is told its own. @type {import('esbuild').Plugin} */
const ownUrl = {
  name: 'own-url',
  setup(build) {
    build.onLoad({ filter: /[\\/]test[\\/].*\.(mjs|ts)$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)),
      loader: file.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/** Says when a rebuild starts and ends, between which a VS Code task looks for problems. @type {import('esbuild').Plugin} */
const speak = {
  name: 'speak',
  setup(build) {
    build.onStart(() => console.log('[build] started'));
    build.onEnd((result) => {
      tell(result);
      console.log('[build] finished');
    });
  },
};

/** @param {Pick<import('esbuild').BuildResult, 'errors' | 'warnings'>} result */
function tell({ errors, warnings }) {
  for (const [severity, messages] of Object.entries({ error: errors, warning: warnings })) {
    for (const { text, location } of messages) {
      const at = location ? `${location.file}:${location.line}:${location.column + 1}` : 'esbuild.mjs:1:1';
      console.error(`${at}: ${severity}: ${text}`);
    }
  }
}

/** @param {Mode} mode @returns {import('esbuild').BuildOptions} */
function common({ production = false }) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    charset: 'utf8',
    target: 'node20',
    format: 'cjs',
    minify: production,
    sourcemap: !production,
    logLevel: 'silent',
  };
}

/** @param {Mode} mode @param {Map<string, string>} used @returns {import('esbuild').BuildOptions} */
function productOptions(mode, used) {
  const missing = Object.values(entries).filter((entry) => !existsSync(path.join(root, entry)));
  if (missing.length) console.error(`${missing.join(' and ')} is missing`);
  if (missing.length && mode.production) process.exitCode = 1;
  return {
    ...common(mode),
    entryPoints: Object.fromEntries(Object.entries(entries).filter(([, entry]) => !missing.includes(entry))),
    outdir: 'dist',
    external: ['vscode'],
    supported: { 'dynamic-import': false },
    plugins: [lazyParts(used), optionalBinaries, commandLine],
  };
}

/** @param {Mode} mode @returns {import('esbuild').BuildOptions} */
function webviewOptions(mode) {
  return {
    ...common(mode),
    entryPoints: webview,
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    // What a webview may load is bounded, so its map is in the file itself.
    sourcemap: mode.production ? false : 'inline',
    legalComments: 'none',
  };
}

/** @returns {Promise<import('esbuild').BuildOptions>} */
async function testOptions() {
  const names = await readdir(path.join(root, 'test'), { recursive: true });
  const entries = names.filter((name) => insideOrTest.test(name) && !name.startsWith('fixtures'));
  await rm(path.join(root, 'out', 'test'), { recursive: true, force: true });
  return {
    ...common({}),
    entryPoints: entries.map((name) => ({ in: path.join('test', name), out: name.replace(/\.\w+$/, '') })),
    outdir: 'out/test',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    packages: 'external',
    plugins: [ownUrl],
  };
}

/** @param {Mode} mode @param {Map<string, string>} used */
async function buildParts(mode, used) {
  const parts = Array.from(used, ([file, entry]) => ({ file, entryPoints: [entry] }));
  const packages = Array.from(wanted, ([name, names]) => {
    const contents = `export { ${names.join(', ')} } from '${name}';`;
    return { file: fileOf(name), stdin: { contents, resolveDir: root } };
  });
  await Promise.all(
    [...parts, ...packages].map(({ file, ...from }) =>
      bundle({
        ...common(mode),
        ...from,
        sourcemap: false,
        outfile: `dist/${file}`,
        external: ['vscode'],
        supported: { 'dynamic-import': false },
        plugins: [sharedLanguages, leanPackages, optionalBinaries],
      }),
    ),
  );
}

/**
 * Bundles the extension, the command line and the parts that they load later, into `dist`.
 * @param {Mode} [mode]
 */
export async function buildProduct(mode = {}) {
  if (mode.production) await rm(path.join(root, 'dist'), { recursive: true, force: true });
  await makeKubernetesSchema();
  /** @type {Map<string, string>} */
  const used = new Map();
  tell(await bundle(productOptions(mode, used)));
  tell(await bundle(webviewOptions(mode)));
  await buildParts(mode, used);
  return sizes();
}

/** Bundles every test, and the runner that is loaded inside VS Code, into `out/test`. */
export async function buildTests() {
  await makeKubernetesSchema();
  tell(await bundle(await testOptions()));
}

/** @returns {Promise<Record<string, number>>} */
async function sizes() {
  const files = await readdir(path.join(root, 'dist'), { recursive: true });
  const names = files.map((name) => name.replaceAll(path.sep, '/')).filter((name) => /\.(js|css)$/.test(name));
  names.sort();
  const found = await Promise.all(names.map(async (name) => [name, (await stat(path.join(root, 'dist', name))).size]));
  return Object.fromEntries(found);
}

/** @param {Mode} mode @param {boolean} tests */
async function watch(mode, tests) {
  await makeKubernetesSchema();
  /** @type {Map<string, string>} */
  const used = new Map();
  const options = [productOptions(mode, used), webviewOptions(mode), ...(tests ? [await testOptions()] : [])];
  const contexts = await Promise.all(
    options.map((each) => context({ ...each, plugins: [...(each.plugins ?? []), speak] })),
  );
  await Promise.all(contexts.map((each) => each.watch()));
  await Promise.all(contexts.map((each) => each.rebuild().catch(() => undefined)));
  await buildParts(mode, used);
}

/** @param {Mode} mode @param {boolean} tests */
async function once(mode, tests) {
  const built = await buildProduct(mode);
  if (tests) await buildTests();
  for (const [name, size] of Object.entries(built))
    console.log(`dist/${name.padEnd(28)} ${(size / 1000).toFixed(1)} kB`);
  for (const [name, most] of mode.production ? largest : []) {
    if ((built[name] ?? 0) <= most) continue;
    console.error(`dist/${name} is larger than ${most / 1000} kB: load what is not needed at once later`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const has = (/** @type {string} */ flag) => process.argv.includes(flag);
  const mode = { production: has('--production') };
  try {
    await (has('--watch') ? watch : once)(mode, has('--tests'));
  } catch (error) {
    if (error instanceof Error && 'errors' in error) tell(/** @type {import('esbuild').BuildFailure} */ (error));
    else console.error(error);
    process.exitCode = 1;
  }
}
