import type { Image } from '../model';
import type { Action, Step } from './action';
import { digestOf } from './digest';
import { expandWord } from './expand';
import { BuildError } from './refusal';
import { argNames, knownArgs, platformArgs } from './known-args';
import { newContainerId } from './run';
import { applySettings } from './settings';
import { copyStep, folderStep } from './file-steps';
import { runStep } from './run-step';
import { namedStage, neededStages, targetOf, type Stage } from './stages';
import { readSteps } from './instructions';
import { StageState } from './state';
import type { BuildStream } from './stream';
import { imageOf, short, type Build, type BuildParts, type BuildRequest, type Outcome } from './work';

/** Builds an image. Throws DockerfileError, BuildError, ApiError of a pull, or Gone when the client has left. */
export async function build(
  parts: BuildParts,
  request: BuildRequest,
  out: BuildStream,
  gone: AbortSignal,
): Promise<Image> {
  const { recipe } = request;
  const globals = globalArgs(request, parts.architecture);
  const target = targetOf(recipe, request.target);
  const nameOf = (stage: Stage): string => expandWord(stage.from.action.image, globals.get, recipe.escape);
  const stages = neededStages(recipe, target, nameOf);
  const labels = Object.entries(request.labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const count = stages.reduce((sum, { steps }) => sum + 1 + steps.length, recipe.global.length + labels.length);
  const work: Build = {
    parts,
    request,
    out,
    gone,
    settings: { escape: recipe.escape, buildArgs: request.buildArgs, globalArgs: globals.inStage },
    done: new Map(),
    used: [],
    declared: new Set(argNames(recipe.global)),
    progress: { at: 0, total: count },
  };
  for (const step of recipe.global) await announce(work, step.title);
  for (const stage of stages) await buildStage(work, stage, nameOf(stage));
  const state = work.done.get(target.index);
  if (state === undefined) throw new BuildError(`target stage "${request.target}" could not be found`);
  for (const [name, value] of labels) {
    await announce(work, `LABEL ${name}=${value}`);
    await conclude(work, state, `LABEL ${name}=${value}`, 'setting');
  }
  const isBase = target.steps.length === 0 && labels.length === 0 && stages.length === 1;
  const base = isBase ? parts.images.find(nameOf(target)) : undefined;
  const image =
    base ?? (await parts.images.add(state.image(request.labels, new Date(parts.clock.now()).toISOString())));
  parts.cache.usedBy(work.used, image.id);
  if (base === undefined) await out.say(` ---> ${short(image.id)}\n`);
  const unused = [...request.buildArgs.keys()]
    .filter(
      (name) =>
        !work.declared.has(name) &&
        !knownArgs.has(name) &&
        !/^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name),
    )
    .sort();
  await out.line({ aux: { ID: image.id } });
  if (unused.length > 0) await out.say(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
  return image;
}

function globalArgs({ recipe, buildArgs }: BuildRequest, architecture: Image['architecture']) {
  const platform = platformArgs(architecture);
  const values = new Map<string, string>();
  const get = (name: string): string | undefined => values.get(name) ?? platform.get(name);
  for (const { action } of recipe.global)
    for (const { name, value } of action.kind === 'arg' ? action.args : []) {
      const own = buildArgs.get(name) ?? (value === undefined ? undefined : expandWord(value, get, recipe.escape));
      if (own !== undefined) values.set(name, own);
    }
  return { get, inStage: get };
}

/** `Step 2/5 : …`, once it is its turn; nothing more is done for a client that has left. */
async function announce({ progress, out, gone }: Build, title: string): Promise<void> {
  gone.throwIfAborted();
  progress.at += 1;
  await out.say(`Step ${progress.at}/${progress.total} : ${title}`);
  await out.say('\n');
}

async function buildStage(work: Build, stage: Stage, image: string): Promise<void> {
  await announce(work, stage.from.title);
  if (image === '') throw new BuildError(`base name (${stage.from.action.image}) should not be blank`);
  const state = await baseOf(work, stage, image);
  work.done.set(stage.index, state);
  const triggers = state.takeTriggers();
  if (triggers.length > 0) {
    await work.out.say(`# Executing ${triggers.length} build trigger${triggers.length === 1 ? '' : 's'}\n`);
    for (const step of readSteps(triggers.join('\n')).steps) await doStep(work, stage, state, step);
  }
  for (const step of stage.steps) {
    await announce(work, step.title);
    await doStep(work, stage, state, step);
  }
}

async function baseOf(work: Build, stage: Stage, image: string): Promise<StageState> {
  const { recipe } = work.request;
  const earlier = namedStage(recipe.stages, image, stage.index);
  const state = earlier === undefined ? undefined : work.done.get(earlier.index);
  if (state !== undefined) {
    await work.out.say(` ---> ${short(state.stepKey)}\n`);
    return state.next();
  }
  if (image === 'scratch') {
    await work.out.say(' ---> \n');
    return StageState.scratch(work.parts.architecture);
  }
  const found = await imageOf(work, image, work.request.pull);
  await work.out.say(` ---> ${short(found.id)}\n`);
  return StageState.of(found);
}

async function doStep(work: Build, stage: Stage, state: StageState, step: Step): Promise<void> {
  work.gone.throwIfAborted();
  await conclude(work, state, step.title, await act(work, stage, state, step.action));
}

async function act(work: Build, stage: Stage, state: StageState, action: Action): Promise<Outcome> {
  switch (action.kind) {
    case 'from':
      return 'setting';
    case 'copy':
    case 'add':
      return copyStep(work, stage, state, action);
    case 'run':
      return runStep(work, stage, state, action);
    case 'workdir':
      return folderStep(work, stage, state, action);
    default:
      if (action.kind === 'arg') for (const { name } of action.args) work.declared.add(name);
      applySettings(state, action, work.settings);
      return 'setting';
  }
}

/** The lines that follow a step; the very last id is that of the image, and told when there is one. */
async function conclude(work: Build, state: StageState, title: string, outcome: Outcome): Promise<void> {
  const { parts, request, out, progress } = work;
  const args = [...state.args].map(([name, value]) => `${name}=${value ?? ''}`);
  state.stepKey = digestOf(state.stepKey, title, state.filesKey, JSON.stringify(state.config), ...args);
  const isKnown = outcome === 'setting' && !request.noCache && parts.cache.isKnown(state.stepKey);
  parts.cache.know(state.stepKey);
  if (outcome === 'cached' || isKnown) await out.say(' ---> Using cache\n');
  else if (outcome !== 'copied') {
    const container = short(outcome === 'setting' ? newContainerId() : outcome.ranIn);
    if (outcome === 'setting') await out.say(` ---> Running in ${container}\n`);
    if (request.remove) await out.say(` ---> Removed intermediate container ${container}\n`);
  }
  if (progress.at < progress.total) await out.say(` ---> ${short(state.stepKey)}\n`);
}
