import { homedir } from 'node:os';
import type { Intake, Kind, Platform, Source } from '../../core/resources/source';
import { fill, verbatim } from '../../core/text';
import { KubernetesClient } from './client';
import { Cluster } from './cluster';
import type { KubernetesOptions } from './index';
import { specs, sections } from './kinds';
import { contextsOf } from './kubeconfig';
import { isOwn } from './own';
import { generalVerbs, verbsOf } from './verbs';
import { apply, compare, dryRun, namespaceOf } from './verbs/apply';
import type { Chooser } from './verbs/use';

/**
 * The clusters of the kubeconfig, one for each context; the chosen one is the current context, until another is used
 * here. Nothing is contacted before something is followed or done.
 */
export function kubernetesPlatform(options: KubernetesOptions): Platform & { readonly dispose: () => void } {
  const { env, workspace = () => [], platform = process.platform, home = homedir(), timeout = 10_000 } = options;
  const asked = (value: string | (() => string) = '') => (typeof value === 'string' ? value : value());
  const known = new Map<string, Cluster>();
  let used: string | undefined;
  const surroundings = (context = '') => ({
    env,
    kubeconfig: asked(options.kubeconfig),
    context,
    workspace: workspace(),
    platform,
    home,
  });
  const chooser: Chooser = {
    contexts: async () => (await contextsOf(surroundings())).all,
    choose: (context: string) => (used = context),
    surroundings,
  };
  const clusterOf = (context: string): Cluster => {
    const found =
      known.get(context) ?? new Cluster(context, new KubernetesClient(() => surroundings(context), timeout));
    known.set(context, found);
    return found;
  };
  return {
    id: 'kubernetes',
    sources: async (signal) => {
      const { all, current } = await contextsOf(surroundings());
      signal.throwIfAborted();
      for (const context of known.keys()) if (!all.includes(context)) known.delete(context);
      const wanted = [used, asked(options.context), current].find((one) => one !== undefined && all.includes(one));
      return {
        all: all.map((context) => sourceOf(clusterOf(context), chooser)),
        ...(wanted !== undefined && { chosen: wanted }),
      };
    },
    dispose: () => {
      for (const { running } of known.values()) for (const stop of [...running]) stop();
    },
  };
}

function sourceOf(cluster: Cluster, chooser: Chooser): Source {
  return {
    id: cluster.context,
    label: verbatim(cluster.context),
    kinds: specs.map((spec): Kind => ({
      id: spec.id,
      title: spec.title,
      ...(spec.isInner !== true && { follow: cluster.follow(spec) }),
      below: (resource) => cluster.below(resource),
      verbs: verbsOf(cluster, spec),
      general: generalVerbs(cluster, spec, chooser),
    })),
    sections,
    lead: 'namespace',
    intakes: [intakeOf(cluster)],
    ground: async (signal) => {
      const { context, server } = await cluster.client.choice(signal);
      return { id: `${context} ${server}`, label: `${context} (${server})`, isLocal: isOwn(context, server) };
    },
  };
}

const place = {
  en: 'namespace {namespace} of {context} ({server})',
  zh: '{context}（{server}）的命名空间 {namespace}',
};

/** Manifests, which go where they say themselves, else into the namespace of what they were dropped onto. */
const intakeOf = (cluster: Cluster): Intake => ({
  accepts: (name) => /\.(ya?ml|json)$/i.test(name),
  // Fields of others are left alone, until the learner insists.
  answers: ({ path, text }) => ({ text: [text], conflicts: ['stop'], ...(path !== undefined && { file: [path] }) }),
  take: apply(cluster),
  compare: compare(cluster),
  dryRun: dryRun(cluster),
  place: async (target, signal) => {
    const { context, server, namespace: own } = await cluster.client.choice(signal);
    const namespace = (target && namespaceOf(target)) ?? cluster.namespace ?? own;
    return fill(place, { namespace, context, server });
  },
});
