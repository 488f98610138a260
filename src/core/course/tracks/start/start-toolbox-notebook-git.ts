import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, exists, lines, matches, sequence } from '../../match';

const head: Probe = { source: 'file', path: '.git/HEAD', as: 'text' };
const config: Probe = { source: 'file', path: '.git/config', as: 'ini' };
/** The journal of HEAD: each line ends with a tab and what was done. There is none before the first commit. */
const log: Probe = { source: 'file', path: '.git/logs/HEAD', as: 'text' };

/** A repository of the folder's own, with `main` checked out. */
export const repo: Condition = {
  id: 'repo',
  title: {
    en: 'This folder is a Git repository, on the branch `main`',
    zh: '这个文件夹是 Git 仓库，当前分支是 `main`',
  },
  when: 'now',
  expect: [{ probe: head, shape: matches(/^ref: refs\/heads\/main\s*$/) }],
  told: [
    {
      id: 'no-repository',
      probe: head,
      shape: absent,
      text: {
        en: 'There is no `.git` in the exercise folder. Run `git init -b main` in it. If `git status` works all the same, you stand in another folder or inside a bigger repository.',
        zh: '练习文件夹里没有 `.git`。请在这个文件夹里执行 `git init -b main`。如果 `git status` 却能用，说明你在别的文件夹里，或者在一个更大的仓库里面。',
      },
    },
    {
      id: 'week-1',
      probe: head,
      shape: matches(/refs\/heads\/week-1\s*$/),
      text: {
        en: 'The branch `week-1` is checked out. Go back with `git switch main`, then `git merge week-1`.',
        zh: '当前分支是 `week-1`。请先用 `git switch main` 切回去，再执行 `git merge week-1`。',
      },
    },
    {
      id: 'master',
      probe: head,
      shape: matches(/refs\/heads\/master\s*$/),
      text: {
        en: 'The branch is called `master`, the older default. Rename it: `git branch -m main`.',
        zh: '分支叫 `master`，这是以前的默认名。请改名：`git branch -m main`。',
      },
    },
    {
      id: 'reftable',
      probe: head,
      shape: matches(/refs\/heads\/\.invalid/),
      text: {
        en: 'This repository keeps its branches in the new format reftable, which this check cannot read. Delete `.git` and begin with `git init -b main --ref-format=files`.',
        zh: '这个仓库用新的 reftable 格式保存分支，本检查读不了。请删除 `.git`，用 `git init -b main --ref-format=files` 重新开始。',
      },
    },
    {
      id: 'detached',
      probe: head,
      shape: matches(/^[\da-f]{40}/),
      text: {
        en: 'No branch is checked out, but a single commit (a detached HEAD). Go back with `git switch main`.',
        zh: '当前检出的不是分支，而是某一次提交（分离的 HEAD）。请用 `git switch main` 切回去。',
      },
    },
    {
      id: 'other-branch',
      probe: head,
      shape: exists,
      args: { found: { probe: head, path: [] } },
      text: {
        en: 'Another branch is checked out ({found}). Go to `main`, or give this one that name: `git branch -m main`.',
        zh: '当前是另一个分支（{found}）。请切到 `main`，或者把它改成这个名字：`git branch -m main`。',
      },
    },
  ],
};

/** Name and address of who commits, in the repository's own configuration. */
export const identity: Condition = {
  id: 'identity',
  title: { en: 'The repository knows your name and address', zh: '仓库里设置了你的名字和邮箱' },
  when: 'now',
  expect: [{ probe: config, shape: { user: { name: { 0: matches(/\S/) }, email: { 0: matches(/\S/) } } } }],
  told: [
    {
      id: 'nothing-set',
      probe: config,
      shape: anyOf(absent, { user: absent }),
      text: {
        en: 'The configuration of this repository names nobody. Run `git config user.name "Lin"` and `git config user.email lin@example.com` in it, without `--global`.',
        zh: '这个仓库的配置里没有写你是谁。请在仓库里执行 `git config user.name "Lin"` 和 `git config user.email lin@example.com`，不要加 `--global`。',
      },
    },
    {
      id: 'half-set',
      probe: config,
      shape: { user: anyOf({ name: absent }, { email: absent }) },
      text: {
        en: 'Only one of the two is set. Git wants both: `user.name` and `user.email`.',
        zh: '两项里只设了一项。Git 两项都要：`user.name` 和 `user.email`。',
      },
    },
  ],
};

