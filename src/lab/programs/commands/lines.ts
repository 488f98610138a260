import { eachInput, linesOf, readAll, readTexts } from '../text/streams';
import type { Options } from '../text/options';
import { Fail, type Call, type Tools } from './tool';

const wcCounts = (options: Options, data: Buffer): readonly number[] => {
  const text = data.toString('utf8');
  const all = !options.has('l', 'w', 'c', 'm');
  let lines = 0;
  for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) lines++;
  return [
    ...(all || options.has('l') ? [lines] : []),
    ...(all || options.has('w') ? [text.split(/\s+/).filter(Boolean).length] : []),
    ...(options.has('m') ? [Array.from(text).length] : []),
    ...(all || options.has('c') ? [data.length] : []),
  ];
};

type WcRow = readonly [readonly number[], string];

/** How wide the columns are: one number alone has no width. */
function wcWidth(call: Call, rows: readonly WcRow[], named: boolean): number {
  const columns = rows[0]?.[0].length ?? 0;
  if (rows.length === 1 && columns === 1) return 0;
  if (call.busybox) return 9;
  if (rows.length === 1 && !named) return 7;
  return Math.max(...rows.flatMap(([counts]) => counts.map((count) => String(count).length)), 1);
}

async function wc(call: Call): Promise<undefined> {
  const options = call.options('lwcmL', { lines: 'l', words: 'w', bytes: 'c', chars: 'm' });
  const rows: WcRow[] = [];
  await eachInput(
    call,
    options.rest,
    async (input, name) => {
      rows.push([wcCounts(options, await readAll(input)), name]);
    },
    { sentence: (name) => name },
  );
  if (rows.length > 1) {
    const sums = rows[0]?.[0].map((_, at) => rows.reduce((sum, [counts]) => sum + (counts[at] ?? 0), 0)) ?? [];
    rows.push([sums, 'total']);
  }
  const named = options.rest.length > 0;
  const width = wcWidth(call, rows, named);
  for (const [counts, name] of rows) {
    const numbers = counts.map((count) => String(count).padStart(width)).join(' ');
    await call.print(`${numbers}${named ? ` ${name}` : ''}\n`);
  }
  return undefined;
}

type Key = { readonly field: number; readonly end: number; readonly flags: string };

const parseKey = (text: string): Key => {
  const [, field = '1', flags = '', end, endFlags = ''] =
    /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text) ?? [];
  return { field: Number(field), end: end === undefined ? Infinity : Number(end), flags: flags + endFlags };
};

const suffixes = ' KMGTPE';
const numberOf = (text: string, flags: string): number => {
  const number = parseFloat(text.trim());
  if (Number.isNaN(number)) return 0;
  return flags.includes('h')
    ? number * 1024 ** Math.max(0, suffixes.indexOf(/[KMGTPE]/.exec(text)?.[0] ?? ' '))
    : number;
};

function compareBy(flags: string, left: string, right: string): number {
  if (/[nhg]/.test(flags)) return numberOf(left, flags) - numberOf(right, flags);
  if (flags.includes('V')) return left.localeCompare(right, 'en', { numeric: true });
  const [a, b] = flags.includes('f') ? [left.toUpperCase(), right.toUpperCase()] : [left, right];
  return a < b ? -1 : a > b ? 1 : 0;
}

