import { posix } from 'node:path';
import { FileError } from '../../kernel/files';
import type { Builtin } from '../interpreter';
import { type Shell, ShellError } from '../state';
import { ulimit } from './limits';
import { print } from './output';

const cd: Builtin = async (shell, argv) => {
  const words = argv.slice(1).filter((word) => word !== '-P' && word !== '-L' && word !== '--');
  const [given] = words;
  const target = given === '-' ? shell.get('OLDPWD') : (given ?? shell.get('HOME'));
  if (target === undefined || (given === undefined && target === '')) {
    if (shell.flavor !== 'bash') return 0;
    await shell.complain(given === '-' ? 'OLDPWD not set' : 'HOME not set', 'cd');
    return 1;
  }
  const path = argv.includes('-P') ? await shell.self.files.realpath(shell.self.path(target)) : shell.self.path(target);
  const wrong = await whyNot(shell, path);
  if (wrong) {
    const texts = {
      ash: `can't cd to ${target}: ${wrong.message}`,
      dash: `can't cd to ${target}`,
      bash: `${target}: ${wrong.message}`,
    };
    await shell.complain(texts[shell.flavor], 'cd');
    return shell.flavor === 'bash' ? 1 : 2;
  }
  shell.set('OLDPWD', shell.self.cwd);
  shell.self.cwd = path;
  shell.set('PWD', path);
  if (given === '-') await print(shell, `${path}\n`);
  return 0;
};

async function whyNot(shell: Shell, path: string): Promise<FileError | undefined> {
  try {
    const stat = await shell.self.files.stat(path);
    if (stat.kind !== 'directory') return new FileError('ENOTDIR', path);
    const { user } = shell.self;
    const inGroup = stat.gid === user.gid || (user.groups ?? []).includes(stat.gid);
    const bit = stat.uid === user.uid ? 0o100 : inGroup ? 0o010 : 0o001;
    return user.uid === 0 || (stat.mode & bit) !== 0 ? undefined : new FileError('EACCES', path);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}

const pwd: Builtin = async (shell, argv) => {
  await print(
    shell,
    `${argv[1] === '-P' ? await shell.self.files.realpath(shell.self.cwd) : posix.normalize(shell.self.cwd)}\n`,
  );
  return 0;
};

const umask: Builtin = async (shell, argv) => {
  const [, mask] = argv;
  if (mask === undefined) {
    await print(shell, `${shell.mask.toString(8).padStart(4, '0')}\n`);
    return 0;
  }
  if (!/^[0-7]{1,4}$/.test(mask)) throw new ShellError(`illegal mode: ${mask}`);
  shell.mask = Number.parseInt(mask, 8);
  return 0;
};

const times: Builtin = async (shell) => {
  await print(shell, '0m0.00s 0m0.00s\n0m0.00s 0m0.00s\n');
  return 0;
};

const nothing: Builtin = () => Promise.resolve(0);

/** Builtins about where the shell is and what it may. */
export const placeBuiltins = { cd, pwd, umask, times, ulimit, hash: nothing, shopt: nothing };
