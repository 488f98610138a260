import { posix } from 'node:path';
import type { Files } from '../kernel/files';
import { ExecError, stubOf, type Program, type Programs } from '../kernel/process';
import { notSimulated } from './not-simulated';

/** Why something cannot be executed, for those who word it themselves (a shell). */
export type ExecReason = 'not found' | 'no such file' | 'permission' | 'no interpreter' | 'format';

/** The refusal of execve(2); its message is runc's. */
export class ExecFailure extends ExecError {
  constructor(
    readonly reason: ExecReason,
    /** The file it is about, as it was found. */
    readonly file: string,
    text: string,
  ) {
    super(reason === 'permission' || reason === 'format' ? 126 : 127, text);
  }
}

/** What an argv comes to: the program and the argv that it sees. */
export type Executable = { readonly program: Program; readonly argv: readonly string[] };

/** Where commands are looked for when nothing says it (execvp(3) of the images' C libraries). */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

type Place = {
  /** As the process's user sees them. */
  readonly files: Files;
  readonly cwd: string;
  readonly path: string;
  readonly user: { readonly uid: number; readonly gid: number; readonly groups?: readonly number[] };
};

/** May this user execute a file with this mode? Root may when anybody may. */
function mayExecute(stat: { mode: number; uid: number; gid: number }, user: Place['user']): boolean {
  if (user.uid === 0) return (stat.mode & 0o111) !== 0;
  if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
  const inGroup = stat.gid === user.gid || (user.groups ?? []).includes(stat.gid);
  return (stat.mode & (inGroup ? 0o010 : 0o001)) !== 0;
}

async function kindAt(place: Place, file: string): Promise<'executable' | 'other' | 'absent'> {
  const stat = await place.files.stat(file).catch(() => undefined);
  if (!stat) return 'absent';
  return stat.kind === 'file' && mayExecute(stat, place.user) ? 'executable' : 'other';
}

/** All files that a bare command name can mean, in the order of PATH; the executable ones only. */
export async function findInPath(place: Place, command: string): Promise<string | undefined> {
  for (const directory of place.path.split(':')) {
    const file = posix.resolve(place.cwd, directory, command);
    if ((await kindAt(place, file)) === 'executable') return file;
  }
  return undefined;
}

async function findFile(place: Place, command: string): Promise<string> {
  const quoted = JSON.stringify(command);
  if (!command.includes('/')) {
    const found = command === '' ? undefined : await findInPath(place, command);
    if (found !== undefined) return found;
    throw new ExecFailure('not found', command, `exec: ${quoted}: executable file not found in $PATH`);
  }
  const file = posix.resolve(place.cwd, command);
  const kind = await kindAt(place, file);
  if (kind === 'executable') return file;
  if (kind === 'other') throw new ExecFailure('permission', command, `exec: ${quoted}: permission denied`);
  throw new ExecFailure('no such file', command, `exec: ${quoted}: stat ${command}: no such file or directory`);
}

const looksBinary = (content: Buffer): boolean =>
  content.subarray(0, 4).equals(Buffer.from('\u007fELF')) || content.subarray(0, 512).includes(0);

/** `#!interpreter argument` of a script; undefined when it has none. */
function interpreterOf(content: Buffer): readonly string[] | undefined {
  if (content[0] !== 0x23 || content[1] !== 0x21) return undefined;
  const line = content.subarray(2, 258).toString('utf8').split('\n')[0]?.trim() ?? '';
  const [interpreter = '', ...rest] = line.split(/[ \t]+/);
  const argument = rest.join(' ');
  return argument === '' ? [interpreter] : [interpreter, argument];
}

/** Finds what an argv runs, through PATH and `#!` lines; rejects with ExecFailure. */
export async function findExecutable(programs: Programs, place: Place, argv: readonly string[]): Promise<Executable> {
  const [command = ''] = argv;
  const file = await findFile(place, command);
  return follow(programs, place, file, argv);
}

async function follow(
  programs: Programs,
  place: Place,
  file: string,
  argv: readonly string[],
  depth = 0,
): Promise<Executable> {
  const content = await place.files.as({ uid: 0, gid: 0 }).read(file);
  const name = stubOf(content);
  if (name !== undefined) return { program: programs.get(name) ?? notSimulated, argv };
  const interpreter = interpreterOf(content);
  if (interpreter) return interpret(programs, place, { file, argv, interpreter }, depth);
  if (content.length > 0 && looksBinary(content)) return { program: notSimulated, argv };
  throw new ExecFailure('format', file, `exec ${argv[0] ?? ''}: exec format error`);
}

type Script = {
  readonly file: string;
  readonly argv: readonly string[];
  readonly interpreter: readonly string[];
};

async function interpret(programs: Programs, place: Place, script: Script, depth: number): Promise<Executable> {
  const { file, argv } = script;
  const [command = ''] = argv;
  if (depth >= 4) throw new ExecFailure('format', file, `exec ${command}: too many levels of symbolic links`);
  const [program = '', ...argument] = script.interpreter;
  const found = posix.resolve(place.cwd, program);
  const kind = program === '' ? 'absent' : await kindAt(place, found);
  if (kind === 'absent') throw new ExecFailure('no interpreter', command, `exec ${command}: no such file or directory`);
  if (kind === 'other') throw new ExecFailure('permission', file, `exec ${command}: permission denied`);
  const path = command.includes('/') ? command : file;
  return follow(programs, place, found, [program, ...argument, path, ...argv.slice(1)], depth + 1);
}

/**
 * A program for what runc finds out only when the container's process exists: it prints why and ends with 1.
 */
export const failing =
  (failure: ExecFailure): Program =>
  async (self) => {
    await self.stderr.write(`${failure.message}\n`);
    return 1;
  };
