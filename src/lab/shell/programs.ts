import { posix } from 'node:path';
import type { Process, Program, Programs } from '../kernel/process';
import { builtinsOf } from './builtins/all';
import { setOptions } from './builtins/variables';
import { endOf, guarded } from './ending';
import { Interpreter } from './interpreter';
import { runScript } from './script';
import { runInput, runTerminal } from './session';
import { type Flavor, Shell, ShellError } from './state';

type Mode = { readonly letters: ReadonlySet<string>; readonly rest: readonly string[] };

/** The shell's own options; `-c`, `-i`, `-l`, `-s` are its modes. */
async function readMode(shell: Shell, words: readonly string[]): Promise<Mode> {
  const letters = new Set<string>();
  const options: string[] = [];
  let at = 0;
  for (let word = words[at]; word !== undefined && /^[-+]./.test(word); word = words[at]) {
    at += 1;
    if (word === '--' || word === '-') break;
    if (word.startsWith('--')) {
      if (word === '--login') letters.add('l');
      continue;
    }
    for (const letter of word.slice(1)) if ('cils'.includes(letter)) letters.add(letter);
    options.push(word);
    if (word.includes('o')) options.push(words[at++] ?? '');
  }
  await setOptions(shell, options, 'cils');
  return { letters, rest: words.slice(at) };
}

async function shellMain(self: Process, flavor: Flavor): Promise<number> {
  const shell = new Shell(self, flavor);
  shell.arg0 = posix.basename(self.argv[0] ?? 'sh') === '' ? 'sh' : (self.argv[0] ?? 'sh');
  const run = new Interpreter(shell, builtinsOf(flavor));
  return endOf(run, async () => {
    const words = self.argv[0] === 'busybox' ? self.argv.slice(2) : self.argv.slice(1);
    const { letters, rest } = await readMode(shell, words);
    if (letters.has('l') || shell.arg0.startsWith('-')) await profile(run);
    if (letters.has('c')) return runCommand(run, rest);
    const [file, ...positional] = rest;
    if (file !== undefined && !letters.has('s')) return runScript(run, file, [file, ...positional]);
    shell.positional = letters.has('s') ? rest : [];
    shell.interactive = self.terminal() !== undefined;
    if (!shell.interactive) return runInput(run);
    if (flavor === 'bash') await startFile(run, `${shell.get('HOME') ?? self.user.home}/.bashrc`);
    return runTerminal(run);
  });
}

async function runCommand(run: Interpreter, rest: readonly string[]): Promise<number> {
  const { shell } = run;
  const [text, name, ...positional] = rest;
  if (text === undefined) {
    const bash = shell.flavor === 'bash';
    throw new ShellError(bash ? '-c: option requires an argument' : '-c requires an argument', 2);
  }
  if (name !== undefined) shell.arg0 = name;
  shell.positional = positional;
  return run.text(text, true);
}

/** A login shell reads /etc/profile and ~/.profile. */
async function profile(run: Interpreter): Promise<void> {
  await startFile(run, '/etc/profile');
  await startFile(run, `${run.shell.get('HOME') ?? run.shell.self.user.home}/.profile`);
}

async function startFile(run: Interpreter, path: string): Promise<void> {
  const content = await run.shell.self.files.read(path).catch(() => undefined);
  if (!content) return;
  await guarded(run, () => run.text(content.toString('utf8')));
  run.shell.status = 0;
}

const program =
  (flavor: Flavor): Program =>
  (self) =>
    shellMain(self, flavor);

/** The shells: busybox's (`sh`, `ash`), Debian's `dash`, and `bash`. */
export const shellPrograms: Programs = new Map<string, Program>([
  ['sh', program('ash')],
  ['ash', program('ash')],
  ['dash', program('dash')],
  ['bash', program('bash')],
]);
