import { createHash, randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { answers } from './listen';

/** Where one lab keeps what it needs. */
export type Place = {
  /** What outlives the lab: snapshot, keys, who runs it. */
  readonly folder: string;
  /** The socket or named pipe of a name, short enough for a socket's address. */
  readonly socket: (name: string) => string;
  /** Removes the folder of the sockets, when nobody listens there any more. */
  readonly leave: () => Promise<void>;
};

/** Where a lab is when nobody says anything else: the folder for a program's state. */
export function usualFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const state =
    process.platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'))
      : (environment['XDG_STATE_HOME'] ?? path.join(homedir(), '.local', 'state'));
  return path.join(state, 'cloud-native-tutor', 'lab');
}

/**
 * Makes the folders of a lab, readable by its user only. Sockets stand in a folder of their own, because their
 * addresses are at most some hundred bytes long. Rejects when a folder cannot be made or belongs to somebody else.
 */
export async function makePlace(folder: string): Promise<Place> {
  const whole = path.resolve(folder);
  await mkdir(whole, { recursive: true, mode: 0o700 });
  const id = createHash('sha256').update(whole).digest('hex').slice(0, 12);
  if (process.platform === 'win32') {
    // The name is not to be guessed: who knows it may connect.
    const secret = await secretIn(path.join(whole, 'pipe'));
    const socket = (name: string) => `\\\\.\\pipe\\tutor-lab-${id}-${secret}-${name}`;
    return { folder: whole, socket, leave: () => Promise.resolve() };
  }
  const sockets = path.join(tmpdir(), `${socketFolders()}${id}`);
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  const stat = await lstat(sockets);
  if (!stat.isDirectory() || stat.uid !== userInfo().uid) {
    throw new Error(`${sockets} belongs to somebody else: remove it, or set TMPDIR to a folder of your own`);
  }
  // It also tells `removeStale` that somebody is here.
  await chmod(sockets, 0o700);
  const leave = () => rm(sockets, { recursive: true, force: true });
  return { folder: whole, socket: (name) => path.join(sockets, `${name}.sock`), leave };
}

const socketFolders = (): string => `tutor-lab-${userInfo().uid}-`;

/** A folder that was touched so lately may be that of a lab that starts, in milliseconds. */
const young = 60_000;

/** Removes the folders of sockets that this user's labs left behind when they were killed. */
export async function removeStale(folder = tmpdir(), now = Date.now()): Promise<void> {
  if (process.platform === 'win32') return;
  const names = (await readdir(folder)).filter((name) => name.startsWith(socketFolders()));
  for (const name of names) {
    const place = path.join(folder, name);
    const stat = await lstat(place);
    if (!stat.isDirectory() || stat.uid !== userInfo().uid || now - stat.ctimeMs < young) continue;
    const sockets = await readdir(place);
    const alive = await Promise.all(sockets.map((socket) => answers(path.join(place, socket))));
    if (!alive.includes(true)) await rm(place, { recursive: true, force: true });
  }
}

/** A secret that is made once and kept in a file that only its user can read: 32 hexadecimal digits. */
export async function secretIn(file: string): Promise<string> {
  try {
    const kept = (await readFile(file, 'utf8')).trim();
    if (/^[0-9a-f]{32}$/.test(kept)) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const fresh = randomBytes(16).toString('hex');
  await writeFile(file, `${fresh}\n`, { mode: 0o600 });
  return fresh;
}
