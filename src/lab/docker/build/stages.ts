import type { Action, CopyAction, RunAction, Step } from './action';
import { DockerfileError } from './refusal';
import { readSteps } from './instructions';

/** A FROM and the steps that follow it. */
export type Stage = {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Step & { readonly action: Extract<Action, { kind: 'from' }> };
  readonly steps: readonly Step[];
};

/** A Dockerfile, ready to be built. */
export type Recipe = {
  /** The ARGs before the first FROM. */
  readonly global: readonly Step[];
  readonly stages: readonly Stage[];
  readonly escape: string;
};

/** Reads a Dockerfile. Throws DockerfileError. */
export function readRecipe(text: string): Recipe {
  const { steps, escape } = readSteps(text);
  const global: Step[] = [];
  const stages: { index: number; name: string | undefined; from: Stage['from']; steps: Step[] }[] = [];
  for (const step of steps) {
    const { action } = step;
    if (action.kind === 'from')
      stages.push({ index: stages.length, name: action.name, from: { ...step, action }, steps: [] });
    else if (stages.length > 0) stages.at(-1)?.steps.push(step);
    else if (action.kind === 'arg') global.push(step);
    else throw new DockerfileError('no build stage in current context');
  }
  if (stages.length === 0) throw new DockerfileError('no build stage in current context');
  return { global, stages, escape };
}

/** The stage of a name or index; of the same name the last before `before`. */
export function stageOf(stages: readonly Stage[], name: string, before = stages.length): Stage | undefined {
  const own = name.toLowerCase();
  const earlier = stages.slice(0, before);
  return earlier.findLast((stage) => stage.name === own) ?? (/^\d+$/.test(own) ? earlier[Number(own)] : undefined);
}

/** The stage that a build shall end with. Throws DockerfileError. */
export function targetOf({ stages }: Recipe, target: string): Stage {
  const stage = target === '' ? stages.at(-1) : stageOf(stages, target);
  if (stage === undefined) throw new DockerfileError(`target stage "${target}" could not be found`);
  return stage;
}

/** The stages that a stage needs, and itself, in the order of the file. @param image the name in its FROM, expanded */
export function neededStages(recipe: Recipe, target: Stage, image: (stage: Stage) => string): readonly Stage[] {
  const needed = new Set<Stage>();
  const visit = (stage: Stage): void => {
    if (needed.has(stage)) return;
    needed.add(stage);
    const names = [
      namedStage(recipe.stages, image(stage), stage.index),
      ...stage.steps
        .flatMap(({ action }) => sourcesOf(action))
        .map((name) => stageOf(recipe.stages, name, stage.index)),
    ];
    for (const other of names) if (other !== undefined) visit(other);
  };
  visit(target);
  return recipe.stages.filter((stage) => needed.has(stage));
}

/** The earlier stage that a FROM names; an index does not count there. */
export const namedStage = (stages: readonly Stage[], name: string, before: number): Stage | undefined =>
  stages.slice(0, before).findLast((stage) => stage.name === name.toLowerCase());

const makesFiles: readonly Action['kind'][] = ['copy', 'add', 'run', 'workdir'];

/** A step as BuildKit calls it: `[stage 2/4] COPY a /`; a stage has no name when it is the only one. */
export function placeOf({ stages }: Recipe, { index, name, steps }: Stage, action: Action): string {
  const counted = steps.filter((step) => makesFiles.includes(step.action.kind));
  const at = counted.findIndex((step) => step.action === action);
  const stage = stages.length === 1 ? '' : `${name ?? `stage-${index}`} `;
  return `[${stage}${at + 2}/${counted.length + 1}] ${counted[at]?.title ?? 'ONBUILD'}`;
}

/** What a step takes files from besides the context: names of stages or images. */
function sourcesOf(action: CopyAction | RunAction | Action): readonly string[] {
  if (action.kind === 'copy') return action.from === undefined ? [] : [action.from];
  if (action.kind !== 'run') return [];
  return action.mounts.flatMap((mount) => (mount.type === 'bind' && mount.from !== undefined ? [mount.from] : []));
}
