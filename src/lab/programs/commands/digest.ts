import { createHash } from 'node:crypto';
import { openInput, readAll, linesOf, eachInput } from '../text/streams';
import { parseSize } from '../text/sizes';
import { Fail, type Call, type Tool, type Tools } from './tool';

async function hashOf(call: Call, name: string, algorithm: string): Promise<string | undefined> {
  return call.attempt(call.says(`can't open '${name}'`, name), async () => {
    const hash = createHash(algorithm);
    const input = await openInput(call, name);
    for (let chunk = await input.read(); chunk; chunk = await input.read()) hash.update(chunk);
    return hash.digest('hex');
  });
}

/** Compares files with a list of sums, as `-c` asks. */
async function checkSums(call: Call, lists: readonly string[], algorithm: string, silent: boolean): Promise<void> {
  let wrong = 0;
  let all = 0;
  for (const list of lists) {
    for (const line of linesOf((await readAll(await openInput(call, list))).toString())) {
      const [, hex, name = ''] = /^([0-9a-f]+) [ *](.*)$/.exec(line) ?? [];
      if (hex === undefined) continue;
      all++;
      const good = (await hashOf(call, name, algorithm)) === hex;
      if (!good) wrong++;
      if (!silent) await call.print(`${name}: ${good ? 'OK' : 'FAILED'}\n`);
    }
  }
  if (wrong > 0) await call.complain(`WARNING: ${wrong} of ${all} computed checksums did NOT match`);
}

const sum =
  (algorithm: string): Tool =>
  async (call) => {
    const options = call.options('cswbt', { check: 'c', status: 's', quiet: 'q' });
    const names = options.rest.length > 0 ? options.rest : ['-'];
    if (options.has('c')) return checkSums(call, names, algorithm, options.has('s')).then(() => undefined);
    for (const name of names) {
      const hex = await hashOf(call, name, algorithm);
      if (hex !== undefined) await call.print(`${hex}  ${name}\n`);
    }
    return undefined;
  };

async function base64(call: Call): Promise<undefined> {
  const options = call.options('dw:i', { decode: 'd', wrap: 'w:' });
  const [name = '-'] = options.rest;
  const data = await readAll(await openInput(call, name));
  if (options.has('d')) {
    const text = data.toString('latin1').replace(/\s/g, '');
    await call.print(Buffer.from(text, 'base64'));
    if (/[^A-Za-z0-9+/=]/.test(text)) throw new Fail(call.says('truncated input', 'invalid input'));
    return undefined;
  }
  const width = Number(options.value('w', '76'));
  const text = data.toString('base64');
  await call.print(width > 0 ? text.replace(new RegExp(`.{1,${width}}`, 'g'), '$&\n') : text);
  return undefined;
}

const printable = (bytes: Buffer): string => bytes.toString('latin1').replace(/[^\x20-\x7e]/g, '.');

async function gather(call: Call, names: readonly string[], skip: number, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  await eachInput(call, names, async (input) => {
    while (length < skip + most) {
      const chunk = await input.read();
      if (!chunk) return;
      chunks.push(chunk);
      length += chunk.length;
    }
  });
  return Buffer.concat(chunks).subarray(skip, skip + most);
}

const dumpLimit = 16 * 2 ** 20;

/** One row of hexdump: bytes and letters with -C, else words of two bytes. */
function hexRow(row: Buffer, canonical: boolean): string {
  const hex = row.toString('hex');
  const pairs = hex.match(/../g) ?? [];
  if (canonical)
    return ` ${pairs.slice(0, 8).join(' ').padEnd(23)}  ${pairs.slice(8).join(' ').padEnd(23)}  |${printable(row)}|`;
  const words = hex.match(/..?.?.?/g) ?? [];
  return words.map((four) => `${four.slice(2).padStart(2, '0')}${four.slice(0, 2)}`).join(' ');
}

async function hexdump(call: Call): Promise<undefined> {
  const options = call.options('Cn:s:vxcb', { canonical: 'C', length: 'n:' });
  const skip = parseSize(options.value('s', '0')) ?? 0;
  const data = await gather(call, options.rest, skip, parseSize(options.value('n', '')) ?? dumpLimit);
  const canonical = options.has('C') || call.name === 'hd';
  const address = (at: number): string => at.toString(16).padStart(canonical ? 8 : 7, '0');
  let before: Buffer | undefined;
  let starred = false;
  for (let at = 0; at < data.length; at += 16) {
    const row = data.subarray(at, at + 16);
    const repeated = before?.equals(row) === true && !options.has('v');
    if (!repeated) await call.print(`${address(at + skip)} ${hexRow(row, canonical)}\n`);
    else if (!starred) await call.print('*\n');
    [before, starred] = [row, repeated];
  }
  if (data.length > 0) await call.print(`${address(data.length + skip)}\n`);
  return undefined;
}

async function od(call: Call): Promise<undefined> {
  const options = call.options('A:t:N:j:cxbvw:', {
    'address-radix': 'A:',
    format: 't:',
    'read-bytes': 'N:',
    'skip-bytes': 'j:',
  });
  const data = await gather(
    call,
    options.rest,
    Number(options.value('j', '0')),
    Number(options.value('N') ?? dumpLimit),
  );
  const radix = { d: 10, x: 16, o: 8 }[options.value('A', 'o')];
  const address = (at: number): string =>
    radix === undefined ? '' : at.toString(radix).padStart(radix === 16 ? 6 : 7, '0');
  const kind = options.has('c')
    ? 'c'
    : (options.value('t') ?? (options.has('x') ? 'x2' : options.has('b') ? 'o1' : 'o2'));
  const size = kind.startsWith('c') ? 1 : Number(kind.slice(1) || 4);
  const show = (row: Buffer, at: number): string => {
    if (kind.startsWith('c'))
      return (
        { 10: '\\n', 9: '\\t', 13: '\\r', 0: '\\0' }[row[at] ?? 0] ?? printable(row.subarray(at, at + 1))
      ).padStart(4);
    const value = row.subarray(at, at + size).reduceRight((whole, byte) => whole * 256n + BigInt(byte), 0n);
    const base = kind.startsWith('x') ? 16 : kind.startsWith('o') ? 8 : 10;
    const digits = { 16: size * 2, 8: Math.ceil((size * 8) / 3), 10: 0 }[base];
    const width = base === 10 ? ({ 1: 4, 2: 6, 4: 11, 8: 21 }[size] ?? 11) : digits + 1;
    return value.toString(base).padStart(digits, '0').padStart(width);
  };
  for (let at = 0; at < data.length; at += 16) {
    const row = data.subarray(at, at + 16);
    let text = '';
    for (let place = 0; place < row.length; place += size) text += show(row, place);
    await call.print(`${address(at)}${text}\n`);
  }
  if (radix !== undefined) await call.print(`${address(data.length)}\n`);
  return undefined;
}

/** Commands that show or digest bytes. */
export const digestTools: Tools = {
  md5sum: sum('md5'),
  sha1sum: sum('sha1'),
  sha256sum: sum('sha256'),
  sha512sum: sum('sha512'),
  base64,
  hexdump,
  hd: hexdump,
  od,
};
