import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { rulePage, unmarked } from '../../../src/core/lint/page';
import { rooms } from '../../../src/core/lint/rooms';
import { applyEdits, partsOf, type Finding, type Room, type Rule } from '../../../src/core/lint/rule';
import type { Text } from '../../../src/core/text';
import { allRooms, findingsIn as findings, knownLessons } from './all-rooms';

type AnyRoom = Room<unknown>;

const isNoise = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const fileOf = (code: string): string => `${code.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}.ts`;

describe('rooms', () => {
  it('are all tested here, and each is the one that its entry loads', async () => {
    const loaded = await Promise.all(rooms.map((entry) => entry.load()));
    assert.deepEqual(
      rooms.map(({ id }) => id),
      allRooms.map(({ id }) => id),
    );
    assert.ok(loaded.every((room, index) => room === allRooms[index]));
  });

  it('share no code and no alias', () => {
    const names = allRooms.flatMap(({ rules }) =>
      rules.flatMap(({ code, aliases }) => [code, ...aliases].map((name) => name.toLowerCase())),
    );
    assert.deepEqual(names, [...new Set(names)]);
  });
});

for (const room of allRooms) {
  describe(`rules of ${room.id}`, () => {
    it('have unique codes, sorted', () => {
      const codes = room.rules.map(({ code }) => code);
      assert.deepEqual(codes, [...new Set(codes)].sort());
    });

    it('are all listed, and each has a file of its own', () => {
      const files = readdirSync(`src/core/lint/${room.id}/rules`).sort();
      assert.deepEqual(room.rules.map(({ code }) => fileOf(code)).sort(), files);
    });

    it('are silent about the good examples of all others', () => {
      for (const { code, examples } of room.rules) {
        for (const good of examples.good) {
          const { text, beside } = partsOf(good);
          const found = findings(room, text, 'learn', beside).filter(isNoise);
          assert.deepEqual(found, [], `${code}: ${text}`);
        }
      }
    });

    for (const rule of room.rules) describe(rule.code, () => ruleTests(room, rule));
  });
}

function ruleTests(room: AnyRoom, rule: Rule<unknown>): void {
  it('speaks both languages, shortly, about the same things', () => {
    for (const text of [rule.title, rule.message, rule.why] satisfies Text[]) {
      assert.notEqual(text.en.trim(), '');
      assert.match(text.zh, /\p{Script=Han}/u);
      assert.deepEqual(placeholders(text.zh), placeholders(text.en));
    }
  });

  it('belongs to a lesson, and has examples of both kinds', () => {
    assert.ok(knownLessons.has(rule.lesson), rule.lesson);
    assert.ok(rule.examples.bad.length > 0 && rule.examples.good.length > 0);
  });

  it('has a page in both languages with the same headings', () => {
    const pages = (['en', 'zh'] as const).map((language) => rulePage(room, rule, { language }));
    const headings = pages.map((page) => page.match(/^#+ /gm)?.length);
    assert.equal(headings[0], headings[1]);
    for (const page of pages) assert.ok(!/[«»]|\{\w+\}/.test(page.replace(/```[\s\S]*?```/g, '')), page);
  });

  it('fires exactly once, exactly at the marked place', () => {
    for (const example of rule.examples.bad) {
      const { text, start, end } = unmarked(example);
      for (const profile of ['learn', 'strict'] as const) {
        const found = findings(room, text, profile, example.beside);
        const own = found.filter(({ code }) => code === rule.code);
        assert.deepEqual(
          own.map(({ span }) => span),
          rule.severity[profile] === 'off' ? [] : [{ start, end }],
          example.text,
        );
        assert.deepEqual(
          found.filter((one) => isNoise(one) && one.code !== rule.code),
          [],
          example.text,
        );
        assertShort(own);
      }
    }
  });

  it('heals with its fix, and changes nothing else', () => {
    for (const example of rule.examples.bad) {
      const { text } = unmarked(example);
      const profile = rule.severity.learn === 'off' ? 'strict' : 'learn';
      const fix = findings(room, text, profile, example.beside).find(({ code }) => code === rule.code)?.fix;
      const fixed = fix && applyEdits(text, fix.edits);
      assert.equal(fixed, example.fixed, example.text);
      if (fix === undefined || fixed === undefined) continue;
      assert.deepEqual(findings(room, fixed, 'learn', example.beside).filter(isNoise), [], fixed);
      assert.deepEqual(
        findings(room, fixed, profile, example.beside).filter(({ code }) => code === rule.code),
        [],
        fixed,
      );
      assert.match(fix.title.zh, /\p{Script=Han}/u);
      assert.deepEqual(overlaps(fix.edits.map(({ span }) => span)), []);
    }
  });
}

/** In Chinese characters; two Latin ones take the room of one. */
const chineseLength = (text: string): number => text.length - text.replace(/[^\x20-\x7e]/g, '').length / 2;

function assertShort(found: readonly Finding[]): void {
  for (const { message } of found) {
    assert.ok(message.en.length <= 120, `${message.en.length}: ${message.en}`);
    assert.ok(chineseLength(message.zh) <= 60, message.zh);
    assert.deepEqual(placeholders(message.en + message.zh), []);
  }
}

type Span = Finding['span'];
const overlaps = (spans: readonly Span[]): readonly Span[] =>
  spans.filter((span, index) =>
    spans.some((other, at) => at !== index && other.start < span.end && span.start < other.end),
  );