const commit = /\tcommit(?: \(initial\))?: /;

/** Two commits, each after a change; an amended one is still the same. */
export const commits: Condition = {
  id: 'commits',
  title: { en: 'There are two commits', zh: '至少有两次提交' },
  when: 'now',
  expect: [{ probe: log, shape: lines(commit, 2) }],
  told: [
    {
      id: 'none',
      probe: log,
      shape: anyOf(absent, lines(commit, 0, 0)),
      text: {
        en: 'Nothing has been committed yet: `git add notes.md .gitignore`, then `git commit -m "First notes"`. If Git asks who you are, set `user.name` and `user.email` first.',
        zh: '还没有任何提交：先 `git add notes.md .gitignore`，再 `git commit -m "First notes"`。如果 Git 问你是谁，请先设置 `user.name` 和 `user.email`。',
      },
    },
    {
      id: 'one',
      probe: log,
      shape: lines(commit, 1, 1),
      text: {
        en: 'There is one commit so far. Commit again after the next change: `git commit -am "Add a line"`.',
        zh: '到现在只有一次提交。下一处改动之后请再提交一次：`git commit -am "Add a line"`。',
      },
    },
  ],
};

const entries: Probe = { source: 'file', path: '.git/logs/HEAD', as: 'lines' };

/** To the branch, a commit, and the merge, by whatever spelling of it. */
const merged = sequence(
  matches(/\tcheckout: moving from \S+ to week-1$/),
  matches(/\tcommit(?: \(\w+\))?: /),
  matches(/\t(?:merge (?:(?:refs\/)?heads\/)?week-1|merge @\{-1\}|pull .*week-1|commit \(merge\)): /),
);
const committed = /\tcheckout: moving from \S+ to week-1\n(?:(?!.*\tcheckout: ).*\n)*?.*\tcommit(?: \(\w+\))?: /;
const left = matches(/\tcheckout: moving from \S+ to week-1\n/);

/** A commit that was made on a branch, and came to `main` by a merge. */
export const branch: Condition = {
  id: 'branch',
  title: { en: '`week-1` had a commit of its own and was merged', zh: '`week-1` 上有自己的提交，并且已合并' },
  when: 'once',
  after: 'commits',
  expect: [{ probe: entries, shape: merged }],
  told: [
    {
      id: 'no-merge',
      probe: log,
      shape: matches(committed),
      text: {
        en: 'The branch `week-1` has its commit, but the journal shows no merge of it. `git switch main`, then `git merge week-1`.',
        zh: '`week-1` 分支上有提交了，但日志里没有合并它的记录。请先 `git switch main`，再 `git merge week-1`。',
      },
    },
    {
      id: 'no-commit-on-it',
      probe: log,
      shape: left,
      text: {
        en: 'You were on `week-1`, but committed nothing there, so there is nothing to merge. `git switch week-1`, change `notes.md`, commit, then merge.',
        zh: '你切到过 `week-1`，但没有在上面提交，所以没有东西可合并。请 `git switch week-1`，修改 `notes.md`，提交，再合并。',
      },
    },
    {
      id: 'other-name',
      probe: log,
      shape: matches(/\tcheckout: moving from \S+ to (?!main\n|master\n|[\da-f]{7,40}\n)\S+\n/),
      text: {
        en: 'There was a branch, but it was not called `week-1`. Make one of that name, commit on it, and merge it.',
        zh: '有过一个分支，但名字不是 `week-1`。请用这个名字新建分支，在上面提交，再合并。',
      },
    },
    {
      id: 'only-main',
      probe: log,
      shape: exists,
      text: {
        en: 'All commits were made on one branch. Create another with `git switch -c week-1`, change `notes.md`, commit, then merge it into `main`.',
        zh: '所有提交都在同一个分支上。请用 `git switch -c week-1` 新建分支，修改 `notes.md`，提交，再合并到 `main`。',
      },
    },
  ],
};
