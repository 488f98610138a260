import { verbNames, type VerbId } from '../core/resources/verb-names';

/** The command of a verb of resources. */
export const commandOf = <V extends VerbId>(verb: V): `tutor.resource.${V}` => `tutor.resource.${verb}`;

const resourceCommands = Object.fromEntries(
  (Object.keys(verbNames) as VerbId[]).map((verb) => [`resource:${verb}`, commandOf(verb)]),
) as { readonly [V in VerbId as `resource:${V}`]: `tutor.resource.${V}` };

/** Every command of the manifest; a test holds this list and package.json equal. */
export const commands = {
  openLesson: 'tutor.openLesson',
  openWalkthrough: 'tutor.openWalkthrough',
  startExercise: 'tutor.startExercise',
  checkExercise: 'tutor.checkExercise',
  showExercise: 'tutor.showExercise',
  showHint: 'tutor.showHint',
  compareSolution: 'tutor.compareSolution',
  resetExercise: 'tutor.resetExercise',
  takeQuiz: 'tutor.takeQuiz',
  exportProgress: 'tutor.exportProgress',
  importProgress: 'tutor.importProgress',
  resetProgress: 'tutor.resetProgress',
  openProgress: 'tutor.openProgress',
  makePlan: 'tutor.makePlan',
  doctor: 'tutor.doctor',
  explainRule: 'tutor.explainRule',
  turnOffRule: 'tutor.turnOffRule',
  refreshContainers: 'tutor.containers.refresh',
  refreshKubernetes: 'tutor.kubernetes.refresh',
  refreshOpenstack: 'tutor.openstack.refresh',
  filterContainers: 'tutor.containers.filter',
  filterKubernetes: 'tutor.kubernetes.filter',
  filterOpenstack: 'tutor.openstack.filter',
  sortContainers: 'tutor.containers.sort',
  sortKubernetes: 'tutor.kubernetes.sort',
  sortOpenstack: 'tutor.openstack.sort',
  showMore: 'tutor.explorer.more',
  copyCommand: 'tutor.explorer.copyCommand',
  moreVerbs: 'tutor.explorer.verbs',
  stopRunning: 'tutor.explorer.stopRunning',
  cleanUp: 'tutor.explorer.cleanUp',
  applyManifest: 'tutor.manifest.apply',
  compareManifest: 'tutor.manifest.compare',
  dryRunManifest: 'tutor.manifest.dryRun',
  newManifest: 'tutor.manifest.new',
  buildImage: 'tutor.dockerfile.build',
  composeUp: 'tutor.compose.up',
  ...resourceCommands,
  startLab: 'tutor.lab.start',
  stopLab: 'tutor.lab.stop',
  resetLab: 'tutor.lab.reset',
  labTerminal: 'tutor.lab.terminal',
  labMenu: 'tutor.lab.menu',
  showLog: 'tutor.showLog',
} as const;

/** A command id of ours. */
export type CommandId = (typeof commands)[keyof typeof commands];

/** The views of the manifest. */
export const views = {
  curriculum: 'tutor.curriculum',
  containers: 'tutor.containers',
  kubernetes: 'tutor.kubernetes',
  openstack: 'tutor.openstack',
} as const;

/** The schemes of documents that we make. */
export const schemes = { resource: 'tutor-resource' } as const;

/** The kinds of webview panels, by which VS Code brings them back. */
export const panels = { progress: 'tutor.progress' } as const;

/** Keys that `when` clauses and walkthrough steps read. */
export const contextKeys = {
  /** Why the containers view can show nothing: an ErrorCode, `empty`, or `ready`. */
  containers: 'tutor.containers.state',
  /** The same of the Kubernetes view. */
  kubernetes: 'tutor.kubernetes.state',
  /** The same of the OpenStack view. */
  openstack: 'tutor.openstack.state',
  /** Whether something of an exercise is in the containers view. */
  markedContainers: 'tutor.containers.marked',
  markedKubernetes: 'tutor.kubernetes.marked',
  markedOpenstack: 'tutor.openstack.marked',
  /** What the practice lab does: `stopped`, `starting`, `running` or `failed`. */
  lab: 'tutor.lab.state',
  /** Goes up for a moment to tick the step of a finished lesson: `tutor.done.docker.commands`. */
  done: (lesson: string): string => `tutor.done.${lesson.replace('/', '.')}`,
} as const;

/** The sections of settings that we read. */
export const settings = {
  dockerHost: 'tutor.docker.host',
  hoursPerWeek: 'tutor.hoursPerWeek',
  planStart: 'tutor.planStart',
  labAutoStart: 'tutor.lab.autoStart',
  codeLens: 'tutor.codeLens',
} as const;
