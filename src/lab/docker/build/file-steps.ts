import { makeLayer } from '../../files';
import type { Action, CopyAction } from './action';
import { imageOf, type Build, type Outcome } from './work';
import { copyFiles } from './copy';
import { contentDigest, digestOf } from './digest';
import { expandLines, expandWord } from './expand';
import { flatten, isDirectory, resolvePath, type Entry, type FileMap } from './file-map';
import { ownerOf } from './owner';
import { BuildError } from './refusal';
import { newContainerId } from './run';
import { workingDirectory } from './settings';
import { placeOf, stageOf, type Stage } from './stages';
import type { StageState } from './state';

/** COPY and ADD: a layer of what they take, or the one of an earlier build. */
export async function copyStep(work: Build, stage: Stage, state: StageState, action: CopyAction): Promise<Outcome> {
  const { escape } = work.request.recipe;
  const word = (text: string): string => expandWord(text, state.lookup, escape);
  const sources = action.sources.map(word);
  const destination = word(action.destination);
  refuseAddresses(action, sources);
  const chown = action.chown === undefined ? undefined : word(action.chown);
  const chmod = action.chmod === undefined ? undefined : word(action.chmod);
  const source = await sourceOf(work, stage, action.from === undefined ? undefined : word(action.from));
  const files = await copyFiles({
    source,
    sources,
    inline: action.heredocs.map(({ name, content, expand }) => ({
      name,
      content: expand ? expandLines(content, state.lookup, escape) : content,
    })),
    destination: absolute(state, destination),
    target: state.files(),
    owner: chown === undefined || chown === '' ? undefined : ownerOf(state.files(), chown),
    mode: chmod === undefined ? undefined : modeOf(chmod),
    parents: action.parents,
    exclude: action.exclude.map(word),
    unpack: action.kind === 'add',
    now: work.parts.clock.now(),
  }).catch((error: unknown) => {
    throw error instanceof BuildError ? checksumError(state, error) : error;
  });
  const flags = [
    ...(chown === undefined ? [] : [`--chown=${chown}`]),
    ...(chmod === undefined ? [] : [`--chmod=${chmod}`]),
  ];
  const words = [...flags, ...sources, ...action.heredocs.map(({ opener }) => opener), destination];
  const shown = `${action.kind.toUpperCase()} ${words.join(' ')}`;
  const key = digestOf(state.filesKey, 'copy', contentDigest(files));
  const title = placeOf(work.request.recipe, stage, action);
  return addFiles(work, state, { key, files, title, shown: `${shown} # buildkit`, plain: 'copied' });
}

/** WORKDIR: a layer, empty when the directory is there already. */
export async function folderStep(
  work: Build,
  stage: Stage,
  state: StageState,
  action: Extract<Action, { kind: 'workdir' }>,
): Promise<Outcome> {
  const path = workingDirectory(state, expandWord(action.value, state.lookup, work.request.recipe.escape));
  const files = new Map<string, Entry>();
  const names = resolvePath(state.files(), path).split('/').filter(Boolean);
  for (const [index] of names.entries()) {
    const own = names.slice(0, index + 1).join('/');
    const there = state.files().get(own);
    if (there !== undefined && there.kind !== 'directory') throw new BuildError(`mkdir /${own}: not a directory`);
    if (isDirectory(state.files(), own)) continue;
    files.set(own, { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: work.parts.clock.now() });
  }
  const key = digestOf(state.filesKey, 'workdir', path);
  const title = placeOf(work.request.recipe, stage, action);
  const outcome = await addFiles(work, state, { key, files, title, shown: `WORKDIR ${path}`, plain: undefined });
  state.set({ WorkingDir: path });
  if (outcome !== 'cached') await sayRunning(work, outcome);
  return outcome;
}

/** ` ---> Running in …`, told before a step's command shows anything. */
export async function sayRunning(work: Build, outcome: Outcome): Promise<void> {
  if (typeof outcome === 'object') await work.out.say(` ---> Running in ${outcome.ranIn.slice(0, 12)}\n`);
}

type NewFiles = {
  readonly key: string;
  readonly files: ReadonlyMap<string, Entry>;
  /** What the build cache calls it. */
  readonly title: string;
  readonly shown: string;
  readonly plain: 'copied' | undefined;
};

async function addFiles(work: Build, state: StageState, made: NewFiles): Promise<Outcome> {
  const { key, files, title, shown, plain } = made;
  const { cache } = work.parts;
  const known = work.request.noCache ? undefined : cache.find(key);
  const record = known ?? cache.add(key, await makeLayer(files), title, state.filesKey);
  work.used.push(record);
  state.add(record.layer, record.created, shown, key);
  if (known !== undefined) return 'cached';
  return plain ?? { ranIn: newContainerId() };
}

/** The files of an earlier stage, an image, or the build's context. */
export async function sourceOf(work: Build, stage: Stage, from: string | undefined): Promise<FileMap> {
  if (from === undefined) return work.request.files;
  const { stages } = work.request.recipe;
  const earlier = stageOf(stages, from, stage.index);
  const state = earlier === undefined ? undefined : work.done.get(earlier.index);
  if (state !== undefined) return state.files();
  if (/^\d+$/.test(from)) throw new BuildError(`invalid stage index ${from}`);
  if (from === 'scratch') return new Map();
  return flatten((await imageOf(work, from, false)).layers);
}

/** A destination keeps the slash or dot at its end: it says that a directory is meant. */
function absolute(state: StageState, destination: string): string {
  const path = workingDirectory(state, destination);
  return /(?:^|\/)\.?$/.test(destination) && path !== '/' ? `${path}/` : path;
}

function refuseAddresses({ kind, checksum }: CopyAction, sources: readonly string[]): void {
  if (checksum !== undefined && !/^sha\d+:[0-9a-f]+$/.test(checksum))
    throw new BuildError('invalid checksum digest format');
  const address = sources.find((source) => /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/i.test(source));
  if (kind === 'copy' && address !== undefined) throw new BuildError("source can't be a URL for COPY");
  if (address !== undefined)
    throw new BuildError(
      `ADD failed: the practice lab has no way to the internet, so that it cannot fetch ${address}; put the file beside the Dockerfile and COPY it`,
    );
}

function modeOf(text: string): number {
  if (!/^[0-7]{1,4}$/.test(text))
    throw new BuildError(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`);
  return Number.parseInt(text, 8);
}

/** BuildKit finds out what is missing while it works out the key of the cache, and says so. */
function checksumError(state: StageState, error: BuildError): BuildError {
  if (!error.message.endsWith(': not found')) return error;
  const ref = digestOf('ref', state.stepKey);
  const id = `${ref.slice(0, 8)}-${ref.slice(8, 12)}-${ref.slice(12, 16)}-${ref.slice(16, 20)}-${ref.slice(20, 32)}::${ref.slice(32, 57)}`;
  return new BuildError(`failed to compute cache key: failed to calculate checksum of ref ${id}: ${error.message}`);
}
