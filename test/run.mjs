// @ts-check
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { explain } from './host/failure.mjs';
import { checkout } from './host/paths.mjs';
import { nodeIsAtLeast, testNode } from './host/profiles.mjs';
import { build, ensureDependencies } from './host/project.mjs';
import { isTool, steps, usual } from './host/steps.mjs';

// npm test [-- STEP… --grep TEXT]: installs what is missing, builds, runs the steps, and ends with their sum.
process.chdir(checkout);
const { values, positionals } = parseArgs({ options: { grep: { type: 'string' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !(name in steps));
if (unknown.length) {
  console.error(`There is no step "${unknown.join('", "')}"; there are: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
if (!nodeIsAtLeast(testNode)) {
  console.error(`The tests need Node ${testNode.join('.')} or later, but this is ${process.versions.node}.`);
  process.exit(2);
}

/** @typedef {import('./host/report.mjs').Report} Report */
/** @type {Report} */
const sum = { passed: 0, failed: 0, skipped: [], failures: [], retried: [] };

/**
 * @param {string} name
 * @param {() => Promise<Report | void>} run
 */
async function step(name, run) {
  const began = performance.now();
  console.log(`\n=== ${name}`);
  /** @type {Report | void} */
  let report;
  try {
    report = await run();
  } catch (error) {
    console.error(explain(error));
    report = { passed: 0, failed: 1, skipped: [], failures: [], retried: [] };
  }
  const failed = report?.failed ?? 0;
  sum.passed += report?.passed ?? 0;
  sum.failed += failed;
  sum.skipped.push(...(report?.skipped ?? []));
  sum.retried.push(...(report?.retried ?? []));
  const failures = report?.failures ?? [];
  // What failed outside of any test is told above.
  sum.failures.push(...(failed && !failures.length ? [{ name, reason: 'see above' }] : failures));
  const counts = report ? `, ${report.passed} passed, ${failed} failed, ${report.skipped.length} skipped` : '';
  console.log(
    `--- ${name}: ${failed ? 'FAILED' : 'ok'} in ${((performance.now() - began) / 1000).toFixed(1)} s${counts}`,
  );
  return failed === 0;
}

const chosen = positionals.length ? positionals : usual(values.grep);
const ready = await step('prepare', async () => {
  await ensureDependencies({ report: console.log });
  await build({ tests: true });
});
const one = (/** @type {string} */ name) => step(name, () => steps[name]?.({ grep: values.grep }) ?? Promise.resolve());
if (ready) {
  const [tests, tools] = [chosen.filter((name) => !isTool(name)), chosen.filter(isTool)];
  // They take one processor, the first tests another.
  const [first = '', ...rest] = tests;
  const beside = (async () => {
    for (const name of tools) await one(name);
  })();
  if (first !== '') await one(first);
  await beside;
  for (const name of rest) await one(name);
}

for (const [title, list] of Object.entries({ Skipped: sum.skipped, Retried: sum.retried, Failed: sum.failures })) {
  if (list.length) console.log(`\n${title}:`);
  for (const { name, reason } of list) console.log(`  ${name}: ${reason}`);
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped.length} skipped`);
process.exitCode = sum.failed ? 1 : 0;
