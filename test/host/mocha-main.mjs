// @ts-check
import { parseArgs } from 'node:util';
import { runTests, stubEditor, testFiles } from './mocha.mjs';

// node mocha-main.mjs KIND [--grep TEXT] [--skip REASON]: the tests of one kind in a process of their own.
// Tests never assert how fast something is; what takes so long hangs.
const minutes = { unit: 0.5, vscode: 0.5, ui: 3, package: 6, live: 10 };
const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' }, skip: { type: 'string' } },
  allowPositionals: true,
});
const kind = positionals[0] ?? 'unit';
if (values.skip !== undefined) stubEditor();
if (testFiles(kind).length === 0) {
  console.error(`There is no test in test/${kind}.`);
  process.exit(1);
}
const timeout = minutes[/** @type {keyof typeof minutes} */ (kind)] * 60_000;
const failed = await runTests({ kind, timeout, grep: values.grep, skipAll: values.skip });
process.exit(failed ? 1 : 0);