async function sort(call: Call): Promise<undefined> {
  const options = call.options('rnufhVgbk:t:o:scCm', {
    reverse: 'r',
    'numeric-sort': 'n',
    unique: 'u',
    key: 'k:',
    'field-separator': 't:',
    'ignore-case': 'f',
    'human-numeric-sort': 'h',
    'version-sort': 'V',
    output: 'o:',
    stable: 's',
  });
  const flags = Array.from('nfhVg')
    .filter((letter) => options.has(letter))
    .join('');
  const separator = options.value('t');
  const keys = options.values('k').map(parseKey);
  const fieldsOf = (line: string): readonly string[] =>
    separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
  const part = (line: string, key: Key): string => {
    const text = fieldsOf(line)
      .slice(key.field - 1, key.end)
      .join(separator ?? '');
    return key.flags.includes('b') || options.has('b') ? text.trimStart() : text;
  };
  const compareKeys = (left: string, right: string): number => {
    for (const key of keys) {
      const own = key.flags.replace(/[rb]/g, '') || flags;
      const order = compareBy(own, part(left, key), part(right, key));
      if (order !== 0) return key.flags.includes('r') !== (options.has('r') && key.flags === '') ? -order : order;
    }
    return 0;
  };
  const reverse = options.has('r') ? -1 : 1;
  const compare = (left: string, right: string): number => {
    const first = keys.length > 0 ? compareKeys(left, right) : reverse * compareBy(flags, left, right);
    return first || options.has('u', 's') ? first : reverse * compareBy('', left, right);
  };
  const lines = [...linesOf(await readTexts(call, options.rest, call.says('', 'cannot read: ')))];
  if (options.has('c', 'C'))
    return void (call.status = lines.some((line, at) => at > 0 && compare(lines[at - 1] ?? '', line) > 0) ? 1 : 0);
  lines.sort(compare);
  const shown = options.has('u')
    ? lines.filter((line, at) => at === 0 || compare(lines[at - 1] ?? '', line) !== 0)
    : lines;
  const text = shown.map((line) => `${line}\n`).join('');
  const target = options.value('o');
  await (target === undefined ? call.print(text) : call.files.write(call.path(target), text));
  return undefined;
}

async function uniq(call: Call): Promise<undefined> {
  const options = call.options('cduif:s:w:', { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i' });
  const lines = linesOf(await readTexts(call, options.rest.slice(0, 1)));
  const key = (line: string): string => {
    const part = line.replace(new RegExp(`^(\\s*\\S+){0,${Number(options.value('f', '0'))}}`), '');
    return options.has('i') ? part.toLowerCase() : part;
  };
  const groups: { readonly line: string; count: number }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && key(last.line) === key(line)) last.count++;
    else groups.push({ line, count: 1 });
  }
  const shown = groups.filter(({ count }) => (!options.has('d') || count > 1) && (!options.has('u') || count === 1));
  await call.print(
    shown.map(({ line, count }) => `${options.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`).join(''),
  );
  return undefined;
}

/** The places that `-f`, `-c` name: `1,3-5,7-`. */
function ranges(call: Call, list: string): (place: number) => boolean {
  const parts = list.split(',').map((part) => {
    const found = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!found || part === '' || part === '-') throw new Fail(call.says('bad range', `invalid field range`));
    const first = Number(found[1] || 1);
    return [first, found[2] ? Number(found[3] || Infinity) : first] as const;
  });
  return (place) => parts.some(([first, last]) => place >= first && place <= last);
}

async function cut(call: Call): Promise<undefined> {
  const options = call.options('f:d:c:b:sn', {
    fields: 'f:',
    delimiter: 'd:',
    characters: 'c:',
    bytes: 'b:',
    'only-delimited': 's',
    'output-delimiter': 'o:',
  });
  const list = options.value('f') ?? options.value('c') ?? options.value('b');
  if (list === undefined)
    throw new Fail(
      call.says(
        'expected a list of bytes, characters, or fields',
        'you must specify a list of bytes, characters, or fields',
      ),
    );
  const wanted = ranges(call, list);
  const separator = options.value('d', '\t');
  const lines = linesOf(await readTexts(call, options.rest)).flatMap((line) => {
    if (!options.has('f'))
      return [
        Array.from(line)
          .filter((_, at) => wanted(at + 1))
          .join(''),
      ];
    if (!line.includes(separator)) return options.has('s') ? [] : [line];
    return [
      line
        .split(separator)
        .filter((_, at) => wanted(at + 1))
        .join(options.value('o') ?? separator),
    ];
  });
  await call.print(lines.map((line) => `${line}\n`).join(''));
  return undefined;
}

async function nl(call: Call): Promise<undefined> {
  const { rest } = call.options('b:w:');
  let number = 0;
  await call.print(
    linesOf(await readTexts(call, rest))
      .map((line) => (line === '' ? '       \n' : `${String(++number).padStart(6)}\t${line}\n`))
      .join(''),
  );
  return undefined;
}

async function rev(call: Call): Promise<undefined> {
  await call.print(
    linesOf(await readTexts(call, call.args))
      .map((line) => `${Array.from(line).reverse().join('')}\n`)
      .join(''),
  );
  return undefined;
}

/** Commands that work on lines. */
export const lineTools: Tools = { wc, sort, uniq, cut, nl, rev };
