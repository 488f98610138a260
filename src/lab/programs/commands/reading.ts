import type { Options } from '../text/options';
import { FileError } from '../../kernel/files';
import type { Input } from '../../kernel/process';
import { parseSize } from '../text/sizes';
import { eachInput, linesOf, openInput, readAll } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

async function cat(call: Call): Promise<undefined> {
  const options = call.options('nbAeEtTvsu', {
    number: 'n',
    'show-all': 'A',
    'show-ends': 'E',
    'show-tabs': 'T',
    'number-nonblank': 'b',
  });
  let line = 0;
  await eachInput(call, options.rest, async (input) => {
    if (!options.has('n', 'b', 'A', 'e', 'E', 't', 'T', 's')) {
      for (let chunk = await input.read(); chunk; chunk = await input.read()) await call.print(chunk);
      return;
    }
    const text = (await readAll(input)).toString('utf8');
    const shown = linesOf(text).map((one) => {
      const tabs = options.has('A', 't', 'T') ? one.replaceAll('\t', '^I').replaceAll('\r', '^M') : one;
      const ends = options.has('A', 'e', 'E') ? `${tabs}$` : tabs;
      return options.has('n') || (options.has('b') && one !== '') ? `${String(++line).padStart(6)}\t${ends}` : ends;
    });
    await call.print(shown.join('\n') + (text.endsWith('\n') ? '\n' : ''));
  });
  return undefined;
}

async function tac(call: Call): Promise<undefined> {
  const { rest } = call.options('');
  await eachInput(call, rest, async (input) => {
    const lines = linesOf((await readAll(input)).toString('utf8'));
    await call.print(
      [...lines]
        .reverse()
        .map((line) => `${line}\n`)
        .join(''),
    );
  });
  return undefined;
}

/** `head -5` and `tail -5` are an old way to write `-n 5`. */
const modern = (args: readonly string[]): readonly string[] =>
  args.flatMap((word) => (/^-\d+$/.test(word) ? ['-n', word.replace(/^-/, '')] : [word]));

async function headOf(call: Call, input: Input, count: number, unit: 'lines' | 'bytes'): Promise<void> {
  let left = count;
  while (left > 0) {
    const chunk = await input.read();
    if (!chunk) return;
    let end = 0;
    if (unit === 'bytes') {
      end = Math.min(left, chunk.length);
      left -= end;
    } else {
      while (left > 0 && end < chunk.length) {
        const newline = chunk.indexOf(10, end);
        end = newline === -1 ? chunk.length : newline + 1;
        if (newline !== -1) left--;
      }
    }
    await call.print(chunk.subarray(0, end));
  }
}

function amount(call: Call, text: string, of: string): number {
  const size = parseSize(text.replace(/^[-+]/, ''));
  if (size === undefined) throw new Fail(call.says(`invalid number '${text}'`, `invalid number of ${of}: '${text}'`));
  return size;
}

