import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { lint } from '../../../src/core/lint/engine';
import { unmarked } from '../../../src/core/lint/page';
import { applyEdits, type Span } from '../../../src/core/lint/rule';

const folder = 'test/fixtures/dockerfile/silent';
const seeds = [
  ...readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')),
  ...dockerfile.rules.flatMap(({ examples }) => [...examples.good, ...examples.bad.map((bad) => unmarked(bad).text)]),
];

const snippet = fc.oneof(
  fc.constantFrom(
    '\\',
    '`',
    '\n',
    '\r\n',
    '\r',
    '\\\n',
    ' ',
    '\t',
    '#',
    '"',
    "'",
    '[',
    ']',
    ',',
    '<<EOF',
    '<<-"A"',
    'EOF\n',
    '$X',
  ),
  fc.constantFrom(
    'FROM',
    '\nRUN ',
    '\nONBUILD ',
    '\nCMD [',
    '\nENV A',
    '\nCOPY --x=',
    '# escape=`\n',
    '\uFEFF',
    '\u3000',
    '，',
    '“',
    '–',
  ),
  fc.constantFrom('\u2028', '\0', '\u00a0', '\u200b', '👩‍🔬', '\ud800', '&&', ';', '|', '(', ')', '{', '}', '='),
  fc.string({ maxLength: 8 }),
);
const change = fc.record({
  seed: fc.nat(),
  at: fc.nat(),
  drop: fc.nat({ max: 12 }),
  put: fc.array(snippet, { maxLength: 3 }),
});
const mutated = fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
  let text = seeds[(changes[0]?.seed ?? 0) % seeds.length] ?? '';
  for (const { at, drop, put } of changes) {
    const place = at % (text.length + 1);
    text = text.slice(0, place) + put.join('') + text.slice(place + drop);
  }
  return text;
});

const fails = (what: string, error: unknown): never => {
  throw new Error(what, { cause: error });
};

/** Judges a text, and proves that nothing throws, leaves the text, or gives an edit that cannot be made. */
function judge(text: string): void {
  const isInside = ({ start, end }: Span): boolean => start >= 0 && start <= end && end <= text.length;
  for (const { code, span, fix, message } of lint(dockerfile, text, { profile: 'strict', onFailure: fails })) {
    assert.ok(isInside(span) && span.start < span.end, `${code} ${JSON.stringify(span)}`);
    assert.ok(message.en.length <= 120, message.en);
    for (const edit of fix?.edits ?? []) assert.ok(isInside(edit.span), `${code} ${JSON.stringify(edit.span)}`);
  }
}

describe('any text', function () {
  this.timeout(60_000);

  it('is judged without a throw, inside its bounds', () => {
    fc.assert(fc.property(mutated, judge), { numRuns: 2000 });
    fc.assert(
      fc.property(
        fc.array(snippet, { maxLength: 40 }).map((parts) => parts.join('')),
        judge,
      ),
      { numRuns: 1000 },
    );
  });

  it('is healed by its safe fixes, one after the other, and then stays as it is', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        let healed = text;
        for (let left = 300; left > 0; left -= 1) {
          const fix = lint(dockerfile, healed, { onFailure: fails }).find((one) => one.fix?.safe === true)?.fix;
          if (fix === undefined) return;
          healed = applyEdits(healed, fix.edits);
        }
        assert.fail(`no end: ${JSON.stringify(healed)}`);
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to its length', () => {
    const block = seeds[0] ?? '';
    const time = (copies: number): number => {
      const text = block.repeat(copies);
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        judge(text);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    time(100);
    // 16 times the length; with the square of it, this would be 256.
    assert.ok(time(640) < 100 * Math.max(1, time(40)));
  });
});
