import type { Probe } from '../../check';
import type { Condition, Expectation } from '../../lesson';
import { allOf, atLeast, last, matches, not, some, type Matcher, type Shape } from '../../match';

// What Docker's patterns may be made of: a name of this exercise, or a pattern that covers it.
const top = String.raw`!?(?:\./|/)?`;
const folder = String.raw`(?:site|\*\*|\*|s\*|\*e)`;
const notes = String.raw`(?:notes\.md|\*\.md|notes\.\*|notes\*|\*notes\*|\*\.m\*|\*\.\*|\*\*?)`;

/** A pattern, or its opposite with "!", that decides about site/notes.md: its own, or one of the folder. */
const aboutNotes = matches(new RegExp(`^${top}(?:(?:${folder}/)+${notes}|${folder}/?)$`));
/** A pattern, or its opposite with "!", that decides about .git. */
const aboutGit = matches(new RegExp(String.raw`^${top}(?:\*\*/)?(?:\.git\*?(?:/\*{0,2})?|\.g?\*|\*\*?)$`));

/** The last pattern that decides about it leaves it out. */
const ignored = (about: Matcher): Matcher => last(about, matches(/^[^!]/));

const listed = (path: string): readonly Expectation[] => [
  {
    probe: { source: 'file', path, as: 'lines' },
    shape: allOf(ignored(aboutNotes), ignored(aboutGit)),
  },
];

/** Also a list without a line. */
const isThere: Shape = { length: atLeast(0) };
const list: Probe = { source: 'file', path: '.dockerignore', as: 'lines' };

/** The condition of docker-static-site on what the builder does not get. */
export const ignoreCondition: Condition = {
  id: 'ignore',
  title: { en: '.dockerignore keeps site/notes.md and .git out', zh: '.dockerignore 挡住了 site/notes.md 和 .git' },
  when: 'now',
  expect: listed('.dockerignore'),
  // BuildKit prefers the list that bears the name of the Dockerfile.
  or: [listed('Dockerfile.dockerignore')],
  told: [
    {
      id: 'top-folder-only',
      probe: list,
      shape: allOf(some(matches(/^\/?\*\.md$/)), not(ignored(aboutNotes))),
      text: {
        en: '`*.md` matches in the top folder only; `**/*.md` matches below it too.',
        zh: '`*.md` 只匹配顶层目录；`**/*.md` 才会连下面的目录一起匹配。',
      },
    },
    {
      id: 'taken-back',
      probe: list,
      shape: allOf(some(aboutNotes), not(ignored(aboutNotes))),
      text: {
        en: 'The last line that matches decides, and one with `!` brings site/notes.md back in.',
        zh: '以最后一条匹配的规则为准，而带 `!` 的那一行又把 site/notes.md 放了回来。',
      },
    },
    {
      id: 'notes-not-ignored',
      probe: list,
      shape: allOf(isThere, not(ignored(aboutNotes))),
      text: {
        en: 'No pattern matches site/notes.md: add `**/*.md`.',
        zh: '没有一条规则匹配 site/notes.md：请加上 `**/*.md`。',
      },
    },
    {
      id: 'git-not-ignored',
      probe: list,
      shape: allOf(isThere, not(ignored(aboutGit))),
      text: {
        en: 'No pattern matches .git, the folder with the whole history: add a line `.git`.',
        zh: '没有一条规则匹配 .git（里面是全部历史）：请加上一行 `.git`。',
      },
    },
  ],
};
