// @ts-check
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { checkout } from '../host/paths.mjs';

/** What is measured. */
export const name =
  'lint, CPU times, the least of several turns, ours and theirs by turns in one process (limits: Dockerfile 1.5 of dockerfile-utils, YAML 2.0 of the bare parse, a keystroke 30 ms)';

/** Judges texts of several sizes, and a folder of 3,000 files with the command line. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-bench-lint-'));
  try {
    const outfile = path.join(folder, 'measured.cjs');
    await symlink(path.join(checkout, 'node_modules'), path.join(folder, 'node_modules'));
    await build({
      entryPoints: [path.join(checkout, 'test', 'bench', 'lint', 'measured.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      outfile,
      logLevel: 'warning',
      external: ['dockerfile-utils'],
    });
    const given = [outfile, folder, path.join(checkout, 'dist', 'cli.js')];
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', ...given], { timeout: 600_000 });
    /** @type {{ lines: Record<string, string>, isOver: boolean }} */
    const { lines, isOver } = JSON.parse(stdout);
    if (isOver) process.exitCode = 1;
    const load = loadavg().map((one) => one.toFixed(1));
    return { 'load of the machine': load.join(', '), ...lines };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
