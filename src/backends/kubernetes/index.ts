import { homedir } from 'node:os';
import type { Observation, Observers } from '../../core/course/check';
import { kubernetesNoServer, UserError } from '../../core/errors';
import { KubernetesClient } from './client';
import { readLog } from './logs';
import { readObject } from './objects';

export { kubernetesPlatform } from './platform';

/** Which cluster is meant, and what is needed to find it; contacted only when something is asked. */
export type KubernetesOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A kubeconfig that the learner picked, asked for at each connection; empty or none: KUBECONFIG or ~/.kube/config. */
  readonly kubeconfig?: string | (() => string);
  /** A context that the learner picked, asked for at each connection; empty or none: the current one. */
  readonly context?: string | (() => string);
  /** Folders whose files may come from somebody else: a kubeconfig in there never has a program run. */
  readonly workspace?: () => readonly string[];
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** How long an answer may take, in milliseconds; 10 s if not given. */
  readonly timeout?: number;
};

/** The sources that a Kubernetes API server can be asked about. */
export type KubernetesObservers = Pick<Observers, 'kubernetes-version' | 'kubernetes' | 'kubernetes-logs'>;

/** Those who look at a Kubernetes API server: https://kubernetes.io/docs/reference/using-api/; all they send is GET. */
export function kubernetesObservers(options: KubernetesOptions): KubernetesObservers {
  const { env, workspace = () => [], platform = process.platform, home = homedir(), timeout = 10_000 } = options;
  const asked = (value: string | (() => string) = '') => (typeof value === 'string' ? value : value());
  const surroundings = () => ({
    env,
    kubeconfig: asked(options.kubeconfig),
    context: asked(options.context),
    workspace: workspace(),
    platform,
    home,
  });
  const client = new KubernetesClient(surroundings, timeout);
  return {
    'kubernetes-version': (_probe, _scene, signal) => observe(() => readVersion(client, signal)),
    kubernetes: (probe, _scene, signal) => observe(() => readObject(client, probe, signal)),
    'kubernetes-logs': (probe, _scene, signal) => observe(() => readLog(client, probe, signal)),
  };
}

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#info-version-k8s-io */
async function readVersion(client: KubernetesClient, signal: AbortSignal): Promise<unknown> {
  const version = await client.get({ path: '/version', wish: { verb: 'get', resource: '/version' } }, signal);
  if (typeof version?.['gitVersion'] === 'string') return version;
  throw kubernetesNoServer({ server: (await client.choice(signal)).server });
}

/** Nothing is absent, an expected failure is unknown, anything else is a bug and thrown. */
async function observe(look: () => Promise<unknown>): Promise<Observation> {
  try {
    const value = await look();
    return value === undefined ? { state: 'absent' } : { state: 'found', value };
  } catch (error) {
    if (error instanceof UserError) return { state: 'unknown', error };
    throw error;
  }
}
