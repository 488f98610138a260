import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, exists, matches } from '../../match';

const yaml: Probe = { source: 'file', path: 'hello.yaml', as: 'yaml' };
const text: Probe = { source: 'file', path: 'hello.yaml', as: 'text' };
const facts: Probe = { source: 'file', path: 'hello.yaml', as: 'facts' };

const blank = matches(/^\s*$/);

/** What keeps the whole file from being read: told once, in its first row. */
const unreadable: readonly FoundCase[] = [
  {
    id: 'gone',
    probe: facts,
    shape: absent,
    text: {
      en: '`hello.yaml` is gone. Reset the exercise: that brings the file back.',
      zh: '`hello.yaml` 不见了。请重置练习，文件会恢复。',
    },
  },
  {
    id: 'no-colon',
    probe: text,
    shape: matches(/^\s*(?:learner|language|goal)\s*(?:=|：|:(?=\S))/m),
    text: {
      en: 'A line has no colon with a space after its key, so this is not a YAML table. Write `key: "value"`.',
      zh: '有一行的键后面没有“英文冒号加空格”，所以它不是 YAML 键值表。请写成 `key: "value"`。',
    },
  },
  {
    id: 'not-yaml',
    probe: yaml,
    shape: { invalid: exists },
    args: { line: { probe: yaml, path: ['line'] }, why: { probe: yaml, path: ['invalid'] } },
    text: {
      en: 'Line {line} is not YAML: {why}. Keep the double quotes around each value.',
      zh: '第 {line} 行不是合法的 YAML：{why}。请保留每个值两边的双引号。',
    },
  },
];

/** A name for the learner, whatever it is. */
export const learner: Condition = {
  id: 'hello-name',
  title: { en: '`hello.yaml` names the learner', zh: '`hello.yaml` 写了学习者的名字' },
  when: 'now',
  expect: [{ probe: yaml, shape: { learner: matches(/\S/) } }],
  told: [
    ...unreadable,
    {
      id: 'empty',
      probe: yaml,
      shape: { learner: blank },
      text: {
        en: 'Nothing stands between the quotation marks of `learner` yet. Write any name you like.',
        zh: '`learner` 的引号之间还是空的。随便写一个你喜欢的名字。',
      },
    },
    {
      id: 'missing',
      probe: yaml,
      shape: { learner: absent },
      text: {
        en: 'The key `learner` is gone, or nothing follows it. Write `learner: "Lin"`; Reset brings the line back, too.',
        zh: '`learner` 这个键不见了，或者后面没有值。请写上 `learner: "Lin"`；重置练习也能恢复这一行。',
      },
    },
    {
      id: 'not-text',
      probe: yaml,
      shape: { learner: exists },
      text: {
        en: 'The value of `learner` is not text for YAML. Put the name into double quotes.',
        zh: '对 YAML 来说，`learner` 的值不是文本。请给名字加上双引号。',
      },
    },
  ],
};

/** The language as a code, not as a word. */
export const language: Condition = {
  id: 'hello-lang',
  title: { en: 'The language is `en` or `zh-cn`', zh: '语言是 `en` 或 `zh-cn`' },
  when: 'now',
  expect: [{ probe: yaml, shape: { language: matches(/^(?:en|zh-cn)$/i) } }],
  told: [
    {
      id: 'word',
      probe: yaml,
      shape: { language: matches(/english|chinese|mandarin|[中英汉华]|简体/i) },
      text: {
        en: 'This is the name of a language; programs want its code. Write `en` or `zh-cn`.',
        zh: '这是语言的名称，程序要的是代码。请写 `en` 或 `zh-cn`。',
      },
    },
    {
      id: 'empty',
      probe: yaml,
      shape: { language: blank },
      text: {
        en: '`language` is still empty. Write `en` or `zh-cn`.',
        zh: '`language` 还是空的。请写 `en` 或 `zh-cn`。',
      },
    },
    {
      id: 'missing',
      probe: yaml,
      shape: { invalid: absent, language: absent },
      text: {
        en: 'The key `language` is gone, or nothing follows it. Write `language: "en"`; Reset brings the line back, too.',
        zh: '`language` 这个键不见了，或者后面没有值。请写上 `language: "en"`；重置练习也能恢复这一行。',
      },
    },
    {
      id: 'other',
      probe: yaml,
      shape: { language: exists },
      args: { found: { probe: yaml, path: ['language'] } },
      text: {
        en: 'Found {found}, but this tutor speaks only `en` and `zh-cn`. Write one of these two.',
        zh: '实际是 {found}，而本教程只有 `en` 和 `zh-cn` 两种。请写其中一个。',
      },
    },
  ],
};

/** A goal to compare with later. */
export const goal: Condition = {
  id: 'hello-goal',
  title: { en: 'The goal is a sentence', zh: '目标是一句话' },
  when: 'now',
  expect: [{ probe: yaml, shape: { goal: matches(/.{10}/s) } }],
  told: [
    {
      id: 'empty',
      probe: yaml,
      shape: { goal: blank },
      text: {
        en: '`goal` is still empty. Write one sentence, so that you can compare in four months.',
        zh: '`goal` 还是空的。写一句话，四个月后可以拿来对照。',
      },
    },
    {
      id: 'short',
      probe: yaml,
      shape: { goal: matches(/^.{1,9}$/s) },
      text: {
        en: 'This goal has fewer than 10 characters. Write a whole sentence, so that you can compare in four months.',
        zh: '目标不到 10 个字符。请写成完整的一句话，四个月后可以拿来对照。',
      },
    },
    {
      id: 'missing',
      probe: yaml,
      shape: { invalid: absent, goal: absent },
      text: {
        en: 'The key `goal` is gone, or nothing follows it. Write `goal: "…"`; Reset brings the line back, too.',
        zh: '`goal` 这个键不见了，或者后面没有值。请写上 `goal: "…"`；重置练习也能恢复这一行。',
      },
    },
    {
      id: 'not-text',
      probe: yaml,
      shape: { goal: exists },
      text: {
        en: 'The value of `goal` is a list, a table or a number. Write one sentence in double quotes.',
        zh: '`goal` 的值是列表、键值表或数字。请用双引号写一句话。',
      },
    },
  ],
};
