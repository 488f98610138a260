import { lstat, readlink } from 'node:fs/promises';
import { release } from 'node:os';
import { isolationMissing } from '../../../core/errors';
import { thisMachine } from '../machine';
import { threadsOf } from '../processes';
import { runIn, type Outcome } from './box';
import { limits } from './limits';
import { ownRoot, proof, runAndReport, systemFolders } from './sandbox';
import { onStage, otherUser, put, type Stage } from './stage';

/** A way to run a command isolated on a stage: the program to start with its arguments. */
export type Isolation = (stage: Stage, command: readonly string[]) => Promise<readonly [string, ...string[]]>;

/** The ways that we know, the more usual one first. */
export const isolations: readonly Isolation[] = [
  // https://man7.org/linux/man-pages/man1/unshare.1.html
  async (stage, command) => {
    const separate = [
      '--user',
      '--map-root-user',
      '--net',
      '--ipc',
      '--uts',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount',
    ];
    const inside = ['sh', '-c', ownRoot + runAndReport, 'sh', stage.root, stage.given];
    // The script is nobody special inside, either: what may change mounts is left behind.
    const user = otherUser() ?? process.getuid?.() ?? 0;
    const asUser = ['unshare', '--user', `--map-user=${user}`, `--map-group=${user}`, '--', ...command];
    return ['unshare', ...separate, '--', ...inside, ...(await limited(asUser))];
  },
  // https://github.com/containers/bubblewrap/blob/main/bwrap.xml
  async (stage, command) => {
    const folders = await Promise.all(systemFolders.map((name) => visible(`/${name}`)));
    const places = ['--ro-bind', stage.given, '/in', '--size', String(limits.folder), '--tmpfs', '/tmp'];
    const own = ['--dev', '/dev', '--proc', '/proc', '--remount-ro', '/dev', ...places, '--remount-ro', '/'];
    const inside = ['sh', '-c', runAndReport, 'sh', ...(await limited(command))];
    return ['bwrap', '--unshare-all', '--die-with-parent', ...folders.flat(), ...own, '--chdir', '/', '--', ...inside];
  },
];

async function visible(folder: string): Promise<readonly string[]> {
  const stats = await lstat(folder).catch(() => undefined);
  if (stats?.isSymbolicLink() === true) return ['--symlink', await readlink(folder), folder];
  return stats?.isDirectory() === true ? ['--ro-bind', folder, folder] : [];
}

/** https://man7.org/linux/man-pages/man1/prlimit.1.html */
async function limited(command: readonly string[]): Promise<readonly string[]> {
  const { backstop, fileSize, memory } = limits;
  const processes = await mostProcesses();
  const most = [`--nproc=${processes}`, `--fsize=${fileSize}`, `--as=${memory}`, '--core=0', '--nofile=256'];
  return ['timeout', '-s', 'KILL', String(backstop), 'prlimit', ...most, '--', ...command];
}

/** Up to Linux 5.13 everything that the user runs counts, not only what runs inside. */
async function mostProcesses(): Promise<number> {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  if (major > 5 || (major === 5 && minor >= 14)) return limits.processes;
  const uid = otherUser() ?? thisMachine.uid;
  return limits.processes + (await threadsOf({ ...thisMachine, uid }, new AbortController().signal));
}

/** The last words of what was printed: why something could not be. */
export const lastLine = ({ stdout, stderr }: Pick<Outcome, 'stdout' | 'stderr'>): string =>
  `${stdout}\n${stderr}`.trim().split('\n').at(-1)?.slice(0, 200) ?? '';

/**
 * Finds a way to run scripts isolated: the first that is proved here, which is then remembered. A failure is not, because
 * the learner may do something about it.
 * @throws UserError isolation-missing when there is none
 */
export function isolationFinder(ways: readonly Isolation[]): () => Promise<Isolation> {
  let found: Promise<Isolation> | undefined;
  return () => {
    found ??= firstProved(ways).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

async function firstProved(ways: readonly Isolation[]): Promise<Isolation> {
  const refusals: string[] = [];
  for (const way of ways) {
    const outcome = await prove(way);
    if (outcome.stdout === 'isolated\n' && outcome.report?.code === 0) return way;
    refusals.push(lastLine(outcome));
  }
  throw isolationMissing({ why: refusals.join('; ') });
}

/** Runs the script of ours that tries to break out. */
function prove(isolation: Isolation): Promise<Outcome> {
  return onStage(async (stage) => {
    await put(stage, 'proof.sh', proof, true);
    const spaces = await Promise.all(
      ['net', 'pid', 'mnt', 'ipc', 'user'].map((name) => readlink(`/proc/self/ns/${name}`)),
    );
    // Others may have come and gone in between.
    const most = (await mostProcesses()) + 500;
    const command = await isolation(stage, ['sh', './proof.sh', stage.folder, String(most), ...spaces]);
    return runIn(command, '', new AbortController().signal);
  });
}
