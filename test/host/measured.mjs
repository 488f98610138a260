// @ts-check
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout } from './paths.mjs';

/**
 * Starts a fresh VS Code with our extension, and in it one of the scripts of the bench, which writes its report.
 * @param {{script: string, workspace: string, report: string}} given the name of the script, and two paths
 * @returns {Promise<string>} what the report says; rejects when there is none
 */
export async function measuredInside({ script, workspace, report }) {
  const args = [
    path.join(checkout, 'test', 'host', 'vscode-shim.mjs'),
    workspace,
    `--extensionDevelopmentPath=${checkout}`,
    `--extensionTestsPath=${path.join(checkout, 'out', 'test', 'bench', `${script}.cjs`)}`,
  ];
  const env = { ...process.env, TUTOR_BENCH_REPORT: report };
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', resolve);
  });
  return readFile(report, 'utf8');
}
