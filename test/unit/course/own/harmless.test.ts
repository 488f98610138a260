import assert from 'node:assert/strict';
import { withoutHtml } from '../../../../src/core/course/own/harmless';
import { blocksOf } from '../../../../src/core/course/blocks';

describe('prose of a course of one’s own', () => {
  const cases: readonly (readonly [what: string, from: string, to: string])[] = [
    ['a tag', 'a <script>x</script> b', 'a &lt;script>x&lt;/script> b'],
    ['an escaped tag', '\\<b>', '&lt;b>'],
    ['a tag after an escaped backslash', '\\\\<b>', '\\\\&lt;b>'],
    ['code without a tag', '`a < b` and ``c`d``', '`a < b` and ``c`d``'],
    ['a tag in code', '`rm <name>`', '<code>rm &#60;name&#62;</code>'],
    ['a tag after a lone backtick', '` <b>', '` &lt;b>'],
    ['a tag after an escaped backtick', '\\` <b> `', '\\` &lt;b> `'],
    ['a picture from elsewhere', '![x](https://example.org/x.png)', '!\\[x](https://example.org/x.png)'],
    ['a figure', '![x](figure.svg)', '![x](figure.svg)'],
    ['front matter', '---\na: 1\n---\n', '***\na: 1\n---\n'],
    ['mathematics', '$$\n<b>\n$$', '\\$$\n&lt;b>\n\\$$'],
  ];
  for (const [what, from, to] of cases) it(`makes ${what} harmless`, () => assert.equal(withoutHtml(from), to));

  it('keeps a fence as it is, with its language', () => {
    const page = withoutHtml('a\n```sh\ncat <<EOF\n<b>\nEOF\n```\nb\n');
    assert.deepEqual(blocksOf(page), [{ language: 'sh', text: 'cat <<EOF\n<b>\nEOF\n' }]);
  });

  it('takes a fence of a list out to the margin', () => {
    const page = withoutHtml('1. Do:\n\n   ```sh\n   ls\n   ```\n');
    assert.deepEqual(blocksOf(page), [{ language: 'sh', text: 'ls\n' }]);
  });

  it('is not led astray by fences that are none', () => {
    const tricks = [
      '- a\n  ```\n<b>\n',
      '```\n```\n    ```\n<b>\n',
      '$$\n```\n$$\n<b>\n```\n',
      '---\n```\n---\n<b>\n```\n',
      '> ```\n<b>\n',
      '~~~ ```\n~~~\n<b>\n',
      '``` `\n<b>\n```\n',
    ];
    for (const trick of tricks) {
      const page = withoutHtml(trick);
      const inside = blocksOf(page).map((one) => one.text);
      assert.ok(!inside.reduce((rest, text) => rest.replace(text, ''), page).includes('<b>'), page);
    }
  });

  it('takes no time for many backticks', () => {
    const started = Date.now();
    withoutHtml(Array.from({ length: 20_000 }, (_, index) => '`'.repeat((index % 50) + 1)).join(' '));
    withoutHtml('!['.repeat(200_000));
    assert.ok(Date.now() - started < 5000);
  });
});
