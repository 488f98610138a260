import { SedReader } from '../text/sed-script';
import type { Options } from '../text/options';
import { linesOf, openInput, readAll } from '../text/streams';
import { SedMachine } from './sed-machine';
import { Fail, type Call, type Tools } from './tool';

type Text = readonly [name: string, text: string];

/** The script of -e, -f or the first operand, and the files. */
async function scriptOf(
  call: Call,
  options: Options,
): Promise<{ readonly script: SedReader; readonly names: readonly string[] }> {
  const files = [...options.rest];
  const parts = [...options.values('e')];
  for (const name of options.values('f')) parts.push((await call.files.read(call.path(name))).toString());
  if (!options.has('e', 'f')) {
    const first = files.shift();
    if (first === undefined)
      throw new Fail(call.says('no script', "no script specified\nTry 'sed --help' for more information."));
    parts.push(first);
  }
  const script = new SedReader(parts.join('\n'), options.has('E', 'r')).read();
  return { script, names: files.length > 0 ? files : ['-'] };
}

async function textsOf(call: Call, names: readonly string[]): Promise<readonly Text[]> {
  const texts: Text[] = [];
  for (const name of names) {
    const sentence = call.says(name, `can't read ${name}`);
    const read = async (): Promise<string> => (await readAll(await openInput(call, name))).toString();
    const text = await call.attempt(sentence, read, call.says(1, 2));
    if (text !== undefined) texts.push([name, text]);
  }
  return texts;
}

/** Several inputs as one; a line that is open at the end of one does not run into the next. */
const joined = (texts: readonly Text[]): string =>
  texts
    .map(([, text], at) => (at < texts.length - 1 && text !== '' && !text.endsWith('\n') ? `${text}\n` : text))
    .join('');

/** Runs the script over texts; resolves to the status of `q`. */
async function runOver(
  call: Call,
  options: Options,
  script: SedReader,
  texts: readonly Text[],
): Promise<number | undefined> {
  const whole = joined(texts);
  const machine = new SedMachine(call, script, linesOf(whole), options.has('n'));
  await machine.run();
  const open = whole !== '' && !whole.endsWith('\n');
  const out = machine.out.join('\n') + (machine.out.length > 0 && !open ? '\n' : '');
  const [name = ''] = texts[0] ?? [];
  if (!options.has('i')) await call.print(out);
  else {
    const suffix = options.value('i', '');
    if (suffix) await call.files.write(call.path(name + suffix), whole);
    await call.files.write(call.path(name), out);
  }
  return machine.quit;
}

async function sed(call: Call): Promise<number> {
  const options = call.options('ni::e:f:Ersuz', {
    quiet: 'n',
    silent: 'n',
    'in-place': 'i::',
    expression: 'e:',
    file: 'f:',
    'regexp-extended': 'E',
  });
  const { script, names } = await scriptOf(call, options);
  const texts = await textsOf(call, names);
  for (const group of options.has('i', 's') ? texts.map((one) => [one]) : [texts]) {
    const quit = await runOver(call, options, script, group);
    if (quit !== undefined) return quit;
  }
  return call.status;
}

/** sed(1). */
export const sedTools: Tools = { sed };
