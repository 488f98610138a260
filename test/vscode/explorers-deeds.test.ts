import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { kubernetesApplyConflict } from '../../src/core/errors';
import type { Resource } from '../../src/core/resources/resource';
import type { Source } from '../../src/core/resources/source';
import type { Verb } from '../../src/core/resources/verb';
import { verbatim } from '../../src/core/text';
import { Workshop } from '../../src/features/explorers/workshop';
import { FakeListing, resource, sleep, sourceOf, thingKind, until } from '../unit/resources/sources';
import { Answering, fakeHome } from './explorers-stage';

describe('explorers: clean up an exercise', () => {
  let learner: Answering;
  let workshop: Workshop;
  let listing: FakeListing;
  let removed: string[];

  const mine = (name: string): Resource => resource(name, { exercise: 'docker-one' });
  const remove: Verb<Resource> = {
    id: 'remove',
    applies: () => true,
    commandLine: ({ name }) => `rm ${name}`,
    run: (one) => {
      removed.push(one.name);
      listing.remove(one);
      return Promise.resolve();
    },
  };
  const begin = (exercises: readonly string[], rest: Partial<Source> = {}): Source => {
    const source = { ...sourceOf([thingKind(listing, { verbs: [remove] })]), ...rest };
    workshop = new Workshop([fakeHome(source, { exercises })]);
    return source;
  };
  const press = (): void => {
    learner.answer = (_call, choices) => choices.find((one) => one === 'Clean Up');
  };

  beforeEach(() => {
    [learner, listing, removed] = [new Answering(), new FakeListing(), []];
    listing.resources = [mine('a'), resource('b'), mine('c'), resource('d', { exercise: 'docker-two' })];
  });
  afterEach(() => {
    workshop.dispose();
    learner.dispose();
  });

  it('names what goes, and removes exactly that after a yes', async () => {
    begin(['docker-one']);
    await workshop.cleanUp(undefined);
    assert.ok(learner.has('showWarningMessage', /exercise docker-one\?\nThese 2 go[^]*Things: a\nThings: c$/));
    assert.deepEqual(removed, []);
    press();
    await workshop.cleanUp(undefined);
    assert.deepEqual(removed, ['a', 'c']);
    assert.deepEqual(
      listing.resources.map(({ name }) => name),
      ['b', 'd'],
    );
    assert.equal(listing.followers, 0);
  });

  it('does not touch what was marked after the question', async () => {
    begin(['docker-one']);
    learner.answer = (_call, choices) => {
      listing.put(mine('late'));
      return choices.find((one) => one === 'Clean Up');
    };
    await workshop.cleanUp(undefined);
    assert.deepEqual(removed, ['a', 'c']);
  });

  it('means the exercise of the row, or asks which where there are several', async () => {
    const source = begin(['docker-one', 'docker-two']);
    const [kind] = source.kinds;
    assert.ok(kind);
    press();
    await workshop.cleanUp({
      row: 'resource',
      id: 'x',
      source,
      kind,
      resource: resource('d', { exercise: 'docker-two' }),
    });
    assert.deepEqual(removed, ['d']);
    learner.answer = (_call, choices) => choices.find((one) => one === 'docker-one' || one === 'Clean Up');
    await workshop.cleanUp(undefined);
    assert.deepEqual(removed, ['d', 'a', 'c']);
  });

  it('tries again what others were still using, and says what is left', async () => {
    const used = kubernetesApplyConflict({ object: 'a', message: 'in use' });
    let tries = 0;
    const stubborn: Verb<Resource> = {
      ...remove,
      run: (one, answers, signal) =>
        one.name === 'a' && (tries += 1) < 2 ? Promise.reject(used) : remove.run(one, answers, signal),
    };
    workshop = new Workshop([
      fakeHome(sourceOf([thingKind(listing, { verbs: [stubborn] })]), { exercises: ['docker-one'] }),
    ]);
    press();
    await workshop.cleanUp(undefined);
    assert.deepEqual(removed, ['c', 'a']);
  });

  it('lets a source find its own', async () => {
    let asked = '';
    const remover = (): Promise<void> => {
      removed.push('all');
      return Promise.resolve();
    };
    begin(['docker-one'], {
      findMarked: (exercise) => {
        asked = exercise;
        return Promise.resolve({ names: [verbatim('container web')], remove: remover });
      },
    });
    press();
    await workshop.cleanUp(undefined);
    assert.equal(asked, 'docker-one');
    assert.deepEqual(removed, ['all']);
    assert.ok(learner.has('showInformationMessage', /Removed 1 of the exercise docker-one/));
  });

  it('says that nothing is marked', async () => {
    begin([]);
    await workshop.cleanUp(undefined);
    assert.ok(learner.has('showInformationMessage', /Nothing here is marked/));
  });
});

describe('explorers: what takes its time', () => {
  it('shows how far it is, and stops when the learner wants it to', async () => {
    const learner = new Answering();
    const original = vscode.window.withProgress;
    const told: unknown[] = [];
    const cancel = new vscode.CancellationTokenSource();
    const titles: unknown[] = [];
    Object.assign(vscode.window, {
      withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof original>[1]) => {
        titles.push([options.title, options.cancellable]);
        return task({ report: (one) => told.push(one) }, cancel.token);
      },
    });
    let [isStopped, isShown] = [false, false];
    const slow: Verb<Resource> = {
      id: 'copyOut',
      applies: () => true,
      commandLine: () => 'cp',
      reads: true,
      run: async (_target, _answers, signal, tell) => {
        signal.addEventListener('abort', () => (isStopped = true));
        while (!signal.aborted) {
          tell?.(verbatim('1 MB'));
          await sleep(20);
        }
        throw signal.reason;
      },
    };
    const [one, kind] = [resource('web'), thingKind(new FakeListing(), { verbs: [slow] })];
    const source = sourceOf([kind]);
    const workshop = new Workshop([fakeHome(source)]);
    try {
      const doing = workshop
        .act('copyOut', { row: 'resource', id: 'x', source, kind, resource: one }, undefined)
        .then(() => (isShown = true));
      await until(() => told.length > 0, 10_000);
      assert.deepEqual(titles, [['Copy Files Out web', true]]);
      assert.deepEqual(told[0], { message: '1 MB' });
      cancel.cancel();
      await doing;
      assert.ok(isStopped && isShown);
      assert.ok(learner.has('showInformationMessage', /Copy Files Out web: stopped/));
    } finally {
      Object.assign(vscode.window, { withProgress: original });
      workshop.dispose();
      learner.dispose();
    }
  });
});
