import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ownSources } from '../../../../src/core/course/own/probe';
import { matcherNames } from '../../../../src/core/course/own/matcher';
import { read, sample } from './sample';

const pages = ['walkthroughs/own-course.md', 'walkthroughs/own-course.nls.zh-cn.md'];

/** The files of the example: a line with nothing but the path in bold code, then a fence. */
function exampleIn(markdown: string): ReadonlyMap<string, string> {
  const found = markdown.matchAll(/^\*\*`\.tutor\/([^`]+)`\*\*\n\n(`{3,})\w*\n([\s\S]*?)^\2$/gm);
  return new Map([...found].map(([, file = '', , text = '']) => [file, text]));
}

describe('the documentation of a course of one’s own', () => {
  for (const page of pages) {
    const markdown = readFileSync(page, 'utf8');

    it(`${page} has an example without problems, which is the course of the tests`, async () => {
      const example = exampleIn(markdown);
      assert.deepEqual(example, sample());
      const { tracks, problems } = await read(example);
      assert.deepEqual(problems, []);
      assert.equal(tracks[0]?.lessons[0]?.exercises.length, 1);
    });

    it(`${page} names every matcher and every source`, () => {
      const missing = [...matcherNames, ...ownSources].filter((one) => !markdown.includes(`\`${one}\``));
      assert.deepEqual(missing, []);
    });
  }

  it('has the same headings and fences in both languages', () => {
    const [english, chinese] = pages.map((page) => {
      const markdown = readFileSync(page, 'utf8');
      return [markdown.match(/^#+ /gm)?.length, markdown.match(/^```/gm)?.length];
    });
    assert.deepEqual(english, chinese);
  });
});
