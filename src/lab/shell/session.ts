import type { Input } from '../kernel/process';
import { terminalOf } from '../processes/process-view';
import { unread } from '../processes/streams';
import { ShellSyntaxError, type Item } from './ast';
import { guarded, syntaxMessage } from './ending';
import type { Interpreter } from './interpreter';
import { reportJobs } from './jobs';
import { LineEditor } from './line-editor';
import { Parser } from './parser';
import { Leave, type Shell } from './state';

/** Reads commands from standard input, line by line; what a command leaves there is read as the next command. */
export async function runInput(run: Interpreter): Promise<number> {
  const { shell } = run;
  const input = shell.io.get(0)?.input;
  if (!input) return 0;
  let text = '';
  for (;;) {
    const line = await nextLine(input);
    text += line ?? '';
    if (text === '' && line === undefined) return shell.status;
    const items = await parsed(shell, text, line === undefined);
    if (items === 'more') continue;
    if (items === 'wrong') return 2;
    text = '';
    await run.items(items);
    if (line === undefined) return shell.status;
  }
}

async function parsed(shell: Shell, text: string, last: boolean): Promise<readonly Item[] | 'more' | 'wrong'> {
  try {
    return parseAll(shell, text, last) ?? 'more';
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    if (error.incomplete && !last) return 'more';
    await shell.io.get(2)?.output?.write(syntaxMessage(shell, error));
    return 'wrong';
  }
}

/** All commands of a text; undefined when it breaks off in a here-document. Throws ShellSyntaxError. */
function parseAll(shell: Shell, text: string, last: boolean): readonly Item[] | undefined {
  const parser = new Parser({ text, at: 0, line: 1, depth: 0 }, shell.aliases);
  const items: Item[] = [];
  for (let more = parser.next(); more; more = parser.next()) items.push(...more);
  const continued = /(?:^|[^\\])(?:\\\\)*\\\n$/.test(text);
  return last || (parser.tokens.hereEnded && !continued) ? items : undefined;
}

async function nextLine(input: Input): Promise<string | undefined> {
  let held = Buffer.alloc(0);
  for (;;) {
    const chunk = await input.read();
    if (chunk === undefined) return held.length === 0 ? undefined : held.toString('utf8');
    held = Buffer.concat([held, chunk]);
    const end = held.indexOf(0x0a);
    if (end === -1) continue;
    const rest = held.subarray(end + 1);
    // An input that takes nothing back gives whole chunks: its lines are run together.
    if (rest.length > 0 && !unread(input, rest)) return held.toString('utf8');
    return held.subarray(0, end + 1).toString('utf8');
  }
}

