import assert from 'node:assert/strict';
import type { Probe } from '../../../src/core/course/check';
import type { Condition, Exercise } from '../../../src/core/course/lesson';
import { contains, exists, lines, none, sameAs, secret } from '../../../src/core/course/match';
import { exercisePage } from '../../../src/core/course/page';
import { probesOf } from '../../../src/core/course/probes';
import { checkExercise } from '../../../src/core/course/run';
import { check, never, one, scene, testClock, told, World } from './world';

const text = (en: string) => ({ en, zh: en });
const file = (path: string): Probe => ({ source: 'file', path, as: 'text' });
const row = (id: string, probe: Probe, more: Partial<Condition> = {}): Condition => ({
  id,
  title: text(id),
  when: 'now',
  expect: [{ probe, shape: 'right' }],
  told: [],
  ...more,
});
const exerciseWith = (conditions: readonly Condition[], more: Partial<Exercise> = {}): Exercise => ({
  id: 'demo',
  title: text('demo'),
  core: true,
  minutes: 1,
  needs: ['files'],
  ports: [],
  tasks: [],
  conditions,
  hints: [text('1'), text('2'), text('3')],
  mutants: [],
  ...more,
});
const [a, b] = [file('a'), file('b')];

describe('what counts for a verdict', () => {
  it('an optional condition does not', async () => {
    const exercise = exerciseWith([row('must', a), row('may', b, { optional: true })]);
    const result = await check(exercise, new World().put(a, 'right').put(b, 'wrong'));
    assert.equal(result.verdict.verdict, 'pass');
    assert.equal(one(result, 'may').verdict, 'fail');
    const page = exercisePage(exercise, { seen: [], refused: 0, hints: 0 }, result.verdict, 'en');
    assert.match(page, /All that is required holds: passed\./);
    assert.match(page, /✘ \*\*may\*\* \*\(optional\)\*/);
  });

  it('one of a group suffices; with none it fails, and is unknown as long as one could not be looked at', async () => {
    const exercise = exerciseWith([row('this', a, { group: 'g' }), row('that', b, { group: 'g' })]);
    const verdict = async (world: World): Promise<string> => (await check(exercise, world)).verdict.verdict;
    assert.equal(await verdict(new World().put(a, 'wrong').put(b, 'right')), 'pass');
    assert.equal(await verdict(new World().put(a, 'wrong').put(b, 'wrong')), 'fail');
    assert.equal(await verdict(new World().put(a, 'wrong').blind(b)), 'unknown');
  });

  it('another right answer passes, and what is told of a wrong one is about the first', async () => {
    const condition = row('either', a, { or: [[{ probe: b, shape: 'also right' }]] });
    const exercise = exerciseWith([condition]);
    assert.equal((await check(exercise, new World().put(a, 'x').put(b, 'also right'))).verdict.verdict, 'pass');
    const wrong = one(await check(exercise, new World().put(a, 'x').put(b, 'y')), 'either');
    assert.ok(wrong.verdict === 'fail');
    assert.deepEqual(
      wrong.mismatches.map((it) => [it.probe, it.found]),
      [[a, 'x']],
    );
  });

  it('what this host can never show does not, when the condition says so', async () => {
    const rows = [row('always', a), row('here', b, { excusedBy: ['docker-not-running'] })];
    const world = (): World => new World().put(a, 'right').blind(b);
    const result = await check(exerciseWith(rows), world());
    assert.equal(one(result, 'here').verdict, 'not-applicable');
    assert.equal(result.verdict.verdict, 'pass');
    assert.equal((await check(exerciseWith([row('always', a), row('here', b)]), world())).verdict.verdict, 'unknown');
  });

  it('nothing can be judged when a precondition does not hold, and its sentence says why', async () => {
    const before = row('before', b, { told: [{ id: 'busy', probe: b, shape: 'busy', text: text('It is busy.') }] });
    const exercise = exerciseWith([row('must', a)], { preconditions: [before] });
    const result = await check(exercise, new World().put(a, 'right').put(b, 'busy'));
    const found = one(result, 'must');
    assert.ok(found.verdict === 'unknown');
    assert.equal(found.error.text.en, 'It is busy.');
    assert.equal((await check(exercise, new World().put(a, 'right').put(b, 'right'))).verdict.verdict, 'pass');
  });

  it('a pass may come with a note', async () => {
    const note = { id: 'old', probe: a, shape: contains('ri'), text: text('Update when you can.') };
    const found = one(
      await check(exerciseWith([row('must', a, { notes: [note] })]), new World().put(a, 'right')),
      'must',
    );
    assert.ok(found.verdict === 'pass');
    assert.equal(found.note?.text.en, 'Update when you can.');
  });

  it('what is compared with something that could not be looked at is unknown, not wrong', async () => {
    const condition = row('same', a, { expect: [{ probe: a, shape: sameAs({ probe: b, path: [] }) }] });
    const exercise = exerciseWith([condition]);
    assert.deepEqual(probesOf(exercise), [a, b]);
    assert.deepEqual(told(await check(exercise, new World().put(a, 'x').blind(b))), { same: 'docker-not-running' });
  });

  it('a secret is compared and never shown', async () => {
    const condition = row('strong', a, { expect: [{ probe: a, shape: secret(lines(/^.{8,}$/)) }] });
    const found = one(await check(exerciseWith([condition]), new World().put(a, 'hunter2')), 'strong');
    assert.doesNotMatch(JSON.stringify(found), /hunter2/);
  });

  it('a finding that should not be there is pointed at', async () => {
    const probe: Probe = { source: 'findings', path: 'Dockerfile' };
    const condition = row('clean', probe, { expect: [{ probe, shape: none({ code: 'DL3007' }) }] });
    const findings = [
      { code: 'DL3006', line: 1 },
      { code: 'DL3007', line: 4 },
    ];
    const found = one(await check(exerciseWith([condition]), new World().put(probe, findings)), 'clean');
    assert.ok(found.verdict === 'fail');
    assert.deepEqual(found.mismatches[0]?.culprit, { code: 'DL3007', line: 4 });
  });
});

