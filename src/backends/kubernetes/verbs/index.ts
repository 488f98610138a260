import type { Resource } from '../../../core/resources/resource';
import type { Verb } from '../../../core/resources/verb';
import type { VerbId } from '../../../core/resources/verb-names';
import type { Cluster } from '../cluster';
import type { Spec } from '../kinds/spec';
import { apply, compare, create, dryRun } from './apply';
import { describe } from './describe';
import { copyYaml, edit, inspect, reveal } from './edit';
import { portForward } from './forward';
import { exec, logs, shell } from './inside';
import { cordon, drain, top, uncordon } from './nodes';
import { remove } from './remove';
import * as rollout from './rollout';
import { useContext, useNamespace, type Chooser } from './use';

type Make = (cluster: Cluster) => Verb<Resource>;

const makers: Partial<Record<VerbId, Make>> = {
  apply,
  compare,
  dryRun,
  describe,
  edit,
  inspect,
  copyYaml,
  reveal,
  portForward,
  logs,
  shell,
  exec,
  cordon,
  uncordon,
  drain,
  top,
  remove,
  scale: rollout.scale,
  restart: rollout.restart,
  rolloutStatus: rollout.rolloutStatus,
  rolloutHistory: rollout.rolloutHistory,
  rolloutUndo: rollout.rolloutUndo,
  rolloutPause: rollout.rolloutPause,
  rolloutResume: rollout.rolloutResume,
  useNamespace,
};

/** What can be done with one of a kind. */
export const verbsOf = (cluster: Cluster, { verbs }: Spec): readonly Verb<Resource>[] =>
  verbs.flatMap((id) => makers[id]?.(cluster) ?? []);

/** What can be done with a kind as a whole. */
export function generalVerbs(cluster: Cluster, spec: Spec, chooser: Chooser): readonly Verb<undefined>[] {
  const general: Partial<Record<VerbId, () => Verb<undefined>>> = {
    create: () => create(cluster, spec),
    apply: () => apply(cluster),
    dryRun: () => dryRun(cluster),
    top: () => top(cluster),
    useContext: () => useContext(cluster, chooser),
    useNamespace: () => useNamespace(cluster),
  };
  return (spec.general ?? []).flatMap((id) => general[id]?.() ?? []);
}
