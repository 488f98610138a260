import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tutor } from '../../../src/cli/tutor';
import { exportProgress } from '../../../src/core/course/exchange';
import { checked, hinted, noProgress, quizzed, started, type Progress } from '../../../src/core/course/progress';
import { exerciseOf } from '../../catalog';

const webs = exerciseOf('docker-two-webs');
const life = exerciseOf('docker-lifecycle');
const noon = Date.UTC(2026, 10, 20, 12);
const passed = (exercise: typeof webs, progress: Progress = noProgress): Progress =>
  checked(progress, { exercise, verdict: 'pass', conditions: [] }, [], noon, 'Docker Engine 29');

describe('tutor report', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'tutor-report-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
  const run = async (...argv: readonly string[]) => {
    let [stdout, stderr] = ['', ''];
    const io = {
      stdout: (text: string) => void (stdout += text),
      stderr: (text: string) => void (stderr += text),
      cwd: folder,
    };
    return { code: await tutor(['report', ...argv], io, 'en'), stdout, stderr };
  };
  const rowsOf = (csv: string): readonly (readonly string[])[] =>
    csv.split('\r\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell));

  it('makes a row a learner, by name, and joins the files of one', async () => {
    await put('b.json', exportProgress('Wei', quizzed(passed(webs), 'docker/commands', 2, 3, noon), noon));
    await put('a.json', exportProgress('Ana', hinted(started(noProgress, webs.id, noon), webs), noon));
    await put('c.json', exportProgress('Wei', passed(life), noon));
    const { code, stdout, stderr } = await run('b.json', 'a.json', 'c.json');
    assert.deepEqual([code, stderr], [0, '']);
    const [head = [], ana = [], wei = []] = rowsOf(stdout);
    const column = (name: string): number => head.indexOf(name);
    assert.deepEqual([ana[0], wei[0]], ['Ana', 'Wei']);
    assert.deepEqual(
      [ana[column(webs.id)], wei[column(webs.id)], wei[column(life.id)]],
      ['started', '2026-11-20', '2026-11-20'],
    );
    assert.deepEqual([ana[column('Core passed')], wei[column('Core passed')]], ['0', '2']);
    assert.equal(ana[column('Hints')], '1');
    assert.equal(wei[column('Quiz docker/commands')], '2 / 3');
  });

  it('names what is damaged, foreign or missing, and leaves it out', async () => {
    const good = exportProgress('Ana', passed(webs), noon);
    await put('good.json', good);
    await put('half.json', good.slice(0, 200));
    await put('foreign.json', '{"name": "something else"}');
    const { code, stdout, stderr } = await run('good.json', 'half.json', 'foreign.json', 'none.json');
    assert.equal(code, 1);
    assert.equal(stdout.split('\r\n').length, 3);
    const [half = '', foreign = '', none = ''] = stderr.split('\n');
    assert.match(half, /half\.json is damaged/);
    assert.match(foreign, /foreign\.json holds no progress/);
    assert.match(none, /none\.json.*ENOENT/);
    assert.equal((await run('half.json')).code, 2);
    assert.equal((await run()).code, 2);
  });

  it('lets no name become a formula, a field or HTML', async () => {
    const name = '=HYPERLINK("x"),<script>alert(1)</script>';
    await put('a.json', exportProgress(name, passed(webs), noon));
    const { stdout } = await run('a.json');
    assert.ok(stdout.includes(`"'=HYPERLINK(""x""),<script>alert(1)</script>"`));
    const page = await run('a.json', '--format', 'html');
    assert.ok(!page.stdout.includes('<script'));
    assert.ok(page.stdout.includes('&lt;script&gt;'));
  });

  it('writes a page that says on which engine an exercise passed', async () => {
    await put('a.json', exportProgress('Ana', passed(webs), noon));
    assert.equal((await run('a.json', '--out', 'class.html')).code, 0);
    const page = await readFile(path.join(folder, 'class.html'), 'utf8');
    assert.match(page, /<th scope="row"><a href="#learner-1">Ana<\/a>/);
    assert.ok(page.includes('Docker Engine 29'));
    assert.equal((await run('a.json', '--format', 'pdf')).code, 2);
  });
});