async function head(call: Call): Promise<undefined> {
  const options = call.parse(modern(call.args), 'n:c:qv', { lines: 'n:', bytes: 'c:', quiet: 'q', verbose: 'v' });
  const bytes = options.value('c');
  const text = bytes ?? options.value('n') ?? '10';
  const unit = bytes === undefined ? 'lines' : 'bytes';
  const count = amount(call, text, unit);
  const titled = (options.rest.length > 1 && !options.has('q')) || options.has('v');
  let first = true;
  await eachInput(
    call,
    options.rest,
    async (input, name) => {
      if (titled) await call.print(`${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
      first = false;
      if (!text.startsWith('-')) return headOf(call, input, count, unit);
      const all = await readAll(input);
      await call.print(
        unit === 'bytes'
          ? all.subarray(0, Math.max(0, all.length - count))
          : linesOf(all.toString())
              .slice(0, -count || undefined)
              .map((line) => `${line}\n`)
              .join(''),
      );
    },
    { sentence: (name) => call.says(name, `cannot open '${name}' for reading`) },
  );
  return undefined;
}

function tailOf(data: Buffer, text: string, unit: 'lines' | 'bytes', count: number): Buffer {
  const fromStart = text.startsWith('+');
  if (unit === 'bytes')
    return fromStart ? data.subarray(Math.max(0, count - 1)) : data.subarray(Math.max(0, data.length - count));
  if (fromStart) {
    let at = 0;
    for (let line = 1; line < count && at < data.length; line++) {
      const newline = data.indexOf(10, at);
      at = newline === -1 ? data.length : newline + 1;
    }
    return data.subarray(at);
  }
  let at = data.at(-1) === 10 ? data.length - 1 : data.length;
  for (let line = 0; line < count; line++) {
    const newline = at > 0 ? data.lastIndexOf(10, at - 1) : -1;
    if (newline === -1) return data;
    at = newline;
  }
  return data.subarray(at + 1);
}

/** Prints what is added to files, looking once a second, until the process ends. */
async function follow(call: Call, names: readonly string[], lengths: Map<string, number>): Promise<never> {
  for (;;) {
    await call.self.sleep(1000);
    for (const name of names) {
      const data = await call.files.read(call.path(name)).catch((error: unknown) => {
        if (error instanceof FileError) return undefined;
        throw error;
      });
      if (!data) continue;
      const from = lengths.get(name) ?? 0;
      if (data.length < from) await call.complain(`${name}: file truncated`);
      await call.print(data.subarray(data.length < from ? 0 : from));
      lengths.set(name, data.length);
    }
  }
}

type Tailing = {
  readonly call: Call;
  readonly options: Options;
  readonly show: (data: Buffer) => Buffer;
  /** Bytes shown so far, by file. */
  readonly lengths: Map<string, number>;
};

/** Shows the end of one file; its title comes first when there are several. */
async function tailOne({ call, options, show, lengths }: Tailing, name: string): Promise<void> {
  const sentence = call.says(`can't open '${name}'`, `cannot open '${name}' for reading`);
  const input = await call.attempt(sentence, () => openInput(call, name));
  if (!input) return;
  if (options.rest.length > 1 && !options.has('q'))
    await call.print(`${lengths.size === 0 ? '' : '\n'}==> ${name} <==\n`);
  const data = await readAll(input);
  lengths.set(name, data.length);
  await call.print(show(data));
}

async function tail(call: Call): Promise<undefined> {
  const options = call.parse(modern(call.args), 'n:c:fFqvs:', {
    lines: 'n:',
    bytes: 'c:',
    follow: 'f::',
    quiet: 'q',
    pid: 'p:',
    retry: 'r',
  });
  const bytes = options.value('c');
  const text = bytes ?? options.value('n', '10');
  const unit = bytes === undefined ? 'lines' : 'bytes';
  const count = amount(call, text, unit);
  const lengths = new Map<string, number>();
  const tailing: Tailing = { call, options, show: (data) => tailOf(data, text, unit, count), lengths };
  const following = options.has('f', 'F');
  const silent = (name: string): boolean => following && call.path(name) === '/dev/null';
  const names = options.rest.length > 0 ? options.rest : ['-'];
  for (const name of names) if (!silent(name)) await tailOne(tailing, name);
  if (!following) return undefined;
  const files = names.filter((name) => name !== '-');
  if (options.has('F') || lengths.size > 0 || files.some(silent))
    return follow(call, options.has('F') ? files : files.filter((name) => lengths.has(name)), lengths);
  if (!call.busybox) await call.complain('no files remaining');
  return undefined;
}

async function tee(call: Call): Promise<undefined> {
  const options = call.options('ai', { append: 'a' });
  const paths: string[] = [];
  for (const name of options.rest) {
    const path = call.path(name);
    if (path === '/dev/stdout' || path === '/dev/stderr' || path === '/dev/null') continue;
    const done = await call.attempt(name, () =>
      call.files.write(path, '', { append: options.has('a') }).then(() => true),
    );
    if (done) paths.push(path);
  }
  for (let chunk = await call.self.stdin.read(); chunk; chunk = await call.self.stdin.read()) {
    await call.print(chunk);
    for (const path of paths) await call.files.write(path, chunk, { append: true });
  }
  return undefined;
}

/** Commands that hand content on. */
export const readingTools: Tools = { cat, tac, head, tail, tee };
