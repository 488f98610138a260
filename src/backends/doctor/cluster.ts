import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import type { ClusterSight, ServerFacts } from '../../core/doctor/sights';
import { kubernetesNoConfig, kubernetesNoServer } from '../../core/errors';
import { isObject, parse, textOf } from '../docker/answer';
import { exchange } from '../kubernetes/exchange';
import { explain, refusalOf } from '../kubernetes/failure';
import { isForeign } from '../kubernetes/foreign';
import { chooseCluster, contextsOf, kubeconfigFiles, type Choice, type Surroundings } from '../kubernetes/kubeconfig';
import { isOwn } from '../kubernetes/own';
import type { Around } from './around';
import { seen } from './seen';

/** How long an API server may take: the deadline of all looks ends it before. */
const patience = 10_000;

/** Reads the kubeconfig, and asks the server of the current context who it is. */
export async function lookAtCluster(around: Around, signal: AbortSignal): Promise<ClusterSight> {
  const narrowed = await seen(() => withoutForeign(around), signal);
  if (narrowed.state !== 'told') return { contexts: narrowed, unread: [] };
  const { surroundings, unread } = narrowed.value;
  if (surroundings === undefined) {
    const error = kubernetesNoConfig({ places: unread.join(', ') });
    return { contexts: { state: 'failed', error }, unread };
  }
  const contexts = await seen(() => contextsOf(surroundings), signal);
  if (contexts.state !== 'told' || contexts.value.current === '') return { contexts, unread };
  return { contexts, unread, server: await seen(() => serverOf(surroundings, signal), signal) };
}

/** The places of the kubeconfig without those in an open folder that is not trusted; none when no place is left. */
async function withoutForeign(
  around: Around,
): Promise<{ readonly surroundings?: Surroundings; readonly unread: readonly string[] }> {
  const { env, platform, home, workspace, isTrusted } = around;
  const surroundings: Surroundings = { env, kubeconfig: '', context: '', workspace, platform, home };
  if (isTrusted) return { surroundings, unread: [] };
  const files = kubeconfigFiles(surroundings);
  const foreign = await Promise.all(files.map((file) => isForeign(file, workspace)));
  const unread = files.filter((_, at) => foreign[at]);
  const own = files.filter((_, at) => !foreign[at]);
  if (own.length === 0) return { unread };
  const KUBECONFIG = own.join(platform === 'win32' ? ';' : ':');
  return { surroundings: { ...surroundings, env: { ...env, KUBECONFIG } }, unread };
}

/**
 * `GET /version` without logging in: no credential is sent, no plugin is run, and most clusters tell it to everybody.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
 */
async function serverOf(surroundings: Surroundings, signal: AbortSignal): Promise<ServerFacts> {
  const choice = await chooseCluster(surroundings);
  const { server, context } = choice;
  const url = new URL(`${server.replace(/\/+$/, '')}/version`);
  const options = { ...(await tlsOf(choice)), headers: { Accept: 'application/json' } };
  const answer = await exchange({ url, options, timeout: patience }, signal).catch((error: unknown) => {
    throw signal.aborted ? error : explain(error, choice, patience);
  });
  const facts = { server, isLocal: isOwn(context, server) };
  if (answer.status === 401 || answer.status === 403) return facts;
  if (answer.status !== 200) throw refusalOf(answer, choice, { verb: 'get', resource: '/version' });
  const version = parse(answer.body);
  const gitVersion = isObject(version) ? textOf(version['gitVersion']) : '';
  if (gitVersion === '') throw kubernetesNoServer({ server });
  return { ...facts, gitVersion };
}

/** Whom the server of a cluster is known by; nothing of the user. */
async function tlsOf({ cluster }: Choice): Promise<RequestOptions> {
  const [data, file, name] = ['certificate-authority-data', 'certificate-authority', 'tls-server-name'].map((key) =>
    textOf(cluster[key]),
  );
  const ca = data ? Buffer.from(data, 'base64') : file ? await readFile(file) : undefined;
  return {
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
    ...(ca !== undefined && { ca }),
    ...(name && { servername: name }),
  };
}
