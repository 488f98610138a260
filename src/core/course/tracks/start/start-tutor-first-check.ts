import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { exists, includes, none } from '../../match';
import { goal, language, learner } from './start-tutor-first-check-hello';
import { json, notes } from './start-tutor-first-check-files';

const files: Probe = { source: 'folder', path: '.' };
const flag = 'flag.txt';

const flagSeen: Condition = {
  id: 'flag-seen',
  title: { en: 'A check has seen `flag.txt` (once)', zh: '有一次检查看到过 `flag.txt`（见过即可）' },
  when: 'once',
  expect: [{ probe: files, shape: includes(flag) }],
  told: [
    {
      id: 'never-seen',
      probe: files,
      shape: none(flag),
      text: {
        en: '`flag.txt` was gone before any check had seen it. Reset the exercise, which brings it back, and check once before you delete it.',
        zh: '还没有哪次检查看到过 `flag.txt`，它就被删掉了。请重置练习把它找回来，先检查一次，再删除它。',
      },
    },
  ],
};

const flagGone: Condition = {
  id: 'flag-gone',
  title: { en: '`flag.txt` is gone (now)', zh: '`flag.txt` 已删除（以现在为准）' },
  when: 'now',
  expect: [{ probe: files, shape: none(flag) }],
  told: [
    {
      id: 'still-there',
      probe: files,
      shape: includes(flag),
      text: {
        en: '`flag.txt` is still there. This check has seen it, so delete it now (in the Explorer view, or with `rm flag.txt`) and check again.',
        zh: '`flag.txt` 还在。这次检查已经看到它了，现在请把它删掉（在资源管理器里删，或者执行 `rm flag.txt`），再检查一次。',
      },
    },
  ],
};

/** Shows what unknown looks like where no engine answers. */
const engine: Condition = {
  id: 'unknown-demo',
  title: {
    en: 'An engine answers; if it does not, this row shows what “unknown” looks like, and the next lesson helps',
    zh: '有引擎应答；如果没有，这一行正好让你看看“无法判定”的样子，下一课会解决它',
  },
  when: 'now',
  optional: true,
  expect: [{ probe: { source: 'engine' }, shape: exists }],
  told: [],
};

/** The first check of all: what holds, what does not, what cannot be seen, and what is remembered. */
export const startTutorFirstCheck: Exercise = {
  id: 'start-tutor-first-check',
  title: { en: 'Your first check', zh: '第一次检查' },
  core: true,
  minutes: 10,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Choose **Check My Work** before you change anything, and read the result row by row.',
      zh: '什么都不要改，先选择**检查我的成果**，逐行读一遍结果。',
    },
    {
      en: 'Fill in `hello.yaml` and save it: your name, the language `en` or `zh-cn`, and as your goal one sentence.',
      zh: '填好 `hello.yaml` 并保存：你的名字，语言 `en` 或 `zh-cn`，目标写一句话。',
    },
    {
      en: 'Repair `daemon.json`, so that it is JSON again and keeps its setting.',
      zh: '修好 `daemon.json`，让它重新成为合法的 JSON，原有设置要保留。',
    },
    {
      en: 'Create `notes/day-1.md` with a heading and a list of three things that you want to be able to do.',
      zh: '新建 `notes/day-1.md`，写一个标题，再用列表写出三件你想学会做的事。',
    },
    {
      en: 'Delete `flag.txt` and check again: one condition remembers that it was there.',
      zh: '删除 `flag.txt`，再检查一次：有一个条件会记得它曾经存在。',
    },
  ],
  conditions: [learner, language, goal, json, notes, flagSeen, flagGone, engine],
  hints: [
    {
      en: 'Below each refused row stands what was expected and what was found: read the found part first.',
      zh: '每个未满足的条件下面都写着期望和实际，先看“实际”。',
    },
    {
      en: 'The Problems panel names the line in which `daemon.json` breaks.',
      zh: '“问题”面板会指出 `daemon.json` 在哪一行出错。',
    },
    {
      en: 'Remove the comma at the end of line 2 of `daemon.json`. A heading is `# My first day`, a list item `- read a log`, each with a space after the sign.',
      zh: '删掉 `daemon.json` 第 2 行末尾的逗号。标题写成 `# My first day`，列表项写成 `- read a log`，符号后面都要有一个空格。',
    },
  ],
  mutants: [
    { name: 'name-left-empty', refusedBy: 'hello-name', told: 'empty' },
    { name: 'name-key-deleted', refusedBy: 'hello-name', told: 'missing' },
    { name: 'name-as-number', refusedBy: 'hello-name', told: 'not-text' },
    { name: 'goal-with-a-colon', refusedBy: 'hello-name', told: 'not-yaml' },
    { name: 'equals-signs', refusedBy: 'hello-name', told: 'no-colon' },
    { name: 'hello-deleted', refusedBy: 'hello-name', told: 'gone' },
    { name: 'language-as-a-word', refusedBy: 'hello-lang', told: 'word' },
    { name: 'language-left-empty', refusedBy: 'hello-lang', told: 'empty' },
    { name: 'language-key-deleted', refusedBy: 'hello-lang', told: 'missing' },
    { name: 'other-language', refusedBy: 'hello-lang', told: 'other' },
    { name: 'goal-of-one-word', refusedBy: 'hello-goal', told: 'short' },
    { name: 'goal-left-empty', refusedBy: 'hello-goal', told: 'empty' },
    { name: 'goal-key-deleted', refusedBy: 'hello-goal', told: 'missing' },
    { name: 'goal-as-a-list', refusedBy: 'hello-goal', told: 'not-text' },
    { name: 'comma-kept', refusedBy: 'json-ok', told: 'trailing-comma' },
    { name: 'comment-added', refusedBy: 'json-ok', told: 'comment' },
    { name: 'single-quotes', refusedBy: 'json-ok', told: 'not-json' },
    { name: 'emptied-to-braces', refusedBy: 'json-ok', told: 'emptied' },
    { name: 'mirror-as-text', refusedBy: 'json-ok', told: 'not-a-list' },
    { name: 'daemon-json-deleted', refusedBy: 'json-ok', told: 'gone' },
    { name: 'no-note', refusedBy: 'notes', told: 'file-absent' },
    { name: 'note-with-a-capital', refusedBy: 'notes', told: 'other-case' },
    { name: 'note-elsewhere', refusedBy: 'notes', told: 'other-place' },
    { name: 'heading-without-space', refusedBy: 'notes', told: 'heading-without-space' },
    { name: 'no-heading', refusedBy: 'notes', told: 'no-heading' },
    { name: 'items-without-space', refusedBy: 'notes', told: 'item-without-space' },
    { name: 'two-items', refusedBy: 'notes', told: 'few-items' },
    { name: 'flag-deleted-first', refusedBy: 'flag-seen', told: 'never-seen' },
    { name: 'flag-emptied', refusedBy: 'flag-gone', told: 'still-there' },
  ],
};
