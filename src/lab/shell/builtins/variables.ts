import { calculate } from '../arithmetic';
import { quoted } from '../ending';
import type { Builtin } from '../interpreter';
import { optionNames, type Shell, ShellError } from '../state';
import { print } from './output';

const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z_0-9]*$/.test(text);

function splitAssignment(shell: Shell, word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=');
  const name = equals === -1 ? word : word.slice(0, equals);
  if (!isName(name)) {
    throw new ShellError(shell.flavor === 'bash' ? `\`${word}': not a valid identifier` : `${name}: bad variable name`);
  }
  return [name, equals === -1 ? undefined : word.slice(equals + 1)];
}

const valueText = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

async function listVariables(shell: Shell, word: string, mark: 'exported' | 'readOnly'): Promise<number> {
  const rows = [...shell.variables].filter(([, variable]) => variable[mark]).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { value }] of rows) {
    const start = shell.flavor === 'bash' ? `declare -${mark === 'exported' ? 'x' : 'r'}` : word;
    const text = shell.flavor === 'bash' ? `"${value ?? ''}"` : valueText(value ?? '');
    await print(shell, `${start} ${name}${value === undefined ? '' : `=${text}`}\n`);
  }
  return 0;
}

const marking =
  (word: string, mark: 'exported' | 'readOnly'): Builtin =>
  async (shell, argv) => {
    const words = argv.slice(1).filter((given) => !/^-[pnfx]+$/.test(given));
    if (words.length === 0) return listVariables(shell, word, mark);
    const remove = argv.includes('-n');
    for (const given of words) {
      const [name, value] = splitAssignment(shell, given);
      if (value !== undefined) shell.set(name, value);
      const old = shell.variables.get(name) ?? { value: undefined, exported: false, readOnly: false };
      shell.variables.set(name, { ...old, [mark]: !remove });
    }
    return 0;
  };

const unset: Builtin = (shell, argv) => {
  const functions = argv[1] === '-f';
  for (const name of argv.slice(1).filter((word) => word !== '-f' && word !== '-v')) {
    if (functions) shell.functions.delete(name);
    else {
      if (shell.variables.get(name)?.readOnly === true) {
        throw new ShellError(
          shell.flavor === 'bash' ? `${name}: cannot unset: readonly variable` : `${name}: is read only`,
        );
      }
      if (!shell.variables.delete(name)) shell.functions.delete(name);
    }
  }
  return Promise.resolve(0);
};

const local: Builtin = (shell, argv) => {
  const scope = shell.scopes.at(-1);
  if (!scope) {
    throw new ShellError(
      shell.flavor === 'bash' ? 'can only be used in a function' : 'not in a function',
      shell.flavor === 'bash' ? 1 : 2,
    );
  }
  for (const word of argv.slice(1).filter((given) => !given.startsWith('-'))) {
    const [name, value] = splitAssignment(shell, word);
    if (!scope.has(name)) scope.set(name, shell.variables.get(name));
    if (value !== undefined) shell.set(name, value);
    else if (shell.flavor !== 'dash') shell.variables.delete(name);
  }
  return Promise.resolve(0);
};

async function setOptionByName(shell: Shell, on: boolean, name: string | undefined): Promise<void> {
  if (name === undefined) {
    for (const [letter, long] of Object.entries(optionNames)) {
      const state = shell.options.has(letter);
      await print(shell, on ? `${long.padEnd(16)}${state ? 'on' : 'off'}\n` : `set ${state ? '-' : '+'}o ${long}\n`);
    }
    return;
  }
  const letter = Object.entries(optionNames).find(([, long]) => long === name)?.[0];
  if (letter === undefined) {
    if (shell.flavor === 'bash' && ['posix', 'vi', 'emacs', 'history', 'errtrace', 'functrace'].includes(name)) return;
    const texts = {
      ash: `illegal option ${on ? '-' : '+'}o ${name}`,
      dash: `Illegal option ${on ? '-' : '+'}o ${name}`,
      bash: `${name}: invalid option name`,
    };
    throw new ShellError(texts[shell.flavor]);
  }
  setLetter(shell, on, letter);
}

function setLetter(shell: Shell, on: boolean, letter: string): void {
  if (on) shell.options.add(letter);
  else shell.options.delete(letter);
}

const settable = 'efmnxvCabuI';

function refuseLetter(shell: Shell, word: string, letter: string): void {
  if (shell.flavor === 'bash' && 'hBEHPTtklp'.includes(letter)) return;
  const texts = {
    ash: `illegal option ${word}`,
    dash: `Illegal option -${letter}`,
    bash: `-${letter}: invalid option`,
  };
  throw new ShellError(texts[shell.flavor], 2);
}

/** Reads the options of `set` and of the shell itself; returns how many words they are. Throws ShellError. */
export async function setOptions(shell: Shell, words: readonly string[], others = ''): Promise<number> {
  let used = 0;
  for (let word = words[used]; word !== undefined && /^[-+]./.test(word); word = words[used]) {
    used += 1;
    if (word === '--') break;
    const on = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter === 'o') await setOptionByName(shell, on, words[used++]);
      else if (settable.includes(letter)) setLetter(shell, on, letter);
      else if (!others.includes(letter)) refuseLetter(shell, word, letter);
    }
  }
  return used;
}

const set: Builtin = async (shell, argv) => {
  if (argv.length === 1) {
    for (const [name, { value }] of [...shell.variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (isName(name))
        await print(shell, `${name}=${shell.flavor === 'bash' ? quoted(value ?? '') : valueText(value ?? '')}\n`);
    }
    return 0;
  }
  const words = argv.slice(1);
  const used = await setOptions(shell, words);
  if (used < words.length || words.includes('--')) shell.positional = words.slice(used);
  return 0;
};

const shift: Builtin = async (shell, argv) => {
  const count = Number(argv[1] ?? 1);
  if (!/^\d+$/.test(argv[1] ?? '1')) throw new ShellError(`Illegal number: ${argv[1] ?? ''}`);
  if (count > shell.positional.length) {
    if (shell.flavor === 'dash') throw new ShellError("can't shift that many");
    return Promise.resolve(1);
  }
  shell.positional = shell.positional.slice(count);
  return 0;
};

const letBuiltin: Builtin = (shell, argv) => {
  let value = 0n;
  for (const expression of argv.slice(1)) {
    value = calculate(expression, { get: (name) => shell.get(name), set: (name, text) => shell.set(name, text) });
  }
  return Promise.resolve(value === 0n ? 1 : 0);
};

/** Builtins about variables. */
export const variableBuiltins = {
  unset,
  set,
  shift,
  local,
  let: letBuiltin,
  export: marking('export', 'exported'),
  readonly: marking('readonly', 'readOnly'),
};
