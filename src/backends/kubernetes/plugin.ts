import { execFile } from 'node:child_process';
import { kubernetesPluginFailed } from '../../core/errors';
import { isObject, parse, type Raw } from '../docker/answer';
import { textOf } from './kubeconfig';

/** What a credential plugin gave, and until when it is good, in milliseconds since 1970. */
export type Credential = { readonly user: Raw; readonly until: number };

/**
 * Runs the credential plugin of a user as kubectl does, without a terminal:
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export async function runPlugin(
  exec: Raw,
  env: Readonly<Record<string, string | undefined>>,
  timeout: number,
): Promise<Credential> {
  const command = textOf(exec, 'command');
  const args = Array.isArray(exec['args']) ? exec['args'].map(String) : [];
  const apiVersion = textOf(exec, 'apiVersion');
  const given = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const all = { ...env, ...extra(exec['env']), KUBERNETES_EXEC_INFO: JSON.stringify(given) };
  const status = statusOf(await outputOf(command, args, all, timeout));
  // What it says may hold a secret: only its name is told.
  if (status === undefined) throw kubernetesPluginFailed({ command });
  const until = Date.parse(textOf(status, 'expirationTimestamp'));
  return { user: userOf(status), until: Number.isNaN(until) ? Infinity : until };
}

function extra(list: unknown): Record<string, string> {
  const pairs = Array.isArray(list) ? (list as unknown[]).filter(isObject) : [];
  return Object.fromEntries(pairs.map((one) => [textOf(one, 'name'), textOf(one, 'value')]));
}

function outputOf(
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined>,
  timeout: number,
): Promise<string> {
  return new Promise((resolve) => {
    const done = (error: Error | null, stdout: string) => resolve(error === null ? stdout : '');
    try {
      execFile(command, [...args], { env, timeout, killSignal: 'SIGKILL', windowsHide: true }, done).stdin?.end();
    } catch {
      // A command that no system can start, such as an empty one.
      resolve('');
    }
  });
}

function statusOf(output: string): Raw | undefined {
  const credential = parse(output);
  const status = isObject(credential) ? credential['status'] : undefined;
  return isObject(status) ? status : undefined;
}

function userOf(status: Raw): Raw {
  const base64 = (key: string) => Buffer.from(textOf(status, key)).toString('base64');
  return {
    ...(textOf(status, 'token') !== '' && { token: textOf(status, 'token') }),
    ...(textOf(status, 'clientCertificateData') !== '' && {
      'client-certificate-data': base64('clientCertificateData'),
      'client-key-data': base64('clientKeyData'),
    }),
  };
}
