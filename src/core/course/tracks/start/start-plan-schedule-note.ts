import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { allOf, exists, matches, not } from '../../match';

const note: Probe = { source: 'file', path: 'notes/week-01.md', as: 'text' };
/** A line below the heading, before the next one, that is more than a comment, a bullet or an empty box. */
const next =
  /^##[ \t]+next\b[^\n]*\n(?:(?!#{1,2}[ \t])[^\n]*\n)*?(?!#|[ \t]*(?:[-*+][ \t]*)?(?:\[ ?\][ \t]*)?(?:<!--[^\n]*?-->)?[ \t]*\r?$)[^\n]*\S/im;

/** The first note of the learner. */
export const noted: Condition = {
  id: 'note',
  title: { en: 'The first note says what comes next', zh: '第一周的笔记写了下一步' },
  when: 'now',
  expect: [{ probe: note, shape: matches(next) }],
  told: [
    {
      id: 'heading-gone',
      probe: note,
      shape: allOf(exists, not(matches(/^##[ \t]+next\b/im))),
      text: {
        en: 'The heading `## Next` is gone from the note. Keep the three headings; that makes notes comparable.',
        zh: '笔记里的标题 `## Next` 不见了。请保留三个标题，这样每周的笔记才好对照。',
      },
    },
    {
      id: 'template',
      probe: note,
      shape: exists,
      text: {
        en: 'Below `## Next` there is only the template. One line is enough; what stands between `<!--` and `-->` does not count.',
        zh: '`## Next` 下面还是模板。写一行就够；`<!--` 和 `-->` 之间的内容不算。',
      },
    },
  ],
};
