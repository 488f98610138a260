import { randomInt } from 'node:crypto';
import { eachInput, linesOf, readAll, readTexts } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

const said = (name: string): string => name;

/** The text of the operands; what cannot be read is told by its bare name, as these commands do everywhere. */
async function textsOf(call: Call, names: readonly string[]): Promise<readonly string[]> {
  const texts: string[] = [];
  await eachInput(call, names, async (input) => void texts.push((await readAll(input)).toString()), { sentence: said });
  return texts;
}

/** Cuts a line after `width` characters, at the last blank when `blanks` asks for it. */
function folded(line: string, width: number, blanks: boolean): string {
  const rows: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const blank = blanks ? rest.lastIndexOf(' ', width - 1) + 1 : 0;
    const end = blank > 0 ? blank : width;
    rows.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...rows, rest].join('\n');
}

async function fold(call: Call): Promise<undefined> {
  const options = call.options('bsw:', { width: 'w:', spaces: 's', bytes: 'b' });
  const width = Number(options.value('w', '80'));
  if (!Number.isInteger(width) || width < 1) throw new Fail(`invalid number '${options.value('w', '')}'`);
  for (const text of await textsOf(call, options.rest)) {
    const end = text.endsWith('\n') ? '\n' : '';
    await call.print(
      `${linesOf(text)
        .map((line) => folded(line, width, options.has('s')))
        .join('\n')}${end}`,
    );
  }
  return undefined;
}

async function paste(call: Call): Promise<undefined> {
  const options = call.options('sd:', { serial: 's', delimiters: 'd:' });
  const between = options.value('d')?.replaceAll('\\n', '\n').replaceAll('\\t', '\t') ?? '\t';
  const lists = (await textsOf(call, options.rest)).map(linesOf);
  if (call.status > 0) return undefined;
  const mark = (at: number): string => between[at % Math.max(1, between.length)] ?? '';
  const glue = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at < cells.length - 1 ? cell + mark(at) : `${cell}\n`)).join('');
  const longest = Math.max(0, ...lists.map((lines) => lines.length));
  const rows = options.has('s')
    ? lists
    : Array.from({ length: longest }, (_, at) => lists.map((lines) => lines[at] ?? ''));
  await call.print(rows.map(glue).join(''));
  return undefined;
}

async function expand(call: Call): Promise<undefined> {
  const options = call.options('it:', { tabs: 't:', initial: 'i' });
  const width = Number(options.value('t', '8'));
  if (!Number.isInteger(width) || width < 1 || width > 1000)
    throw new Fail(`invalid number '${options.value('t', '')}'`);
  for (const text of await textsOf(call, options.rest)) {
    let column = 0;
    const out = text.replace(/\t|\n|[^\t\n]+/g, (piece) => {
      const shown = piece === '\t' ? ' '.repeat(width - (column % width)) : piece;
      column = piece === '\n' ? 0 : column + shown.length;
      return shown;
    });
    await call.print(out);
  }
  return undefined;
}

/** The lines of two sorted lists with their column: 0 and 1 for one list alone, 2 for both. */
function* merged(a: readonly string[], b: readonly string[]): Generator<readonly [number, string]> {
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [left, right] = [a[i], b[j]];
    const column = left === right ? 2 : right === undefined || (left !== undefined && left < right) ? 0 : 1;
    yield [column, (column === 1 ? right : left) ?? ''];
    if (column !== 1) i++;
    if (column !== 0) j++;
  }
}

async function comm(call: Call): Promise<undefined> {
  const options = call.options('123', undefined);
  const [a = [], b = []] = (await textsOf(call, options.rest.slice(0, 2))).map(linesOf);
  if (call.status > 0) return undefined;
  const indents = [
    '',
    ...['1', '12'].map((before) => '\t'.repeat(Array.from(before).filter((one) => !options.has(one)).length)),
  ];
  const rows = [...merged(a, b)].filter(([column]) => !options.has(String(column + 1)));
  await call.print(rows.map(([column, line]) => `${indents[column] ?? ''}${line}\n`).join(''));
  return undefined;
}

async function shuf(call: Call): Promise<undefined> {
  const options = call.options('en:i:o:', { echo: 'e', 'head-count': 'n:', 'input-range': 'i:' });
  const [, low, high] = /^(\d+)-(\d+)$/.exec(options.value('i', '')) ?? [];
  if (options.has('i') && (low === undefined || Number(high) - Number(low) > 1_000_000))
    throw new Fail(`invalid range '${options.value('i', '')}'`);
  const lines =
    low !== undefined
      ? Array.from({ length: Number(high) - Number(low) + 1 }, (_, at) => String(Number(low) + at))
      : options.has('e')
        ? [...options.rest]
        : [...linesOf(await readTexts(call, options.rest))];
  for (let at = lines.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  }
  const shown = lines.slice(0, Number(options.value('n') ?? lines.length));
  await call.print(shown.map((line) => `${line}\n`).join(''));
  return undefined;
}

async function usleep(call: Call): Promise<undefined> {
  const micros = Number(call.args[0]);
  if (!Number.isFinite(micros)) throw new Fail(`invalid number '${call.args[0] ?? ''}'`);
  await call.self.sleep(micros / 1000);
  return undefined;
}

/** Nobody has logged in to a container. */
const logname = (call: Call): Promise<never> =>
  Promise.reject(new Fail(call.says('getlogin: Inappropriate ioctl for device', 'no login name')));

const hostid = (call: Call): Promise<number> => call.print('007f0101\n').then(() => 0);

/** Commands that shape lines anew, and a few small ones beside them. */
export const shapingTools: Tools = { fold, paste, expand, comm, shuf, usleep, logname, hostid };
