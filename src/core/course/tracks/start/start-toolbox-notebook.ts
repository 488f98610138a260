import type { Exercise } from '../../lesson';
import { branch, commits, identity, repo } from './start-toolbox-notebook-git';
import { errorText, exitStatus, helpText } from './start-toolbox-notebook-help';
import { ignored, secretKept, secretOut } from './start-toolbox-notebook-secret';

/** A notebook in Git without its secret, and three things that a terminal tells. */
export const startToolboxNotebook: Exercise = {
  id: 'start-toolbox-notebook',
  title: { en: 'A notebook in Git', zh: '用 Git 管理笔记本' },
  core: true,
  minutes: 30,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Open a terminal in the exercise folder and run `git init -b main`. Set `user.name` and `user.email` for this repository.',
      zh: '在练习文件夹里打开终端，执行 `git init -b main`。为这个仓库设置 `user.name` 和 `user.email`。',
    },
    {
      en: 'Write a `.gitignore` that keeps every `.env` file out. Then make the first commit, with `notes.md` and `.gitignore`.',
      zh: '写一份 `.gitignore`，把所有 `.env` 文件挡在外面。然后做第一次提交，包含 `notes.md` 和 `.gitignore`。',
    },
    {
      en: 'Create the branch `week-1`, add a line to `notes.md`, and commit it there.',
      zh: '新建分支 `week-1`，在 `notes.md` 里加一行，并在这个分支上提交。',
    },
    { en: 'Go back to `main` and merge `week-1`.', zh: '切回 `main`，合并 `week-1`。' },
    {
      en: 'Run `LC_ALL=C ls /no/such/path`. Put its error message in `help/error.txt`, and its exit status in `help/status.txt`.',
      zh: '执行 `LC_ALL=C ls /no/such/path`。把报错信息存进 `help/error.txt`，把退出状态存进 `help/status.txt`。',
    },
    {
      en: 'Save the help of `cp` in `help/cp.txt`: the whole of it, or its first 20 lines.',
      zh: '把 `cp` 的帮助存进 `help/cp.txt`：全部，或者前 20 行。',
    },
  ],
  conditions: [repo, identity, commits, branch, ignored, secretOut, secretKept, exitStatus, errorText, helpText],
  hints: [
    {
      en: '`git status` says where you are and names the next step; `git log --oneline --all` shows what is committed.',
      zh: '`git status` 会说明当前状态和下一步；`git log --oneline --all` 能看到提交了什么。',
    },
    {
      en: 'The order matters: write `.gitignore` first, then `git add`. And read `$?` before any other command runs.',
      zh: '顺序很重要：先写 `.gitignore`，再 `git add`。另外，要在执行别的命令之前读取 `$?`。',
    },
    {
      en: '`git switch -c week-1`, change, `git commit -am "Add a line"`, `git switch main`, `git merge week-1`. The error: `ls /no/such/path 2> help/error.txt; echo $? > help/status.txt`',
      zh: '`git switch -c week-1`，修改，`git commit -am "Add a line"`，`git switch main`，`git merge week-1`。报错：`ls /no/such/path 2> help/error.txt; echo $? > help/status.txt`',
    },
  ],
  mutants: [
    { name: 'no-git', refusedBy: 'repo', told: 'no-repository' },
    { name: 'left-on-week-1', refusedBy: 'repo', told: 'week-1' },
    { name: 'on-master', refusedBy: 'repo', told: 'master' },
    { name: 'new-ref-format', refusedBy: 'repo', told: 'reftable' },
    { name: 'old-commit-checked-out', refusedBy: 'repo', told: 'detached' },
    { name: 'on-trunk', refusedBy: 'repo', told: 'other-branch' },
    { name: 'name-from-the-environment', refusedBy: 'identity', told: 'nothing-set' },
    { name: 'no-address', refusedBy: 'identity', told: 'half-set' },
    { name: 'added-not-committed', refusedBy: 'commits', told: 'none' },
    { name: 'one-commit', refusedBy: 'commits', told: 'one' },
    { name: 'amended', refusedBy: 'commits', told: 'one' },
    { name: 'commits-only-on-main', refusedBy: 'branch', told: 'only-main' },
    { name: 'not-merged', refusedBy: 'branch', told: 'no-merge' },
    { name: 'squashed', refusedBy: 'branch', told: 'no-merge' },
    { name: 'committed-on-main-after-all', refusedBy: 'branch', told: 'no-commit-on-it' },
    { name: 'branch-of-another-name', refusedBy: 'branch', told: 'other-name' },
    { name: 'no-ignore-list', refusedBy: 'ignored', told: 'file-absent' },
    { name: 'ignore-list-as-text', refusedBy: 'ignored', told: 'other-file' },
    { name: 'written-by-powershell', refusedBy: 'ignored', told: 'wide' },
    { name: 'brought-back-in', refusedBy: 'ignored', told: 'negated' },
    { name: 'dot-env-only', refusedBy: 'ignored', told: 'dot-env' },
    { name: 'folders-only', refusedBy: 'ignored', told: 'folder' },
    { name: 'quotes-in-the-list', refusedBy: 'ignored', told: 'quoted' },
    { name: 'other-patterns', refusedBy: 'ignored', told: 'no-pattern' },
    { name: 'secret-forced-in', refusedBy: 'secret-out', told: 'tracked' },
    { name: 'ignored-too-late', refusedBy: 'secret-out', told: 'tracked' },
    { name: 'notes-left-out', refusedBy: 'secret-out', told: 'notes-not-added' },
    { name: 'list-left-out', refusedBy: 'secret-out', told: 'list-not-added' },
    { name: 'index-deleted', refusedBy: 'secret-out', told: 'nothing-added' },
    { name: 'secret-deleted', refusedBy: 'secret-kept', told: 'deleted' },
    { name: 'status-after-cat', refusedBy: 'status', told: 'zero' },
    { name: 'status-not-printed', refusedBy: 'status', told: 'empty' },
    { name: 'status-quoted', refusedBy: 'status', told: 'literal' },
    { name: 'ls-misspelled', refusedBy: 'status', told: 'not-found' },
    { name: 'status-of-powershell', refusedBy: 'status', told: 'powershell' },
    { name: 'status-in-words', refusedBy: 'status', told: 'other' },
    { name: 'no-status', refusedBy: 'status', told: 'file-absent' },
    { name: 'only-output-saved', refusedBy: 'error', told: 'empty' },
    { name: 'other-path', refusedBy: 'error', told: 'other' },
    { name: 'help-on-the-wrong-output', refusedBy: 'help', told: 'empty' },
    { name: 'one-line-of-help', refusedBy: 'help', told: 'short' },
    { name: 'help-of-another-command', refusedBy: 'help', told: 'other' },
  ],
};
