import { FileError } from '../../kernel/files';
import { formatTime, wallTime } from '../text/dates';
import { editsBetween, type Edit } from '../text/edits';
import type { Options } from '../text/options';
import { linesOf, openInput, readAll } from '../text/streams';
import { statOrNone } from './moving';
import { baseName, Fail, type Call, type Tools } from './tool';

type Job = { readonly call: Call; readonly options: Options; readonly unified: boolean; readonly around: number };

/** What of a line counts, by the options that ignore blanks and case. */
function sameness(options: Options): (line: string) => string {
  return (line) => {
    let text = options.has('w') ? line.replace(/\s+/g, '') : line;
    if (options.has('b')) text = text.replace(/\s+/g, ' ').trimEnd();
    return options.has('i') ? text.toLowerCase() : text;
  };
}

/** Runs of edits with at most `around` kept lines on each side, as the hunks of a patch. */
function hunksOf(edits: readonly Edit[], around: number): readonly (readonly Edit[])[] {
  const near = edits.map(() => false);
  edits.forEach((edit, at) => {
    if (edit.kind === 'keep') return;
    for (let one = Math.max(0, at - around); one <= Math.min(edits.length - 1, at + around); one++) near[one] = true;
  });
  const hunks: Edit[][] = [];
  edits.forEach((edit, at) => {
    if (!near[at]) return;
    if (at === 0 || !near[at - 1]) hunks.push([]);
    hunks.at(-1)?.push(edit);
  });
  return hunks;
}

const span = (start: number, length: number): string => {
  if (length === 0) return `${start},0`;
  return length === 1 ? String(start + 1) : `${start + 1},${length}`;
};

const signs = { keep: ' ', out: '-', in: '+' } as const;

function unifiedHunk(hunk: readonly Edit[]): string {
  const [first] = hunk;
  if (!first) return '';
  const left = hunk.filter(({ kind }) => kind !== 'in').length;
  const right = hunk.filter(({ kind }) => kind !== 'out').length;
  const rows = hunk.map(({ kind, text }) => `${signs[kind]}${text}\n`).join('');
  return `@@ -${span(first.left, left)} +${span(first.right, right)} @@\n${rows}`;
}

const range = (start: number, length: number): string =>
  length === 0 ? String(start) : length === 1 ? String(start + 1) : `${start + 1},${start + length}`;

/** One change in diff's oldest form: `2,3c4` and the lines. */
function normalHunk(hunk: readonly Edit[]): string {
  const [first] = hunk;
  if (!first) return '';
  const [out, put] = [hunk.filter(({ kind }) => kind === 'out'), hunk.filter(({ kind }) => kind === 'in')];
  const verb = out.length === 0 ? 'a' : put.length === 0 ? 'd' : 'c';
  const rows = (list: readonly Edit[], sign: string): string => list.map(({ text }) => `${sign} ${text}\n`).join('');
  const between = verb === 'c' ? '---\n' : '';
  return `${range(first.left, out.length)}${verb}${range(first.right, put.length)}\n${rows(out, '<')}${between}${rows(put, '>')}`;
}

async function titleOf({ call }: Job, sign: string, name: string): Promise<string> {
  if (call.busybox) return `${sign} ${name}\n`;
  const mtime = name === '-' ? call.self.clock.now() : (await call.files.stat(call.path(name))).mtime;
  return `${sign} ${name}\t${formatTime('%Y-%m-%d %H:%M:%S.%N %z', wallTime(mtime, 'UTC'))}\n`;
}

/** Compares two files; resolves to whether they differ. */
async function compareFiles(job: Job, left: string, right: string, title: string): Promise<boolean> {
  const { call, options } = job;
  const [a, b] = await Promise.all([left, right].map((name) => contentOf(job, name)));
  if (a === undefined || b === undefined) return true;
  const edits = editsBetween(linesOf(a), linesOf(b), sameness(options));
  if (edits.every(({ kind }) => kind === 'keep')) {
    if (options.has('s')) await call.print(`Files ${left} and ${right} are identical\n`);
    return false;
  }
  if (options.has('q')) await call.print(`Files ${left} and ${right} differ\n`);
  else if (job.unified) {
    const head = (await titleOf(job, '---', left)) + (await titleOf(job, '+++', right));
    await call.print(title + head + hunksOf(edits, job.around).map(unifiedHunk).join(''));
  } else await call.print(title + hunksOf(edits, 0).map(normalHunk).join(''));
  return true;
}

