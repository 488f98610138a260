import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { whyNoEngines } from '../../host/live.mjs';
import { skip } from '../../host/report.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));

/** The kubeconfig of the cluster of the live tests: brought up, which takes minutes the first time of all. */
export const liveCluster = (context: Mocha.Context): Promise<string> =>
  broughtUp(context, 'kubernetes-up.sh', 'KUBECONFIG');

/** The clouds.yaml of the OpenStack of the live tests: brought up likewise. It names the clouds `admin` and `test`. */
export const liveClouds = (context: Mocha.Context): Promise<string> =>
  broughtUp(context, 'openstack-up.sh', 'OS_CLIENT_CONFIG_FILE');

/** Starts what a script starts where it can; elsewhere the suite is skipped. */
async function broughtUp(context: Mocha.Context, script: string, variable: string): Promise<string> {
  const reason = whyNoEngines();
  if (reason !== undefined) skip(context, reason);
  context.timeout(30 * 60_000);
  const { stdout } = await promisify(execFile)(path.join(folder, script));
  const found = new RegExp(`^export ${variable}=(.*)$`, 'm').exec(stdout)?.[1];
  if (found === undefined) throw new Error(`${script} printed ${stdout}`);
  return found;
}