/** Talks with a person at a terminal until `exit` or ^D. */
export async function runTerminal(run: Interpreter): Promise<number> {
  const { shell } = run;
  const terminal = terminalOf(shell.self);
  const input = shell.io.get(0)?.input;
  const output = shell.io.get(2)?.output;
  if (!terminal || !input || !output) return runInput(run);
  for (const signal of ['SIGTERM', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGINT'] as const)
    shell.defaultFor(signal);
  const editor = new LineEditor(input, output, terminal, (text) => complete(run, text));
  for (;;) {
    await reportJobs(shell);
    const items = await readCommands(shell, editor);
    if (items === 'end') {
      await output.write(shell.flavor === 'bash' ? 'exit\n' : '\n');
      return shell.status;
    }
    if (items === 'nothing') continue;
    const left = await oneLine(run, items);
    if (left !== undefined) return left;
  }
}

/** Runs a typed line; resolves to the status when the shell is to end. */
async function oneLine(run: Interpreter, items: readonly Item[]): Promise<number | undefined> {
  const { shell } = run;
  let left: number | undefined;
  const before = shell.io;
  shell.status = await guarded(run, async () => {
    try {
      return await run.items(items);
    } catch (error) {
      if (!(error instanceof Leave) || error.kind !== 'exit') throw error;
      if (shell.flavor === 'bash') await shell.io.get(2)?.output?.write('exit\n');
      left = error.value;
      return error.value;
    }
  });
  if (shell.status !== 0 && left === undefined) shell.io = shell.io.size === 0 ? before : shell.io;
  await guarded(run, async () => {
    await run.runTraps();
    return 0;
  });
  shell.tested = 0;
  return left;
}

async function readCommands(shell: Shell, editor: LineEditor): Promise<readonly Item[] | 'end' | 'nothing'> {
  let text = '';
  for (;;) {
    const prompt = text === '' ? promptOf(shell, shell.get('PS1') ?? '$ ') : (shell.get('PS2') ?? '> ');
    const entered = await editor.readLine(prompt);
    if (entered.kind === 'end') return text === '' ? 'end' : 'nothing';
    if (entered.kind !== 'line') {
      shell.status = 130;
      return 'nothing';
    }
    text += `${entered.text}\n`;
    const items = await parsed(shell, text, false);
    if (items === 'wrong') {
      shell.status = 2;
      return 'nothing';
    }
    if (items !== 'more') return items;
  }
}

/** A prompt with its backslash sequences replaced. */
function promptOf(shell: Shell, prompt: string): string {
  const { self } = shell;
  const home = shell.get('HOME') ?? self.user.home;
  const inHome = home !== '/' && home !== '' && (self.cwd === home || self.cwd.startsWith(`${home}/`));
  const place = inHome ? `~${self.cwd.slice(home.length)}` : self.cwd;
  const values: Readonly<Record<string, string>> = {
    w: place,
    W: place === '/' ? '/' : (place.split('/').at(-1) ?? ''),
    u: self.user.name === '' ? 'I have no name!' : self.user.name,
    h: self.facts.hostname.split('.')[0] ?? '',
    H: self.facts.hostname,
    $: self.user.uid === 0 ? '#' : '$',
    n: '\n',
    e: '\u001b',
    '[': '',
    ']': '',
    '\\': '\\',
    s: shell.flavor === 'bash' ? 'bash' : 'sh',
    v: '5.2',
  };
  return prompt
    .replace(/\\(033|.)/g, (all, letter: string) => (letter === '033' ? '\u001b' : (values[letter] ?? all)))
    .replace(/\$\{?PWD\}?/g, self.cwd)
    .replace(/\$\{debian_chroot:[^}]*\}/g, '');
}

async function complete(run: Interpreter, text: string): Promise<readonly string[]> {
  const { shell } = run;
  const word = /\S*$/.exec(text)?.[0] ?? '';
  const slash = word.lastIndexOf('/');
  const beginning = word.slice(slash + 1);
  if (slash === -1 && /^\s*$/.test(text.slice(0, text.length - word.length))) {
    return (await commandNames(run)).filter((name) => name.startsWith(beginning)).slice(0, 200);
  }
  const directory = shell.self.path(slash === -1 ? '.' : word.slice(0, slash + 1));
  const names = (await shell.self.files.list(directory).catch(() => [])).filter((name) => name.startsWith(beginning));
  const shown: string[] = [];
  for (const name of names.filter((given) => beginning !== '' || !given.startsWith('.')).slice(0, 200)) {
    const stat = await shell.self.files.stat(`${directory}/${name}`).catch(() => undefined);
    shown.push(stat?.kind === 'directory' ? `${name}/` : name);
  }
  return shown;
}

async function commandNames(run: Interpreter): Promise<readonly string[]> {
  const { shell } = run;
  const names = new Set([...run.builtins.keys(), ...shell.functions.keys(), ...shell.aliases.keys()]);
  for (const directory of (shell.get('PATH') ?? '').split(':')) {
    for (const name of await shell.self.files.list(shell.self.path(directory)).catch(() => [])) names.add(name);
  }
  return [...names].sort();
}
