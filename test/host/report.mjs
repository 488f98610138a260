// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{name: string, reason: string}} Named
 * @typedef {{passed: number, failed: number, skipped: Named[], failures: Named[], retried: Named[]}} Report
 * @typedef {{skipReason?: string}} Reasoned
 */

/** Where a run of mocha leaves its report, for the process that adds them up. */
export const reportVariable = 'TUTOR_TEST_REPORT';

/** The lines between which the tests inside VS Code speak, among much that VS Code says. */
export const beginning = 'Tests inside VS Code:';
export const ending = 'End of the tests inside VS Code.';

/**
 * Skips the running test, or in a `before` hook all tests of its suite, and says why.
 * @param {Mocha.Context} context
 * @param {string} reason
 * @returns {never}
 */
export function skip(context, reason) {
  const { test } = context;
  const target = /** @type {Reasoned | undefined} */ (
    test && 'type' in test && test.type === 'hook' ? test.parent : test
  );
  if (target) target.skipReason = reason;
  return context.skip();
}

/**
 * Follows a run and writes what came of it.
 * @param {Pick<Mocha.Runner, 'on' | 'once'>} runner
 * @param {string} [skipAll] why none of the tests really runs, when the run only lists them
 */
export function follow(runner, skipAll) {
  /** @type {Report} */
  const report = { passed: 0, failed: 0, skipped: [], failures: [], retried: [] };
  const skipped = (/** @type {Mocha.Test} */ test) =>
    report.skipped.push({ name: test.fullTitle(), reason: skipAll ?? reasonOf(test) ?? 'marked as skipped' });
  runner.on('pass', (test) => (skipAll ? skipped(test) : report.passed++));
  runner.on('fail', (test, /** @type {unknown} */ error) => {
    report.failed++;
    report.failures.push({ name: test.fullTitle(), reason: inBrief(error) });
  });
  runner.on('retry', (test, /** @type {unknown} */ error) => {
    report.retried.push({ name: test.fullTitle(), reason: inBrief(error) });
  });
  runner.on('pending', skipped);
  runner.once('end', () => {
    const file = process.env[reportVariable];
    if (file) writeFileSync(file, JSON.stringify(report));
  });
}

/**
 * The first lines of what an error says, as one: those of a property hold the text that broke it.
 * @param {unknown} error
 */
const inBrief = (error) =>
  String(error instanceof Error ? error.message : error)
    .split('\n')
    .slice(0, 6)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' | ')
    .slice(0, 1000);

/**
 * @param {Mocha.Test} test
 * @returns {string | undefined}
 */
function reasonOf(test) {
  /** @type {((Mocha.Suite | Mocha.Test) & Reasoned) | undefined} */
  let at = test;
  while (at && !at.skipReason) at = at.parent;
  return at?.skipReason;
}

/**
 * What a run has left, or nothing when it ended before it could.
 * @param {string} file
 * @returns {Report | undefined}
 */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
