import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exercises, lessonOf, lessons, tracks } from '../../catalog';
import type { Text } from '../../../src/core/text';

const folderOf = (lesson: string): string => path.join('walkthroughs', ...lesson.split('/'));
const lines = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n');

/** The Markdown outside of code blocks, and the code blocks. */
function partsOf(file: string): { prose: readonly string[]; blocks: readonly string[] } {
  const prose: string[] = [];
  const blocks: string[] = [];
  let block: string[] | undefined;
  for (const line of lines(file)) {
    if (!line.startsWith('```')) (block ?? prose).push(line);
    else if (block === undefined) block = [line];
    else {
      blocks.push(block.join('\n'));
      block = undefined;
    }
  }
  assert.equal(block, undefined, `${file}: a code block is not closed`);
  return { prose, blocks };
}

const headings = (prose: readonly string[]): readonly string[] => prose.flatMap((line) => /^#+(?= )/.exec(line) ?? []);
const withoutComments = (block: string): string =>
  block.replace(/(^|\s)#\s.*$/gm, '$1#').replace(/[^\x20-\x7e\n]+/g, '…');

/** Every Text in a piece of data. */
function textsIn(data: unknown): readonly Text[] {
  if (typeof data !== 'object' || data === null || data instanceof RegExp) return [];
  const { en, zh } = data as Partial<Text>;
  if (typeof en === 'string' && typeof zh === 'string') return [{ en, zh }];
  return Object.values(data).flatMap(textsIn);
}

const codeIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '').sort();
const placeholdersIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

/** What can be asked without having made anything. */
const onlyAsks: ReadonlySet<string> = new Set(['engine', 'kubernetes-version', 'openstack-version', 'file', 'host']);

describe('content', () => {
  it('has unique ids', () => {
    for (const ids of [tracks, lessons, exercises].map((list) => list.map((one) => one.id))) {
      assert.deepEqual(ids, [...new Set(ids)]);
    }
  });

  for (const lesson of lessons) {
    describe(lesson.id, () => {
      const folder = folderOf(lesson.id);
      const pages = [path.join(folder, 'lesson.md'), path.join(folder, 'lesson.nls.zh-cn.md')] as const;

      it('corresponds in both languages: headings, code blocks, links', () => {
        const [english, chinese] = [partsOf(pages[0]), partsOf(pages[1])];
        assert.deepEqual(headings(chinese.prose), headings(english.prose));
        assert.deepEqual(chinese.blocks.map(withoutComments), english.blocks.map(withoutComments));
        const links = (prose: readonly string[]): readonly string[] =>
          [...prose.join('\n').matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => (link ?? '').replace('.nls.zh-cn', ''));
        assert.deepEqual(links(chinese.prose), links(english.prose));
      });

      it('is a chapter, not a list: 900 to 1,800 words of English prose', () => {
        const words = partsOf(pages[0])
          .prose.join(' ')
          .split(/\s+/)
          .filter((word) => /[a-z]/i.test(word)).length;
        assert.ok(words >= 900 && words <= 1800, `${words} words`);
        const characters =
          partsOf(pages[1])
            .prose.join('')
            .match(/\p{Script=Han}/gu)?.length ?? 0;
        assert.ok(characters >= 1000, `${characters} Chinese characters`);
      });

      it('shows only pictures that are there, drawn without scripts', () => {
        for (const page of pages) {
          for (const [, picture = ''] of partsOf(page)
            .prose.join('\n')
            .matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) {
            const svg = readFileSync(path.join(folder, picture), 'utf8');
            assert.ok(!/<script|\bon\w+=|href="http/i.test(svg), picture);
          }
        }
      });

      it('asks questions that have an answer', () => {
        for (const { id, options, answer } of lesson.quiz) assert.ok(options[answer] !== undefined, id);
      });
    });
  }

  for (const exercise of exercises) {
    describe(exercise.id, () => {
      const folder = path.join(folderOf(lessonOf(exercise).id), exercise.id);

      it('has starter, solution, two alternatives and two mutants, and all of them are proven', () => {
        assert.ok(existsSync(path.join(folder, 'starter')));
        assert.ok(existsSync(path.join(folder, 'solution')));
        assert.ok(readdirSync(path.join(folder, 'alternatives')).length >= 2);
        const mutants = readdirSync(path.join(folder, 'mutants')).sort();
        assert.deepEqual(exercise.mutants.map((one) => one.name).toSorted(), mutants);
        assert.ok(mutants.length >= 2);
      });

      it('names conditions that exist, each before it is needed', () => {
        const ids = exercise.conditions.map((one) => one.id);
        assert.deepEqual(ids, [...new Set(ids)]);
        for (const [index, condition] of exercise.conditions.entries()) {
          if (condition.after !== undefined) assert.ok(ids.slice(0, index).includes(condition.after), condition.id);
          const told = condition.told.map((one) => one.id);
          assert.deepEqual(told, [...new Set(told)], condition.id);
        }
        for (const mutant of exercise.mutants) assert.ok(ids.includes(mutant.refusedBy), mutant.name);
      });

      it('says the same in both languages: code and placeholders', () => {
        for (const { en, zh } of textsIn(exercise)) {
          assert.deepEqual(codeIn(zh), codeIn(en), en);
          assert.deepEqual(placeholdersIn(zh), placeholdersIn(en), en);
          assert.ok(zh === en || /\p{Script=Han}/u.test(zh), zh);
        }
      });

      it('tells the learner to mark what is made in an engine', () => {
        const looked = exercise.conditions.flatMap(({ expect }) => expect.map(({ probe }) => probe.source));
        if (!exercise.needs.includes('docker') || looked.every((source) => onlyAsks.has(source))) return;
        assert.ok(
          exercise.tasks.some((task) => task.en.includes(`tutor.exercise=${exercise.id}`)) || exercise.repositories,
        );
      });
    });
  }
});