describe('what has not come to rest', () => {
  const probes: readonly [string, Probe, unknown, number][] = [
    [
      'a server that is being built',
      { source: 'openstack', service: 'compute', path: '/s' },
      { server: { status: 'BUILD' } },
      90,
    ],
    [
      'a Pod that is being made',
      { source: 'kubernetes', apiVersion: 'v1', kind: 'Pod', name: 'p' },
      { status: { phase: 'Pending', containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } } }] } },
      90,
    ],
    [
      'an object that its controller has not seen',
      { source: 'kubernetes', apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
      { metadata: { generation: 2 }, status: { observedGeneration: 1 } },
      20,
    ],
    ['a service that rolls', { source: 'service', name: 's' }, { UpdateStatus: { State: 'updating' } }, 90],
  ];
  for (const [name, probe, value, seconds] of probes) {
    it(`${name} is waited for ${seconds} s and is then unknown, not wrong`, async () => {
      const condition = row('there', probe, { expect: [{ probe, shape: { ready: exists } }] });
      const clock = testClock();
      const world = new World().put(probe, value);
      const result = await checkExercise(exerciseWith([condition]), [], world.observers, scene('demo'), clock, never);
      assert.deepEqual(told(result), { there: 'still-working' });
      assert.equal(clock.slept, seconds * 1000);
    });
  }

  it('a condition may need another time, and what is at rest needs none', async () => {
    const probe: Probe = { source: 'service', name: 's' };
    const condition = row('there', probe, { settle: 5, expect: [{ probe, shape: { ready: exists } }] });
    for (const [state, slept] of [
      ['updating', 5000],
      ['completed', 0],
    ] as const) {
      const clock = testClock();
      const world = new World().put(probe, { UpdateStatus: { State: state } });
      await checkExercise(exerciseWith([condition]), [], world.observers, scene('demo'), clock, never);
      assert.equal(clock.slept, slept);
    }
  });

  it('a check that is cancelled while it waits ends at once', async () => {
    const probe: Probe = { source: 'service', name: 's' };
    const controller = new AbortController();
    const world = new World().put(probe, { UpdateStatus: { State: 'updating' } });
    const exercise = exerciseWith([row('there', probe)]);
    controller.abort();
    const checking = checkExercise(exercise, [], world.observers, scene('demo'), testClock(), controller.signal);
    await assert.rejects(checking, { name: 'AbortError' });
  });
});
