import { FileError } from '../../kernel/files';
import type { Input } from '../../kernel/process';
import { openInput, giveWay } from '../text/streams';
import { busyboxHuman, human, parseSize } from '../text/sizes';
import { Fail, type Call, type Tools } from './tool';

const numbers = new Set(['bs', 'ibs', 'obs', 'count', 'skip', 'seek']);
const others = new Set(['if', 'of', 'conv', 'status', 'iflag', 'oflag']);

function readOperands(call: Call): ReadonlyMap<string, string> {
  const operands = new Map<string, string>();
  for (const word of call.args) {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (!numbers.has(key) && !others.has(key))
      throw new Fail(
        call.says(`unknown operand '${word}'`, `unrecognized operand '${word}'\nTry 'dd --help' for more information.`),
      );
    if (numbers.has(key) && parseSize(value) === undefined)
      throw new Fail(call.says(`invalid number '${value}'`, `invalid number: '${value}'`));
    operands.set(key, value);
  }
  return operands;
}

type Totals = { full: number; part: number; bytes: number; /** Blocks read that could not be written. */ lost: number };

/** What dd tells at its end. */
function summary(call: Call, totals: Totals, ms: number): string {
  const { full, part, bytes, lost } = totals;
  const seconds = Math.max(ms, 0.02) / 1000;
  const records = `${full + lost}+${part} records in\n${full}+${part} records out\n`;
  if (call.busybox)
    return `${records}${bytes} bytes (${busyboxHuman(bytes)}B) copied, ${seconds.toFixed(6)} seconds, ${busyboxHuman(Math.floor(bytes / seconds))}B/s\n`;
  const metric = bytes >= 1000 ? ` (${decimal(bytes)}, ${human(bytes)}iB)` : '';
  return `${records}${bytes} bytes${metric} copied, ${Number(seconds.toPrecision(6))} s, ${decimal(bytes / seconds)}/s\n`;
}

function decimal(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  return `${value < 9.95 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step] ?? 'B'}`;
}

/** Where blocks go: standard output, nowhere, or a file that grows. */
async function openOutput(
  call: Call,
  operands: ReadonlyMap<string, string>,
  blockSize: number,
): Promise<(block: Buffer) => Promise<void>> {
  const target = operands.get('of') ?? '/dev/stdout';
  if (target === '/dev/stdout') return (block) => call.print(block);
  const path = call.path(target);
  if (path === '/dev/null' || path === '/dev/zero') return () => Promise.resolve();
  const keep = operands.get('conv')?.includes('notrunc') ?? false;
  const seek = sizeOf(operands, 'seek', 0) * blockSize;
  if (seek > seekLimit) throw new Fail(`'${target}': cannot seek: Invalid argument`);
  const before = seek > 0 || keep ? await call.files.read(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
  const head = Buffer.concat([before, Buffer.alloc(Math.max(0, seek - before.length))]).subarray(0, seek);
  const written = await call.attempt(call.says(`can't open '${target}'`, `failed to open '${target}'`), () =>
    call.files.write(path, head).then(() => true),
  );
  if (!written) throw new Fail('', 1);
  return keep ? overwriting(call, path, before, seek) : (block) => call.files.write(path, block, { append: true });
}

/** `conv=notrunc`: what was there stays behind what is written. */
function overwriting(call: Call, path: string, before: Buffer, seek: number): (block: Buffer) => Promise<void> {
  let length = seek;
  return async (block) => {
    await call.files.write(path, block, { append: true });
    length += block.length;
    if (length >= before.length) return;
    const done = (await call.files.read(path)).subarray(0, length);
    await call.files.write(path, Buffer.concat([done, before.subarray(length)]));
  };
}

const sizeOf = (operands: ReadonlyMap<string, string>, key: string, standard: number): number =>
  parseSize(operands.get(key) ?? '') ?? standard;

const seekLimit = 2 ** 28;

/** The most bytes that are really held for one block; a block of `bs` is charged in full all the same. */
const heldLimit = 2 ** 20;

/** Cuts what an input gives into blocks; `skip` bytes are left out first. */
class BlockReader {
  #chunk: Buffer | undefined = Buffer.alloc(0);
  #turns = 0;

  constructor(
    private readonly input: Input,
    private skip: number,
  ) {}

  get ended(): boolean {
    return this.#chunk === undefined;
  }

  /** Hands one block on, in pieces; resolves to its size, which is smaller at the end. */
  async block(size: number, write: (piece: Buffer) => Promise<void>): Promise<number> {
    let filled = 0;
    while (filled < size) {
      if (this.#chunk?.length === 0) this.#chunk = await this.input.read();
      if (!this.#chunk) break;
      const dropped = Math.min(this.skip, this.#chunk.length);
      this.skip -= dropped;
      const piece = this.#chunk.subarray(dropped, dropped + Math.min(size - filled, heldLimit));
      this.#chunk = this.#chunk.subarray(dropped + piece.length);
      filled += piece.length;
      if (piece.length > 0) await write(piece);
      if (++this.#turns % 256 === 0) await giveWay();
    }
    return filled;
  }
}

async function copy(
  reader: BlockReader,
  write: (piece: Buffer) => Promise<void>,
  { block, count }: { readonly block: number; readonly count: number },
  totals: Totals,
): Promise<void> {
  while (totals.full + totals.part < count && !reader.ended) {
    const filled = await reader.block(block, write);
    totals.bytes += filled;
    if (filled === block) totals.full++;
    else if (filled > 0) totals.part++;
  }
}

async function dd(call: Call): Promise<undefined> {
  const operands = readOperands(call);
  const size = operands.get('bs') ?? operands.get('ibs') ?? '512';
  const block = parseSize(size) ?? 512;
  if (block === 0) throw new Fail(call.says(`number ${size} is not in 1..2147483647 range`, `invalid number: '0'`));
  const source = operands.get('if') ?? '-';
  const input = await call.attempt(call.says(`can't open '${source}'`, `failed to open '${source}'`), () =>
    openInput(call, source),
  );
  if (!input) return undefined;
  // The buffer comes before the first read: beyond the container's memory limit the kernel ends the process here.
  call.self.allocate(block);
  const started = call.self.clock.now();
  const write = await openOutput(call, operands, block);
  const totals: Totals = { full: 0, part: 0, bytes: 0, lost: 0 };
  const reader = new BlockReader(input, sizeOf(operands, 'skip', 0) * block);
  const count = sizeOf(operands, 'count', Infinity);
  try {
    await copy(reader, write, { block, count }, totals);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    totals.lost = 1;
    await call.complain(`error writing '${operands.get('of') ?? 'standard output'}': ${error.message}`);
  }
  call.self.allocate(0);
  if (operands.get('status') !== 'none') await call.warn(summary(call, totals, call.self.clock.now() - started));
  return undefined;
}

export const ddTools: Tools = { dd };
