import { contextPath, contextSources, type Copy } from './copies';
import type { DockerFile, Instruction } from './file';
import { instructionsOf } from './instructions-of';
import type { Word } from './logical';
import { commandsIn, programName } from './run-commands';
import { inherited } from './stages';

/** A file of the context and where it is in the image. */
export type Target = {
  readonly source: Word;
  readonly copy: Copy;
  /** Its path in the context. */
  readonly path: string;
  /** Its absolute path in the image. */
  readonly place: string;
};

/** Where single files of the context are copied to, as far as that is certain. */
export function* targets(file: DockerFile, folders = workdirs(file)): Iterable<Target> {
  for (const { source, copy } of contextSources(file)) {
    const path = contextPath(source.value) ?? '';
    const place = path === '' ? undefined : placeOf(path, copy, folders.get(copy.instruction));
    if (place !== undefined) yield { source, copy, path, place };
  }
}

function placeOf(path: string, { destination, sources }: Copy, folder: string | undefined): string | undefined {
  const to = destination?.value;
  if (to === undefined || /[$~"'\\]/.test(to) || (folder === undefined && !to.startsWith('/'))) return undefined;
  const absolute = to.startsWith('/') ? to : `${folder ?? ''}/${to}`;
  const isFolder = /(^|\/)\.{0,2}$/.test(to) || sources.length > 1;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const place = contextPath(isFolder ? `${absolute}/${name}` : absolute);
  return place && `/${place}`;
}

/** The working directory at each COPY, ADD, RUN and start command, where WORKDIR lines tell it. */
function workdirs(file: DockerFile): ReadonlyMap<Instruction, string> {
  const now = new Map<number, string | undefined>();
  const found = new Map<Instruction, string>();
  for (const one of instructionsOf(file, 'WORKDIR', 'COPY', 'ADD', 'RUN', 'CMD', 'ENTRYPOINT')) {
    if (one.onbuild) continue;
    const known = inherited(file, one.stage, now);
    if (one.keyword === 'WORKDIR') now.set(one.stage, folderAfter(known, one));
    else if (known !== undefined) found.set(one, known);
  }
  return found;
}

function folderAfter(known: string | undefined, { rest }: Instruction): string | undefined {
  const path = rest.text.replace(/^(["'])(.*)\1$/, '$2');
  if (/[$\\~%]/.test(path)) return undefined;
  return path.startsWith('/') ? path : known && `${known}/${path}`;
}

const inPath = /^\/(usr\/)?(local\/)?s?bin\/[^/]+$/;

const known = new WeakMap<DockerFile, readonly Target[]>();

/** The files of the context that are run as programs, by their own name; found once a file. */
export function programsOf(file: DockerFile): readonly Target[] {
  const programs = known.get(file) ?? [...programsIn(file)];
  known.set(file, programs);
  return programs;
}

function* programsIn(file: DockerFile): Iterable<Target> {
  const started = new Map<number, Set<string>>();
  const folders = workdirs(file);
  for (const one of instructionsOf(file, 'RUN', 'CMD', 'ENTRYPOINT')) {
    const names = started.get(one.stage) ?? new Set<string>();
    started.set(one.stage, names);
    for (const { first } of commandsIn(one, file)) names.add(absolute(first.value, folders.get(one)));
  }
  for (const target of targets(file, folders)) {
    const names = started.get(target.copy.instruction.stage);
    if (names?.has(target.place) || (inPath.test(target.place) && names?.has(programName(target.place)))) yield target;
  }
}

/** `./start.sh` with the folder that it is in; a bare name is looked for in PATH. */
function absolute(program: string, folder: string | undefined): string {
  if (!/^\.{1,2}\//.test(program)) return program;
  return folder === undefined ? '' : `/${contextPath(`${folder}/${program}`) ?? ''}`;
}
