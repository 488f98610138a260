// @ts-check
import { runTests } from './mocha.mjs';
import { beginning, ending } from './report.mjs';

/** What VS Code calls in its extension host: all tests of `test/vscode`. */
export async function run() {
  console.log(beginning);
  const failed = await runTests({ kind: 'vscode', grep: process.env['TUTOR_TEST_GREP'], timeout: 30_000 });
  console.log(ending);
  if (failed) throw new Error(`${failed} failed`);
}
