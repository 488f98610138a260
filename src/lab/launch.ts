import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { usualFolder } from './frame/place';

/** How long after its start the code that was compiled by then is kept, in milliseconds; that takes some twenty. */
const keepAfter = 2_000;

/**
 * Runs the lab's program, which stands beside this one, and keeps what V8 has compiled of it in the lab's folder, so that
 * the next start need not do so again: that is a third of its time. (`module.enableCompileCache` is Node 22's.) What is
 * kept is used only for the same program, as V8 itself looks at no more than its length, and only when it is whole.
 */
function launch(file: string): void {
  const source = readFileSync(file, 'utf8');
  const place = path.join(folderOf(process.argv.slice(2)), 'code');
  const name = hashOf(`${cachedDataVersionTag()} ${source}`).toString('hex');
  const kept = keptCode(path.join(place, name));
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(wrapped, { filename: file, ...(kept && { cachedData: kept }) });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...parts: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  if (kept && script.cachedDataRejected !== true) return;
  setTimeout(() => keepCode(place, name, script.createCachedData()), keepAfter).unref();
}

/** The folder that the program is told, or finds by itself; what is wrong with its arguments is for it to say. */
function folderOf(args: readonly string[]): string {
  const { values } = parseArgs({ args: [...args], options: { folder: { type: 'string' } }, strict: false });
  return typeof values.folder === 'string' ? values.folder : usualFolder(process.env);
}

const hashOf = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** The code in a file, which begins with its hash; undefined when it is not there or damaged. */
function keptCode(file: string): Buffer | undefined {
  try {
    const whole = readFileSync(file);
    const code = whole.subarray(32);
    return hashOf(code).equals(whole.subarray(0, 32)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function keepCode(place: string, name: string, code: Buffer): void {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    for (const other of readdirSync(place)) if (other !== name) rmSync(path.join(place, other), { force: true });
    const fresh = path.join(place, `${name}.${process.pid}`);
    writeFileSync(fresh, Buffer.concat([hashOf(code), code]), { mode: 0o600 });
    renameSync(fresh, path.join(place, name));
  } catch {
    // Without it the next start takes longer, no more.
  }
}

launch(path.join(__dirname, 'lab-program.js'));
