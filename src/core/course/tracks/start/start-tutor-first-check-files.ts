import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, exists, lines, matches, none, some } from '../../match';

const daemon: Probe = { source: 'file', path: 'daemon.json', as: 'json' };
const daemonText: Probe = { source: 'file', path: 'daemon.json', as: 'text' };
const daemonFacts: Probe = { source: 'file', path: 'daemon.json', as: 'facts' };
const line = { probe: daemon, path: ['line'] };

/** The settings of a Docker daemon: JSON again, with what was set in them. */
export const json: Condition = {
  id: 'json-ok',
  title: { en: '`daemon.json` is JSON and keeps its mirrors', zh: '`daemon.json` 是合法的 JSON，并保留镜像加速设置' },
  when: 'now',
  expect: [{ probe: daemon, shape: { invalid: absent, 'registry-mirrors': { 0: matches(/\S/) } } }],
  told: [
    {
      id: 'gone',
      probe: daemonFacts,
      shape: absent,
      text: {
        en: '`daemon.json` is gone. Reset the exercise: that brings the file back, for you to repair.',
        zh: '`daemon.json` 不见了。请重置练习，文件会恢复，再来修好它。',
      },
    },
    {
      id: 'comment',
      probe: daemonText,
      shape: matches(/^[^"'\n]*(?:(?:"[^"\n]*"|'[^'\n]*')[^"'\n]*)*?(?:\/\/|\/\*|#)/m),
      text: {
        en: 'JSON has no comments, so Docker would refuse to start with this file. Remove the comment.',
        zh: 'JSON 里没有注释，Docker 用这份文件会拒绝启动。请删掉注释。',
      },
    },
    {
      id: 'trailing-comma',
      probe: daemonText,
      shape: matches(/,\s*[}\]]/),
      args: { line },
      text: {
        en: 'JSON allows no comma before the closing brace (look at line {line} and the line above); Docker would refuse to start with this file. Remove the comma.',
        zh: 'JSON 不允许右大括号前面有逗号（看第 {line} 行和它的上一行）；Docker 用这份文件会拒绝启动。请删掉逗号。',
      },
    },
    {
      id: 'not-json',
      probe: daemon,
      shape: { invalid: exists },
      args: { line, why: { probe: daemon, path: ['invalid'] } },
      text: {
        en: 'Not JSON at line {line}, so Docker would refuse to start: {why}.',
        zh: '第 {line} 行不是合法的 JSON，Docker 会拒绝启动：{why}。',
      },
    },
    {
      id: 'emptied',
      probe: daemon,
      shape: { 'registry-mirrors': absent },
      text: {
        en: 'This is JSON, but the setting `registry-mirrors` is lost. Keep the setting and remove only the comma; Reset brings the file back.',
        zh: '这是合法的 JSON，但 `registry-mirrors` 这项设置丢了。设置要保留，只删逗号；重置练习可以恢复原文件。',
      },
    },
    {
      id: 'not-a-list',
      probe: daemon,
      shape: { 'registry-mirrors': exists },
      text: {
        en: '`registry-mirrors` is a list of addresses, even of one. Put the brackets back around it.',
        zh: '`registry-mirrors` 是地址列表，只有一项也一样。请把方括号加回来。',
      },
    },
  ],
};

const note: Probe = { source: 'file', path: 'notes/day-1.md', as: 'markdown' };
const noteText: Probe = { source: 'file', path: 'notes/day-1.md', as: 'text' };
const all: Probe = { source: 'folder', path: '.' };
const noNote = none('notes/day-1.md');

/** The first page of the learner's own notes. */
export const notes: Condition = {
  id: 'notes',
  title: {
    en: '`notes/day-1.md` has a heading and a list of three',
    zh: '`notes/day-1.md` 有一个标题和三项的列表',
  },
  when: 'now',
  expect: [
    { probe: note, shape: { headings: some(matches(/^#+ \S/)) } },
    { probe: noteText, shape: lines(/^\s*(?:[-*+]|\d+[.)])\s+\S/, 3) },
  ],
  told: [
    {
      id: 'other-case',
      probe: all,
      shape: allOf(noNote, some(matches(/^notes\/day-1\.md$/i))),
      text: {
        en: 'The name differs in capital letters. Linux distinguishes `Day` and `day`: rename it to `notes/day-1.md`.',
        zh: '名字的大小写不同。Linux 会区分 `Day` 和 `day`：请改名为 `notes/day-1.md`。',
      },
    },
    {
      id: 'other-place',
      probe: all,
      shape: allOf(noNote, some(matches(/(?:^|\/)day[-_ ]?0?1(?:\.|$)/i))),
      args: { found: { probe: all, path: [{ first: matches(/(?:^|\/)day[-_ ]?0?1(?:\.|$)/i) }] } },
      text: {
        en: 'Found {found}, which is another name or another folder. Move it to `notes/day-1.md`.',
        zh: '找到的是 {found}，名字或文件夹不对。请把它移到 `notes/day-1.md`。',
      },
    },
    {
      id: 'heading-without-space',
      probe: noteText,
      shape: matches(/^ {0,3}#{1,6}[^#\s]/m),
      text: {
        en: 'A heading starts with `#` and a space: without the space Markdown takes it for plain text.',
        zh: '标题以 `#` 加一个空格开头：少了空格，Markdown 会把它当成普通文字。',
      },
    },
    {
      id: 'no-heading',
      probe: note,
      shape: { headings: absent },
      text: {
        en: 'The note has no heading. Begin it with a line such as `# Day 1`.',
        zh: '笔记里没有标题。请在开头写一行，例如 `# Day 1`。',
      },
    },
    {
      id: 'item-without-space',
      probe: noteText,
      shape: lines(/^\s*[-*+][^-*+\s]/),
      text: {
        en: 'A list item starts with `-` and a space: without the space Markdown takes it for plain text.',
        zh: '列表项以 `-` 加一个空格开头：少了空格，Markdown 会把它当成普通文字。',
      },
    },
    {
      id: 'few-items',
      probe: noteText,
      shape: exists,
      text: {
        en: 'The list has fewer than three items. Write each on a line of its own that starts with `-` and a space.',
        zh: '列表不足三项。请每项单独一行，以 `-` 加一个空格开头。',
      },
    },
  ],
};
