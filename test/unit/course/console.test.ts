import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skip } from '../../host/report.mjs';
import { lessons } from '../../catalog';
import { consoles } from './console';
import { agrees, commandsIn, nameOf, type ConsoleOf } from './console/console';
import { startedSession } from './console/session';

const pageOf = (lesson: string): string =>
  readFileSync(path.join('walkthroughs', ...lesson.split('/'), 'lesson.md'), 'utf8');

/** Is there such a program on this machine? */
const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** A folder that is empty and belongs to who runs the commands. */
function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tutor-console-'));
  if (process.getuid?.() === 0) chownSync(folder, 65534, 65534);
  chmodSync(folder, 0o755);
  return folder;
}

/** Runs the commands of a lesson one after the other; what the lesson shows otherwise. */
async function differences(one: ConsoleOf, folder: string): Promise<string[]> {
  const { lesson, before, notRun = {}, notCompared = {} } = one;
  const session = await startedSession(folder);
  const found: string[] = [];
  try {
    if (before !== undefined) await session.run(`{\n${before.trim()}\n}`);
    for (const command of commandsIn(pageOf(lesson))) {
      const name = nameOf(command);
      if (name in notRun) continue;
      const seen = await session.run(command.text);
      if (name in notCompared || agrees(command.output, seen, one)) continue;
      found.push(`$ ${command.text}\nthe lesson shows:\n${command.output.join('\n')}\nthe terminal shows:\n${seen}`);
    }
  } finally {
    await session.end();
  }
  return found;
}

describe('console blocks', () => {
  it('belong to a lesson of tracks start and linux, each', () => {
    const withConsole = lessons
      .filter(({ id }) => /^(start|linux)\//.test(id) && commandsIn(pageOf(id)).length > 0)
      .map(({ id }) => id);
    assert.deepEqual(consoles.map(({ lesson }) => lesson).toSorted(), withConsole.toSorted());
  });

  it('are compared line by line, with … for what is left out', () => {
    assert.ok(agrees(['a', '…', 'z'], 'a\nb\nc\nz\n'));
    assert.ok(agrees(['a', '…', 'z'], 'a\nz\n'));
    assert.ok(agrees(['total … (x)'], 'total 12 (x)\n'));
    assert.ok(agrees(['pid 12'], 'pid 99\n', { varies: [/\d+/g] }));
    assert.ok(agrees(['a'], 'N: note\na\n', { extra: [/^N: /] }));
    assert.ok(agrees([], ''));
    assert.ok(!agrees([], 'something\n'));
    assert.ok(!agrees(['a'], 'a\nb\n'));
    assert.ok(!agrees(['a.c'], 'abc\n'));
  });

  it('are run in a terminal, by an ordinary user', async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux runs the commands of the lessons');
    const folder = freshFolder();
    const session = await startedSession(folder);
    try {
      assert.equal(await session.run('false; echo $?'), '1\n');
      assert.equal(await session.run('for i in 1 2; do\necho "n $i"\ndone'), 'n 1\nn 2\n');
      assert.equal(await session.run('test -t 1 && touch here && pwd'), `${folder}\n`);
      assert.notEqual(await session.run('id -u'), '0\n');
    } finally {
      await session.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 12 });
    }
  });

  for (const one of consoles) {
    describe(one.lesson, () => {
      it('names only commands that the lesson shows', () => {
        const names = new Set(commandsIn(pageOf(one.lesson)).map(nameOf));
        const named = Object.keys({ ...one.notRun, ...one.notCompared });
        assert.deepEqual(
          named.filter((name) => !names.has(name)),
          [],
        );
      });

      it('shows what its commands print', async function () {
        this.timeout(120_000);
        if (process.platform !== 'linux') skip(this, 'only Linux runs the commands of the lessons');
        for (const program of ['script', 'bash', ...(one.needs ?? [])]) {
          if (!isThere(program)) skip(this, `the ${program} command is missing`);
        }
        const folder = freshFolder();
        try {
          assert.equal((await differences(one, folder)).join('\n\n'), '');
        } finally {
          rmSync(folder, { recursive: true, force: true, maxRetries: 12 });
        }
      });
    });
  }
});
