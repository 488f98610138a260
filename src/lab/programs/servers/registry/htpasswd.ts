import type { Process, Program } from '../../../kernel/process';
import { textOf } from '../serving';
import { bcrypt } from './bcrypt';

const usage =
  'Usage:\n\thtpasswd [-cimBdpsDv] [-C cost] passwordfile username\n\thtpasswd -b[cmBdpsDv] [-C cost] passwordfile username password\n\n\thtpasswd -n[imBdps] [-C cost] username\n\thtpasswd -nb[mBdps] [-C cost] username password\n';

/** The cost that htpasswd takes when none is told. */
const usualCost = 5;

type Told = { readonly flags: string; readonly cost: number; readonly rest: readonly string[] };

/** The letters of all options, the cost of `-C`, and what is no option. */
function read(args: readonly string[]): Told {
  let flags = '';
  let cost = usualCost;
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || rest.length > 0) rest.push(arg);
    else if (arg.endsWith('C')) cost = Number(args[++at]);
    else flags += arg.slice(1);
  }
  return { flags, cost, rest };
}

const isKnown = (flags: string, cost: number): boolean => !/[^nbciBD]/.test(flags) && cost >= 4 && cost <= 17;

/** htpasswd of Apache: `-n` prints, `-c` makes a file, `-b` or `-i` give the password, `-B` makes bcrypt hashes. */
export const htpasswd: Program = async (self) => {
  const { flags, cost, rest } = read(self.argv.slice(1));
  const has = (flag: string) => flags.includes(flag);
  const [file = '', name, given] = has('n') ? ['', ...rest] : rest;
  if (!isKnown(flags, cost) || name === undefined || (has('b') && given === undefined)) {
    await self.stderr.write(usage);
    return 2;
  }
  if (has('D')) return store(self, file, name, undefined, false);
  if (!has('B')) {
    await self.stderr.write('htpasswd: the practice lab makes bcrypt hashes only, as a registry wants them: add -B\n');
    return 2;
  }
  const password = given ?? (await typed(self));
  const hash = await bcrypt(password, cost);
  if (!has('n')) return store(self, file, name, hash, has('c'));
  await self.stdout.write(`${name}:${hash}\n\n`);
  return 0;
};

/** The longest password that is read, in characters. */
const longest = 4096;

async function typed(self: Process): Promise<string> {
  let text = '';
  while (!text.includes('\n') && text.length < longest) {
    const part = await self.stdin.read();
    if (part === undefined) break;
    text += part.toString('utf8');
  }
  return text.split('\n')[0] ?? '';
}

/** Puts an account into a file, or takes it out; `fresh` begins a new file. */
async function store(
  self: Process,
  file: string,
  name: string,
  hash: string | undefined,
  fresh: boolean,
): Promise<number> {
  const path = self.path(file);
  const before = fresh ? '' : await textOf(self.files, path);
  if (before === undefined) {
    await self.stderr.write(`htpasswd: cannot modify file ${file}; use '-c' to create it\n`);
    return 1;
  }
  const others = before.split('\n').filter((line) => line !== '' && !line.startsWith(`${name}:`));
  const known = before.split('\n').some((line) => line.startsWith(`${name}:`));
  const rows = hash === undefined ? others : [...others, `${name}:${hash}`];
  await self.files.write(path, rows.map((row) => `${row}\n`).join(''));
  const word = hash === undefined ? 'Deleting' : known ? 'Updating' : 'Adding';
  await self.stderr.write(`${word} password for user ${name}\n`);
  return 0;
}
