import { FileError } from '../../kernel/files';
import { AwkParser } from '../text/awk-parse';
import { AwkRunner, type AwkOutput } from '../text/awk-run';
import { numberOf, type Value } from '../text/awk-values';
import type { Options } from '../text/options';
import { unescape } from '../text/printf';
import { eachLine, giveWay, openInput } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

const assignment = /^([A-Za-z_]\w*)=([^]*)$/;

/** The program of -f or the first operand, and the words behind it. */
async function sourceOf(call: Call, options: Options): Promise<readonly [string, readonly string[]]> {
  const sources: string[] = [];
  for (const name of options.values('f')) sources.push((await call.files.read(call.path(name))).toString());
  if (sources.length > 0) return [sources.join('\n'), options.rest];
  const [first, ...words] = options.rest;
  if (first === undefined)
    throw new Fail(call.says('bad usage', 'usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]'), 1);
  return [first, words];
}

/** Gathers what awk prints, and writes what goes to files. */
class Printer {
  #out: string[] = [];
  readonly #written = new Set<string>();

  constructor(private readonly call: Call) {}

  readonly print: AwkOutput = async (text, to) => {
    if (!to || to.file === '/dev/stdout') {
      this.#out.push(text);
      if (this.#out.length >= 256) await this.flush();
    } else if (to.file === '/dev/stderr') await this.call.warn(text);
    else {
      const append = to.mode === '>>' || this.#written.has(to.file);
      await this.call.files.write(this.call.path(to.file), text, { append });
      this.#written.add(to.file);
    }
  };

  async flush(): Promise<void> {
    const text = this.#out.join('');
    this.#out = [];
    await this.call.print(text);
  }
}

/** Sets the variable of `name=value`; false when the word is none. */
function assign(runner: AwkRunner, text: string): boolean {
  const [, name, value = ''] = assignment.exec(text) ?? [];
  if (name !== undefined) runner.set(name, { input: unescape(value).text });
  return name !== undefined;
}

function prepare(call: Call, runner: AwkRunner, options: Options, words: readonly string[]): void {
  const items = [['0', 'awk'], ...words.map((input, at) => [String(at + 1), { input }] as const)] as const;
  runner.set('ENVIRON', new Map([...call.self.env].map(([name, input]) => [name, { input }])));
  runner.set('ARGC', words.length + 1);
  runner.set('ARGV', new Map<string, Value>(items as readonly (readonly [string, Value])[]));
  const separator = options.value('F');
  if (separator !== undefined) runner.set('FS', separator === 't' ? '\t' : unescape(separator).text);
  for (const text of options.values('v')) if (!assign(runner, text)) throw new Fail(`invalid -v argument '${text}'`, 2);
}

type Ending = Awaited<ReturnType<AwkRunner['edge']>>;

/** Runs the rules over one file. */
async function readOne(call: Call, runner: AwkRunner, printer: Printer, name: string): Promise<Ending> {
  const input = await openInput(call, name).catch(async (error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    await call.complain(call.says(`${name}: ${error.message}`, `cannot open ${name} (${error.message})`), 2);
    return undefined;
  });
  if (!input) return undefined;
  runner.set('FILENAME', name === '-' ? '' : name);
  runner.set('FNR', 0);
  let leave: Ending;
  await eachLine(input, async (line) => {
    leave = await runner.record(line);
    if (call.self.stdin === input) await printer.flush();
    return leave === undefined;
  });
  return leave;
}

async function readAllOf(call: Call, runner: AwkRunner, printer: Printer, words: readonly string[]): Promise<Ending> {
  const files = words.some((word) => !assignment.test(word)) ? words : [...words, '-'];
  for (const name of files) {
    const leave = assign(runner, name) ? undefined : await readOne(call, runner, printer, name);
    if (leave) return leave;
  }
  return undefined;
}

async function awk(call: Call): Promise<number> {
  const options = call.options('F:v:f:', { 'field-separator': 'F:', assign: 'v:', file: 'f:' }, true);
  const [source, words] = await sourceOf(call, options);
  const printer = new Printer(call);
  const runner = new AwkRunner(new AwkParser(source).parse(), printer.print, () => call.self.clock.now(), giveWay);
  prepare(call, runner, options, words);
  const reads = runner.program.rules.some(({ when }) => when !== 'BEGIN');
  const begun = await runner.edge('BEGIN');
  const first = begun ?? (reads ? await readAllOf(call, runner, printer, words) : undefined);
  const last = reads ? await runner.edge('END') : undefined;
  await printer.flush();
  const status = last?.value ?? first?.value;
  return status === undefined ? call.status : Math.trunc(numberOf(status)) & 255;
}

/** awk(1). */
export const awkTools: Tools = { awk };