async function contentOf({ call, options }: Job, name: string): Promise<string | undefined> {
  try {
    return (await readAll(await openInput(call, name))).toString();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (options.has('N') && error.code === 'ENOENT') return '';
    throw new Fail(`${call.says(`can't stat '${name}'`, name)}: ${error.message}`, 2);
  }
}

const join = (folder: string, name: string): string => `${folder.replace(/\/$/, '')}/${name}`;

async function compareFolders(job: Job, left: string, right: string): Promise<boolean> {
  const { call, options } = job;
  const [a, b] = [await call.files.list(call.path(left)), await call.files.list(call.path(right))];
  let differ = false;
  for (const name of [...new Set([...a, ...b])].sort()) {
    if (!options.has('N') && !(a.includes(name) && b.includes(name))) {
      await call.print(`Only in ${a.includes(name) ? left : right}: ${name}\n`);
      differ = true;
      continue;
    }
    differ = (await compareMember(job, join(left, name), join(right, name))) || differ;
  }
  return differ;
}

async function compareMember(job: Job, left: string, right: string): Promise<boolean> {
  const kinds = await Promise.all([left, right].map((name) => statOrNone(job.call, job.call.path(name))));
  if (kinds.every((stat) => stat?.kind === 'directory')) {
    if (job.options.has('r')) return compareFolders(job, left, right);
    await job.call.print(`Common subdirectories: ${left} and ${right}\n`);
    return false;
  }
  const flags = `${job.unified ? ' -u' : ''}${job.options.has('N') ? ' -N' : ''}`;
  return compareFiles(job, left, right, `diff -r${flags} ${left} ${right}\n`);
}

/** diff(1): BusyBox speaks the unified form only; the full-size one has its oldest form unless -u is given. */
async function diff(call: Call): Promise<number> {
  const options = call.options('abBdiNqrsTtwuU:S:L:', {
    unified: 'u',
    brief: 'q',
    recursive: 'r',
    'report-identical-files': 's',
    'new-file': 'N',
    'ignore-case': 'i',
    'ignore-all-space': 'w',
    'ignore-space-change': 'b',
    text: 'a',
    color: 'color::',
  });
  const [left, right] = options.rest;
  if (left === undefined || right === undefined)
    throw new Fail(call.says('bad usage', `missing operand after '${left ?? 'diff'}'`), call.says(1, 2));
  const unified = call.busybox || options.has('u', 'U');
  const job = { call, options, unified, around: Number(options.value('U', '3')) };
  const stats = await Promise.all(
    [left, right].map((name) => (name === '-' ? Promise.resolve(undefined) : statOrNone(call, call.path(name)))),
  );
  const folders = stats.map((stat) => stat?.kind === 'directory');
  if (folders[0] && folders[1]) return (await compareFolders(job, left, right)) ? 1 : 0;
  const inside = (name: string, other: string, folder: boolean | undefined): string =>
    folder ? join(name, baseName(other)) : name;
  const differ = await compareFiles(job, inside(left, right, folders[0]), inside(right, left, folders[1]), '');
  return differ ? 1 : 0;
}

/** cmp(1): the first byte that differs. */
async function cmp(call: Call): Promise<number> {
  const options = call.options('sln:', { quiet: 's', silent: 's', bytes: 'n:' });
  const [left, right = '-'] = options.rest;
  if (left === undefined) throw new Fail('missing operand', 2);
  const [a, b] = await Promise.all([left, right].map((name) => bytesOf(call, name)));
  if (!a || !b) return 2;
  const at = a.findIndex((byte, place) => byte !== b[place]);
  const same = at === -1 ? a.length : at;
  if (same === a.length && same === b.length) return 0;
  if (options.has('s')) return 1;
  const line = a.subarray(0, same).filter((byte) => byte === 10).length + 1;
  if (same < a.length && same < b.length) {
    await call.print(`${left} ${right} differ: ${call.says('char', 'byte')} ${same + 1}, line ${line}\n`);
    return 1;
  }
  const [short, size] = a.length < b.length ? [left, a.length] : [right, b.length];
  await call.warn(`cmp: EOF on ${short}${call.says('', ` after byte ${size}, in line ${line}`)}\n`);
  return 1;
}

const bytesOf = (call: Call, name: string): Promise<Buffer | undefined> =>
  call.attempt(call.says(`can't open '${name}'`, name), async () => readAll(await openInput(call, name)), 2);

/** Commands that compare files. */
export const diffTools: Tools = { diff, cmp };
