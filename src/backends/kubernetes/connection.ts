import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { badConfigBecause, kubernetesBadConfig, kubernetesPluginFailed, UserError } from '../../core/errors';
import { isObject, type Raw } from '../docker/answer';
import { nextTurn } from '../turns';
import { textOf, type Choice } from './kubeconfig';
import { runPlugin, type Credential } from './plugin';
import { loadSdk } from './sdk';

/** A cluster, and what makes its API server know us. */
export type Connection = {
  readonly choice: Choice;
  readonly options: RequestOptions;
  /** The same for the client of the SDK. */
  readonly config: KubeConfig;
  /** Until when the credentials are taken for good, in milliseconds since 1970. */
  readonly until: number;
  /** Whether asking for the credentials again may give others. */
  readonly renews: boolean;
};

/** How long credentials are used that do not say how long they are good, in milliseconds: a file may be written anew. */
const trusted = 60_000;

/** Gets the credentials of the chosen user; sends nothing to the API server. */
export async function connect(
  choice: Choice,
  env: Readonly<Record<string, string | undefined>>,
  timeout: number,
): Promise<Connection> {
  const { exec, tokenFile, ...rest } = choice.user;
  try {
    const given: Credential | undefined = isObject(exec) ? await runPlugin(exec, env, timeout) : undefined;
    const token = typeof tokenFile === 'string' ? { token: (await readFile(tokenFile, 'utf8')).trim() } : {};
    const config = await configFor(choice, { ...rest, ...token, ...given?.user });
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    await nextTurn();
    const until = Math.min(Date.now() + trusted, (given?.until ?? Infinity) - 10_000);
    const renews = [exec, tokenFile, rest['auth-provider']].some((one) => typeof one === 'string' || isObject(one));
    return { choice, options, config, until, renews };
  } catch (error) {
    throw meaningOf(error, choice);
  }
}

async function configFor({ context, server, cluster }: Choice, user: Raw): Promise<KubeConfig> {
  const { KubeConfig } = await loadSdk();
  // Where there is no TLS there is nothing to verify; the client wants that to be said.
  const plain = server.startsWith('http:') ? { 'insecure-skip-tls-verify': true } : {};
  const config = new KubeConfig();
  config.loadFromString(
    JSON.stringify({
      clusters: [{ name: 'cluster', cluster: { ...cluster, ...plain } }],
      users: [{ name: 'user', user }],
      contexts: [{ name: context, context: { cluster: 'cluster', user: 'user' } }],
      'current-context': context,
    }),
  );
  return config;
}

function meaningOf(error: unknown, { context, user }: Choice): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const file = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  if (file !== undefined) return kubernetesBadConfig({ path: file, why: badConfigBecause.unreadable }, error);
  // Providers say more than one may show; their name is enough to find out.
  const provider = user['auth-provider'];
  return isObject(provider) ? kubernetesPluginFailed({ command: textOf(provider, 'name') || context }) : error;
}
