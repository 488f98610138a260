// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(root, 'node_modules', '@kubernetes', 'client-node');
const target = path.join(root, 'src', 'core', 'lint', 'kubernetes', 'schema', 'generated');

/** Raised when the tables get another shape, so that those of an older build are made again. */
const shape = 2;

/** @typedef {{name: string, type: string, required: boolean, words: string}} Field */
/** @typedef {{words: string, fields: Field[]}} Model */

/**
 * Makes the tables of Kubernetes' kinds, types and descriptions from the models of the official client, unless they
 * are there: `models.json` for the rules, `words.json` for hovers.
 */
export async function makeKubernetesSchema() {
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  const stamp = `${shape} ${version}`;
  const stampFile = path.join(target, 'stamp');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return;
  const models = await readModels();
  const { versions, types } = await readVersions(models);
  const reached = reachable(types, models);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'models.json'), JSON.stringify({ ...versions, types: shortened(models, reached) }));
  await writeFile(path.join(target, 'words.json'), JSON.stringify(wordsOf(models, reached)));
  await writeFile(stampFile, stamp);
}

/** @returns {Promise<Map<string, Model>>} */
async function readModels() {
  const folder = path.join(source, 'dist', 'gen', 'models');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.d.ts')).map((name) => name.slice(0, -5));
  const found = await Promise.all(
    names.map(async (name) => {
      const [types, code] = await Promise.all(
        ['.d.ts', '.js'].map((end) => readFile(path.join(folder, name + end), 'utf8')),
      );
      return /** @type {const} */ ([name, modelOf(name, types ?? '', code ?? '')]);
    }),
  );
  return new Map(found.flatMap(([name, model]) => (model === undefined ? [] : [[name, model]])));
}

/** @param {string} name @param {string} types @param {string} code @returns {Model | undefined} */
function modelOf(name, types, code) {
  const table = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(code)?.[1];
  const body = new RegExp(`export declare class ${name} \\{([\\s\\S]*?)\\n    static`).exec(types);
  if (table === undefined || body === null) return undefined;
  const declared = new Map(
    [...(body[1] ?? '').matchAll(/(?:\/\*\*\n([\s\S]*?)\*\/\s*)?'(\w+)'(\??):/g)].map(([, words, field, optional]) => [
      field,
      { words: plain(words ?? ''), required: optional === '' },
    ]),
  );
  const words = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport declare class/.exec(types)?.[1] ?? '';
  return {
    words: plain(words),
    fields: JSON.parse(table).map((/** @type {Record<string, string>} */ { name: own, baseName, type, format }) => ({
      name: baseName ?? '',
      type: typeOf(type ?? '', format ?? ''),
      required: declared.get(own)?.required ?? false,
      words: declared.get(own)?.words ?? '',
    })),
  };
}

/** @param {string} comment */
function plain(comment) {
  return comment
    .replace(/(^|\n)\s*\*/g, '\n')
    .replace(/\\'/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Single letters for what is no model: s i n b x t y a; "[" before a type is a list of it, "{" a table. @type {Record<string, string>} */
const letters = { string: 's', number: 'i', boolean: 'b', IntOrString: 'x', Date: 't', V1MicroTime: 't', any: 'a' };

/** @param {string} type @param {string} format @returns {string} */
function typeOf(type, format) {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `[${typeOf(list, format)}`;
  const table = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (table !== undefined) return `{${typeOf(table, format)}`;
  if (type === 'number' && format === 'double') return 'n';
  if (type === 'string' && format === 'byte') return 'y';
  return letters[type] ?? type;
}

/**
 * The kinds by group and version, as `Deployment:V1Deployment:deployments:n`: kind, model, resource, in a namespace?
 * @param {Map<string, Model>} models
 */
async function readVersions(models) {
  const folder = path.join(source, 'dist', 'gen', 'apis');
  const names = (await readdir(folder)).filter((name) => /V\d\w*Api\.d\.ts$/.test(name));
  /** @type {Record<string, string>} */
  const kinds = {};
  /** @type {string[]} */
  const types = [];
  let release = '';
  for (const name of names.sort()) {
    const declarations = await readFile(path.join(folder, name), 'utf8');
    const code = await readFile(path.join(folder, name.replace('.d.ts', '.js')), 'utf8');
    const known = new Set();
    for (const [, place, version, rest] of code.matchAll(
      /localVarPath = '\/(apis?)\/((?:[\w.-]+\/)?v\d\w*)\/([^']*)'/g,
    )) {
      const resource = /^(?:namespaces\/\{namespace\}\/)?([a-z]+)$/.exec(rest ?? '')?.[1];
      const isNamespaced = rest?.startsWith('namespaces/{') === true;
      if (resource === undefined || known.has(resource) || place === undefined || version === undefined) continue;
      const at = code.lastIndexOf('async ', code.indexOf(`localVarPath = '/${place}/${version}/${rest}'`));
      const method = /async create(\w+)\(/.exec(code.slice(at, at + 200))?.[1];
      const model = method && new RegExp(`create${method}\\([^;]*?body: (\\w+)`).exec(declarations)?.[1];
      if (!model || !models.has(model)) continue;
      known.add(resource);
      types.push(model);
      const kind = model.replace(/^(?:[A-Z][a-z]+)*?V\d+(?:(?:alpha|beta)\d+)?(?=[A-Z])/, '');
      kinds[version] =
        `${kinds[version] ? `${kinds[version]} ` : ''}${kind}:${model}:${resource}:${isNamespaced ? 'n' : 'c'}`;
    }
    release ||= /release-([\d.]+)/.exec(declarations)?.[1] ?? '';
  }
  const about = await readFile(path.join(source, 'dist', 'gen', 'models', 'V1Pod.d.ts'), 'utf8');
  return { versions: { release: /release-([\d.]+)/.exec(about)?.[1] ?? release, kinds }, types };
}

/** @param {string[]} types @param {Map<string, Model>} models */
function reachable(types, models) {
  const reached = new Set();
  const open = [...types];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const { type } of models.get(name)?.fields ?? []) {
      const other = type.replace(/^[[{]+/, '');
      if (models.has(other)) open.push(other);
    }
  }
  return reached;
}

/** Each type as one string, which is taken apart when it is first needed. @param {Map<string, Model>} models @param {Set<string>} reached */
function shortened(models, reached) {
  return Object.fromEntries(
    [...models]
      .filter(([name]) => reached.has(name))
      .map(([name, { fields }]) => [
        name,
        fields.map((field) => `${field.name}${field.required ? '!' : ''}:${field.type}`).join(' '),
      ]),
  );
}

/** @param {Map<string, Model>} models @param {Set<string>} reached */
function wordsOf(models, reached) {
  return Object.fromEntries(
    [...models]
      .filter(([name]) => reached.has(name))
      .map(([name, { words, fields }]) => [
        name,
        Object.fromEntries([['', words], ...fields.map((field) => [field.name, field.words])]),
      ]),
  );
}
