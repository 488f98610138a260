import { statOrNone } from './moving';
import { dirName } from './speak';
import { baseName, Fail, type Call, type Tools } from './tool';

/** Resolves all links; the last part need not exist. */
async function canonical(call: Call, name: string, hops = 40): Promise<string> {
  const path = call.path(name);
  if (await statOrNone(call, path)) return call.files.realpath(path);
  const link = hops > 0 ? (await statOrNone(call, path, true))?.target : undefined;
  if (link !== undefined) return canonical(call, link.startsWith('/') ? link : `${dirName(path)}/${link}`, hops - 1);
  const parent = await call.files.realpath(dirName(path));
  return `${parent === '/' ? '' : parent}/${baseName(path)}`;
}

async function readlink(call: Call): Promise<undefined> {
  const options = call.options('fnevqsmz', {
    canonicalize: 'f',
    'no-newline': 'n',
    'canonicalize-missing': 'm',
    'canonicalize-existing': 'e',
  });
  if (options.rest.length === 0) throw new Fail('missing operand');
  for (const name of options.rest) {
    const path = call.path(name);
    const text = options.has('f', 'm', 'e')
      ? await canonical(call, name).catch(() => undefined)
      : (await statOrNone(call, path, true).catch(() => undefined))?.target;
    if (text === undefined) call.status = 1;
    else await call.print(options.has('n') ? text : `${text}\n`);
  }
  return undefined;
}

async function realpath(call: Call): Promise<undefined> {
  const { rest } = call.options('emqsz');
  if (rest.length === 0) throw new Fail('missing operand');
  for (const name of rest) {
    const text = await call.attempt(name, () => canonical(call, name));
    if (text !== undefined) await call.print(`${text}\n`);
  }
  return undefined;
}

/** Where a command is found: the path that PATH leads to, all of them with `all`. */
async function findCommand(call: Call, word: string, all = false): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = word.includes('/')
    ? ['']
    : (call.self.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').split(':');
  for (const folder of folders) {
    const name = folder === '' ? word : `${folder}/${word}`;
    const stat = await statOrNone(call, call.path(name)).catch(() => undefined);
    if (stat?.kind !== 'file' || !(stat.mode & 0o111)) continue;
    found.push(name);
    if (!all) break;
  }
  return found;
}

async function which(call: Call): Promise<undefined> {
  const options = call.options('a');
  for (const word of options.rest) {
    const found = await findCommand(call, word, options.has('a'));
    if (found.length === 0) call.status = 1;
    for (const path of found) await call.print(`${path}\n`);
  }
  return undefined;
}

/** install(1): copies files or makes directories with a mode. */
async function install(call: Call): Promise<undefined> {
  const options = call.options('dDm:o:g:cvt:sp', { mode: 'm:', directory: 'd', owner: 'o:', group: 'g:' });
  const mode = parseInt(options.value('m', '755'), 8);
  if (options.has('d')) {
    for (const name of options.rest) {
      await call.files.mkdir(call.path(name), { parents: true });
      await call.files.chmod(call.path(name), mode);
    }
    return undefined;
  }
  const target = options.rest.at(-1);
  if (target === undefined || options.rest.length < 2) throw new Fail('missing file operand');
  if (options.has('D')) await call.files.mkdir(call.path(dirName(target)), { parents: true });
  const inside = (await statOrNone(call, call.path(target)))?.kind === 'directory';
  for (const source of options.rest.slice(0, -1)) {
    await call.attempt(`${call.cannot} stat '${source}'`, async () => {
      const stat = await call.files.stat(call.path(source));
      const path = call.path(inside ? `${target}/${baseName(source)}` : target);
      await call.files.write(path, await call.files.read(call.path(source)), { mode, size: stat.size });
      await call.files.chmod(path, mode);
    });
  }
  return undefined;
}

/** Commands about names of files. */
export const pathTools: Tools = { readlink, realpath, which, install };
