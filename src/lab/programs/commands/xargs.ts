import { ExecError } from '../../kernel/process';
import type { Options } from '../text/options';
import { parseSpan } from '../text/sizes';
import { readAll, bytesInput } from '../text/streams';
import { run } from './speak';
import { Fail, type Call, type Tools } from './tool';

/** Splits as xargs does: blanks separate, quotes and backslashes protect. */
function words(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s'"\\]|\\[^]|'[^'\n]*'|"[^"\n]*")+/g)].map(([word]) =>
    word.replace(
      /\\([^])|'([^'\n]*)'|"([^"\n]*)"/g,
      (_, bare?: string, single?: string, double?: string) => bare ?? single ?? double ?? '',
    ),
  );
}

/** Runs a command and waits; what cannot be executed is told, with 127 or 126. */
async function runChild(call: Call, argv: readonly string[], quiet = false): Promise<number> {
  try {
    const child = await call.self.spawn(argv, quiet ? { stdin: bytesInput(Buffer.alloc(0)) } : {});
    return (await child.exited).code;
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    await call.complain(
      `${argv[0] ?? ''}: ${error.code === 127 ? 'No such file or directory' : 'Permission denied'}`,
      error.code,
    );
    return error.code;
  }
}

async function xargs(call: Call): Promise<number> {
  const options = call.options(
    'n:I:0rtpL:d:P:s:E:x',
    {
      null: '0',
      'no-run-if-empty': 'r',
      'max-args': 'n:',
      replace: 'I:',
      verbose: 't',
      delimiter: 'd:',
      'max-procs': 'P:',
    },
    true,
  );
  const text = (await readAll(call.self.stdin)).toString('utf8');
  const command = options.rest.length > 0 ? options.rest : ['echo'];
  let status = 0;
  for (const argv of commandLines(options, command, itemsOf(options, text))) {
    if (options.has('t')) await call.warn(`${argv.join(' ')}\n`);
    const code = await runChild(call, argv, true);
    if (code === 126 || code === 127) return code;
    if (code === 255) return 124;
    if (code !== 0) status = 123;
  }
  return status;
}

/** What the input is made of: words, or lines with -I, or parts between the delimiters of -0 and -d. */
function itemsOf(options: Options, text: string): readonly string[] {
  const delimiter = options.has('0') ? '\0' : options.value('d')?.replace('\\n', '\n');
  if (delimiter !== undefined)
    return text.split(delimiter).filter((item, at, all) => item !== '' || at < all.length - 1);
  if (!options.has('I')) return words(text);
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function commandLines(
  options: Options,
  command: readonly string[],
  items: readonly string[],
): readonly (readonly string[])[] {
  const mark = options.value('I');
  if (mark !== undefined) return items.map((item) => command.map((word) => word.replaceAll(mark, item)));
  const each = Math.max(1, Number(options.value('n') ?? options.value('L', '1000')));
  const groups: (readonly string[])[] = [];
  for (let at = 0; at < items.length; at += each) groups.push(items.slice(at, at + each));
  if (groups.length === 0 && !options.has('r')) groups.push([]);
  return groups.map((group) => [...command, ...group]);
}

/** timeout(1): ends a command after a while; 124 says so. */
async function timeout(call: Call): Promise<number> {
  const options = call.options('s:k:t:', { signal: 's:', 'kill-after': 'k:', 'preserve-status': 'p' }, true);
  const [text = '', ...argv] = options.rest;
  const span = parseSpan(text);
  if (span === undefined) throw new Fail(call.says(`invalid number '${text}'`, `invalid time interval '${text}'`), 125);
  if (argv.length === 0) throw new Fail('missing operand', 125);
  const name = options.value('s', 'TERM').replace(/^SIG/, '');
  const child = await call.self.spawn(argv).catch((error: unknown) => {
    if (!(error instanceof ExecError)) throw error;
    const [word = ''] = argv;
    const sentence = call.says(`can't execute '${word}'`, `failed to run command '${word}'`);
    throw new Fail(`${sentence}: No such file or directory`, error.code);
  });
  const limit = new Limit();
  const timer =
    span > 0 && span < Infinity
      ? call.self.clock.after(span, () => limit.reach(() => child.kill(`SIG${name}`)))
      : undefined;
  const { code } = await child.exited;
  timer?.cancel();
  if (!limit.reached) return code;
  return call.says(143, name === 'KILL' ? 137 : 124);
}

/** Remembers that a time has come. */
class Limit {
  reached = false;

  reach(act: () => void): void {
    this.reached = true;
    act();
  }
}

/** nohup, nice, setsid, stdbuf: the command itself runs as ever. */
const wrapper =
  (short: string): ((call: Call) => Promise<number>) =>
  async (call) => {
    const { rest } = call.options(short, undefined, true);
    if (rest.length === 0) throw new Fail('missing operand', 125);
    if (call.name === 'nohup') call.self.on('SIGHUP', 'ignore');
    return run(call, rest);
  };

/** watch: runs a command again and again. */
async function watch(call: Call): Promise<never> {
  const options = call.options('n:tdge', { interval: 'n:', 'no-title': 't' }, true);
  const every = Math.max(0.1, Number(options.value('n', '2'))) * 1000;
  for (;;) {
    await call.print(
      `\u001b[H\u001b[J${options.has('t') ? '' : `Every ${(every / 1000).toFixed(1)}s: ${options.rest.join(' ')}\n\n`}`,
    );
    await runChild(call, ['sh', '-c', options.rest.join(' ')]);
    await call.self.sleep(every);
  }
}

/** Commands that run other commands. */
export const runnerTools: Tools = {
  xargs,
  timeout,
  nohup: wrapper(''),
  nice: wrapper('n:'),
  setsid: wrapper('cw'),
  stdbuf: wrapper('i:o:e:'),
  watch,
};
