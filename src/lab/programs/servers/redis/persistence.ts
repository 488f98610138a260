import type { Files } from '../../../kernel/files';
import { encodeCommand, readCommands } from './resp';
import type { Settings } from './settings';
import type { Dumped, Keyspace } from './store';

const magic = 'REDIS0012';

/** Where a server keeps its data, by its settings. */
export type Places = {
  readonly dump: string;
  readonly folder: string;
  readonly base: string;
  readonly log: string;
  readonly manifest: string;
};

/** The files of a server: dump.rdb, and the three of the append-only directory. */
export function placesOf(settings: Settings): Places {
  const dir = (settings.get('dir') ?? '').replace(/\/$/, '');
  const folder = `${dir}/${settings.get('appenddirname') ?? 'appendonlydir'}`;
  const name = `${folder}/${settings.get('appendfilename') ?? 'appendonly.aof'}`;
  return {
    dump: `${dir}/${settings.get('dbfilename') ?? 'dump.rdb'}`,
    folder,
    base: `${name}.1.base.rdb`,
    log: `${name}.1.incr.aof`,
    manifest: `${name}.manifest`,
  };
}

/** Writes all databases to a file, in one step: first beside it, then over it. */
export async function writeDump(files: Files, path: string, databases: readonly Keyspace[]): Promise<void> {
  const content = JSON.stringify(databases.map((keys) => keys.dump()));
  await files.write(`${path}.tmp`, Buffer.from(`${magic}\n${content}`, 'latin1'));
  await files.rename(`${path}.tmp`, path);
}

/** Reads a dump into the databases; resolves to the number of keys, undefined when there is no file. Rejects when it is damaged. */
export async function readDump(
  files: Files,
  path: string,
  databases: readonly Keyspace[],
): Promise<number | undefined> {
  const content = await files.read(path).catch(() => undefined);
  if (!content) return undefined;
  const text = content.toString('latin1');
  if (!text.startsWith('REDIS')) throw new Error('Wrong signature trying to load DB from file');
  if (!text.startsWith(`${magic}\n`)) throw new Error("Can't handle RDB format version");
  const all = JSON.parse(text.slice(magic.length + 1)) as readonly (readonly Dumped[])[];
  all.forEach((entries, index) => databases[index]?.load(entries));
  return all.reduce((sum, entries) => sum + entries.length, 0);
}

/** Begins an append-only directory with what the databases hold now. */
export async function beginLog(files: Files, places: Places, databases: readonly Keyspace[]): Promise<void> {
  await files.mkdir(places.folder, { mode: 0o755, parents: true });
  await writeDump(files, places.base, databases);
  await files.write(places.log, '');
  const name = (path: string) => path.slice(places.folder.length + 1);
  await files.write(places.manifest, `file ${name(places.base)} seq 1 type b\nfile ${name(places.log)} seq 1 type i\n`);
}

/** A command as the append-only file keeps it, behind the choice of its database. */
export const logEntry = (database: number, words: readonly string[], before: number | undefined): Buffer =>
  Buffer.from(
    (before === database ? '' : encodeCommand(['SELECT', String(database)])) + encodeCommand(words),
    'latin1',
  );

/** The commands of an append-only file, undefined when there is none; what a crash has cut off at the end is left out. */
export async function readLog(files: Files, places: Places): Promise<readonly (readonly string[])[] | undefined> {
  const content = await files.read(places.log).catch(() => undefined);
  return content && readCommands(content.toString('latin1')).commands;
}
