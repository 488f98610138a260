import assert from 'node:assert/strict';
import type { Probe } from '../../../src/core/course/check';
import type { Exercise, Expectation } from '../../../src/core/course/lesson';
import { sameAs } from '../../../src/core/course/match';
import { probesOf } from '../../../src/core/course/probes';
import { check, told, World } from './world';

const text = (words: string) => ({ en: words, zh: words });
const answers: Probe = { source: 'file', path: 'machine.yaml', as: 'yaml' };
const sample: Probe = { source: 'file', path: 'machine/os-release', as: 'env' };
const host: Probe = { source: 'host', path: '/etc/os-release', as: 'env' };

const way = (source: string, probe: Probe): readonly Expectation[] => [
  { probe: answers, shape: { source }, guard: true },
  { probe: answers, shape: { id: sameAs({ probe, path: ['ID'] }) } },
];

/** An exercise whose answers are those of a sample or of this machine, as the learner chose. */
const chosen: Exercise = {
  id: 'x',
  title: text('x'),
  core: true,
  minutes: 1,
  needs: ['files'],
  ports: [],
  tasks: [],
  conditions: [
    { id: 'id', title: text('id'), when: 'now', expect: way('sample', sample), or: [way('live', host)], told: [] },
  ],
  hints: [text('1'), text('2'), text('3')],
  mutants: [],
};

const world = (source: unknown, id: string): World =>
  new World().put(answers, { source, id }).put(sample, { ID: 'ubuntu' }).put(host, { ID: 'debian' });

describe('judge: ways that a guard chooses', () => {
  it('asks the way that was chosen, and it alone', async () => {
    for (const [source, id, verdict] of [
      ['sample', 'ubuntu', 'pass'],
      ['sample', 'debian', 'fail'],
      ['live', 'debian', 'pass'],
      ['live', 'ubuntu', 'fail'],
      ['neither', 'ubuntu', 'fail'],
    ] as const) {
      assert.equal((await check(chosen, world(source, id))).verdict.verdict, verdict, `${source}: ${id}`);
    }
  });

  it('is not blind because of a way that was not chosen', async () => {
    const verdictOf = async (source: string, id: string): Promise<string> =>
      (await check(chosen, world(source, id).blind(host))).verdict.verdict;
    assert.equal(await verdictOf('sample', 'ubuntu'), 'pass');
    assert.equal(await verdictOf('sample', 'debian'), 'fail');
    assert.equal(await verdictOf('live', 'debian'), 'unknown');
    assert.equal((await check(chosen, world('live', 'x').blind(answers))).verdict.verdict, 'unknown');
  });

  it('says what does not fit in the way that was chosen', async () => {
    const { verdict } = await check(chosen, world('live', 'ubuntu'));
    const [one] = verdict.conditions;
    assert.ok(one?.verdict === 'fail');
    assert.deepEqual(
      one.mismatches.map(({ path, found }) => [path, found]),
      [['id', 'ubuntu']],
    );
    assert.deepEqual(told(await check(chosen, world('neither', 'ubuntu'))), { id: 'plain' });
  });
});

describe('probes of an exercise', () => {
  it('names those that a place compares with on its way', () => {
    const machine: Probe = { source: 'machine' };
    const passwd: Probe = { source: 'host', path: '/etc/passwd', as: 'colons' };
    const place = { probe: passwd, path: [{ first: { 2: sameAs({ probe: machine, path: ['uid'] }) } }, 0] };
    const [condition] = chosen.conditions;
    assert.ok(condition);
    const exercise = {
      ...chosen,
      conditions: [{ ...condition, expect: [{ probe: answers, shape: { user: sameAs(place) } }], or: [] }],
    };
    assert.deepEqual(probesOf(exercise), [answers, passwd, machine]);
  });
});
