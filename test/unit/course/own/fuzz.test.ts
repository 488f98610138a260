import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutHtml } from '../../../../src/core/course/own/harmless';
import { dangerOf } from '../../../../src/core/course/own/pattern';
import { read, sample } from './sample';

const words = [
  '$matches',
  'is',
  '&a',
  '*a',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\n',
  '\t',
  '<<',
  '!!x ',
  '__proto__',
  '|',
  'run',
];

describe('reading any course', function () {
  this.timeout(60_000);

  it('never throws and never hangs, whatever was done to a file', async () => {
    const files = [...sample().keys()].filter((one) => one.endsWith('.yaml') && !one.includes('team-service-file'));
    const edit = fc.record({
      file: fc.constantFrom(...files),
      at: fc.nat(5000),
      gone: fc.nat(80),
      put: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 20 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        const course = new Map(sample());
        for (const { file, at, gone, put } of edits) {
          const text = course.get(file) ?? '';
          const from = at % (text.length + 1);
          course.set(file, text.slice(0, from) + put + text.slice(from + gone));
        }
        const { problems, tracks } = await read(course);
        for (const { line, text } of problems) assert.ok(line >= 1 && text.en !== '' && text.zh !== '');
        assert.ok(problems.length > 0 || tracks.length > 0);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('never throws on any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (course, lesson) => {
        await read(
          new Map([
            ['course.yaml', course],
            ['x/lesson.yaml', lesson],
          ]),
        );
        dangerOf(course);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 10_000 },
    );
  });

  it('leaves no tag in prose but code of its own', () => {
    const piece = fc.constantFrom(
      '`',
      '``',
      '```',
      '~~~',
      '<script>',
      '\n',
      '\n\n',
      '    ',
      '- ',
      '> ',
      '\\',
      '$$',
      'a',
      '---',
      '![x](https://x)',
      '</code>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const out = withoutHtml(pieces.join(''));
        const fences = outOfFences(out);
        assert.doesNotMatch(fences.replace(/<\/?code>/g, ''), /<[a-z/!?]/i);
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 10_000 },
    );
  });
});

/** The text outside fences at the beginning of a line, as any parser of Markdown sees them. */
function outOfFences(text: string): string {
  let open: string | undefined;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    const run = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (open === undefined && run !== undefined) open = run;
    else if (open !== undefined && run?.startsWith(open) === true && line.trim() === run) open = undefined;
    else if (open === undefined) kept.push(line);
  }
  return kept.join('\n');
}
