import { findInPath } from '../../processes/execute';
import { quoted } from '../ending';
import { runExternal } from '../external';
import type { Builtin, Interpreter } from '../interpreter';
import { type Shell, standardStreams } from '../state';
import { print } from './output';

const keywords = new Set('if then else elif fi do done case esac while until for { } ! in'.split(' '));

type Meaning = { readonly told: string; readonly short: string };

/** What a command name means, as `type` and `command -V` word it. */
async function meaning(run: Interpreter, name: string): Promise<Meaning | undefined> {
  return ownMeaning(run, name) ?? fileMeaning(run.shell, name);
}

function ownMeaning({ shell, builtins }: Interpreter, name: string): Meaning | undefined {
  const bash = shell.flavor === 'bash';
  const alias = shell.aliases.get(name);
  if (alias !== undefined) {
    const told = bash ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`;
    return { told, short: `alias ${name}='${alias}'` };
  }
  if (keywords.has(name)) return { told: `${name} is a shell keyword`, short: name };
  if (shell.functions.has(name)) return { told: `${name} is a ${bash ? '' : 'shell '}function`, short: name };
  const builtin = builtins.get(name);
  if (!builtin) return undefined;
  const special = builtin.special && !bash ? 'special ' : '';
  return { told: `${name} is a ${special}shell builtin`, short: name };
}

async function fileMeaning(shell: Shell, name: string): Promise<Meaning | undefined> {
  const place = { files: shell.self.files, cwd: shell.self.cwd, path: shell.get('PATH') ?? '', user: shell.self.user };
  const found = name.includes('/') ? await executableAt(shell, name) : await findInPath(place, name);
  return found === undefined ? undefined : { told: `${name} is ${found}`, short: found };
}

async function executableAt(shell: Shell, name: string): Promise<string | undefined> {
  const stat = await shell.self.files.stat(shell.self.path(name)).catch(() => undefined);
  return stat?.kind === 'file' && (stat.mode & 0o111) !== 0 ? name : undefined;
}

const type: Builtin = async (shell, argv, run) => {
  let status = 0;
  const words = argv.slice(1).filter((word) => !/^-[atpP]+$/.test(word));
  for (const name of words) {
    const found = await meaning(run, name);
    if (found) await print(shell, `${found.told}\n`);
    else {
      if (shell.flavor === 'bash') await shell.complain(`${name}: not found`, 'type');
      else await print(shell, `${name}: not found\n`);
      status = shell.flavor === 'bash' ? 1 : 127;
    }
  }
  return status;
};

const command: Builtin = async (shell, argv, run) => {
  const words = argv.slice(1);
  const option = /^-[vVp]$/.test(words[0] ?? '') ? words.shift() : undefined;
  const [name] = words;
  if (name === undefined) return 0;
  if (option === '-v' || option === '-V') {
    const found = await meaning(run, name);
    if (found) await print(shell, `${option === '-v' ? found.short : found.told}\n`);
    else if (option === '-V') await print(shell, `${name}: not found\n`);
    return found ? 0 : shell.flavor === 'bash' ? 1 : 127;
  }
  const builtin = run.builtins.get(name);
  return builtin ? builtin.run(shell, words, run) : runExternal(run, words, new Map(), false);
};

const alias: Builtin = async (shell, argv) => {
  let status = 0;
  if (argv.length === 1)
    for (const [name, value] of shell.aliases) await print(shell, `${aliasLine(shell, name, value)}\n`);
  for (const word of argv.slice(1)) {
    const equals = word.indexOf('=');
    const value = shell.aliases.get(word);
    if (equals > 0) shell.aliases.set(word.slice(0, equals), word.slice(equals + 1));
    else if (value !== undefined) await print(shell, `${aliasLine(shell, word, value)}\n`);
    else {
      if (shell.flavor === 'ash') await standardStreams(shell).stderr.write(`alias: ${word} not found\n`);
      else await shell.complain(`${word}: not found`, 'alias');
      status = 1;
    }
  }
  return status;
};

const aliasLine = (shell: Shell, name: string, value: string): string =>
  `${shell.flavor === 'bash' ? 'alias ' : ''}${name}=${quoted(value).startsWith("'") ? quoted(value) : `'${value}'`}`;

const unalias: Builtin = (shell, argv) => {
  if (argv[1] === '-a') shell.aliases.clear();
  const missing = argv.slice(1).filter((name) => name !== '-a' && !shell.aliases.delete(name));
  return done(missing.length === 0 ? 0 : 1);
};

const done = (status: number): Promise<number> => Promise.resolve(status);

/** Builtins about what names mean. */
export const namingBuiltins = { type, command, alias, unalias, true: () => done(0), false: () => done(1) };
