import { deepEqual, equal } from 'node:assert/strict';
import { changeTo } from '../../../src/core/lint/change-to';

const span = { start: 1, end: 2 };

describe('the fix that changes a text', () => {
  it('shows where a text with blanks ends, and that there is none', () => {
    const shown = ['web', 'two words', '', '{ disk: ssd }'].map((text) => changeTo(span, text).title);
    deepEqual(
      shown.map(({ en }) => en),
      ['Change to web', 'Change to "two words"', 'Change to ""', 'Change to { disk: ssd }'],
    );
    equal(shown[1]?.zh, '改为“two words”');
  });

  it('names what is meant where the edit is another text, and is none where that is not known', () => {
    const title = { en: 'Change to 30s', zh: '改为 30s' };
    deepEqual(changeTo(span, 's', false, '30s'), { title, edits: [{ span, text: 's' }], safe: false });
    equal(changeTo(span, undefined), undefined);
  });
});
