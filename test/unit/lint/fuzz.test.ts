import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compose } from '../../../src/core/lint/compose';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { unmarked } from '../../../src/core/lint/page';
import { applyEdits, type Room, type Span } from '../../../src/core/lint/rule';
import { findingsIn } from './all-rooms';

const anywhere = [
  '\u2028',
  '\0',
  '\u00a0',
  '\u200b',
  '\uFEFF',
  '\u3000',
  '，',
  '“',
  '–',
  '👩‍🔬',
  '\ud800',
  '\r\n',
  '\r',
  '\n',
];

/** What is put into good and bad files of a room, to make files that nobody has thought of. */
const pieces: readonly { readonly room: Room<unknown>; readonly words: readonly string[] }[] = [
  {
    room: dockerfile,
    words: [
      ...['\\', '`', '\\\n', ' ', '\t', '#', '"', "'", '[', ']', ',', '<<EOF', '<<-"A"', 'EOF\n', '$X'],
      ...['FROM', '\nRUN ', '\nONBUILD ', '\nCMD [', '\nENV A', '\nCOPY --x=', '# escape=`\n'],
      ...['&&', ';', '|', '(', ')', '{', '}', '='],
    ],
  },
  {
    room: compose,
    words: [
      ...[
        ':',
        ': ',
        '- ',
        '\n  ',
        '\n    - ',
        '\t',
        '#',
        ' # ',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        ',',
        '?',
        '|',
        '>-',
        '%',
        '$',
        '${',
      ],
      ...[
        '&a ',
        '*a',
        '<<: *a',
        '!reset ',
        '!!str ',
        '---\n',
        '...\n',
        '\nservices:\n  web:',
        '\n    build:.',
        '\n    ports:\n',
      ],
      ...[
        '"80:80"',
        '8080:80',
        '\nvolumes:\n',
        ' data:/data',
        'network_mode: host',
        'scale: 3',
        'depends_on: [web]',
        'extends: web',
      ],
      ...[
        'image: redis',
        'localhost',
        '172.17.0.2',
        'condition: service_healthy',
        '\n  # tutor ignore=DC039\n',
        '{{',
        '~',
        'x-',
      ],
    ],
  },
];

const seedsOf = (room: Room<unknown>): readonly string[] => {
  const folder = `test/fixtures/${room.id}/silent`;
  return [
    ...readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')),
    ...room.rules.flatMap(({ examples }) => [...examples.good, ...examples.bad.map((bad) => unmarked(bad).text)]),
  ];
};

/** Judges a text, and proves that nothing throws, leaves the text, or gives an edit that cannot be made. */
function judge(room: Room<unknown>, text: string): void {
  const isInside = ({ start, end }: Span): boolean => start >= 0 && start <= end && end <= text.length;
  for (const { code, span, fix, message } of findingsIn(room, text, 'strict')) {
    assert.ok(isInside(span) && span.start < span.end, `${code} ${JSON.stringify(span)}`);
    assert.ok(message.en.length <= 120, message.en);
    for (const edit of fix?.edits ?? []) assert.ok(isInside(edit.span), `${code} ${JSON.stringify(edit.span)}`);
  }
  for (const pragma of room.pragmas(room.parse(text)))
    assert.ok(pragma.kind === 'raise' || pragma.scope === 'file' || isInside(pragma.scope));
}

for (const { room, words } of pieces) {
  const seeds = seedsOf(room);
  const snippet = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...anywhere), fc.string({ maxLength: 8 }));
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

  describe(`any text for ${room.id}`, function () {
    this.timeout(60_000);

    it('is judged without a throw, inside its bounds', () => {
      fc.assert(
        fc.property(mutated, (text) => judge(room, text)),
        { numRuns: 2000 },
      );
      fc.assert(
        fc.property(
          fc.array(snippet, { maxLength: 40 }).map((parts) => parts.join('')),
          (text) => judge(room, text),
        ),
        { numRuns: 1000 },
      );
    });

    it('is healed by its safe fixes, one after the other, and then stays as it is', () => {
      fc.assert(
        fc.property(mutated, (text) => {
          let healed = text;
          for (let left = 300; left > 0; left -= 1) {
            const fix = findingsIn(room, healed).find((one) => one.fix?.safe === true)?.fix;
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
          judge(room, text);
          return performance.now() - start;
        });
        return Math.min(...times);
      };
      time(100);
      // 16 times the length; with the square of it, this would be 256.
      assert.ok(time(640) < 100 * Math.max(1, time(40)));
    });
  });
}
