// @ts-check
import { runTests } from './mocha.mjs';

/** What VS Code calls in its extension host: all tests of `test/vscode`. */
export async function run() {
  const failed = await runTests({ kind: 'vscode', grep: process.env['TUTOR_TEST_GREP'], timeout: 30_000 });
  if (failed) throw new Error(`${failed} failed`);
}
