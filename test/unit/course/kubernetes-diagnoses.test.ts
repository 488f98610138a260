import assert from 'node:assert/strict';
import {
  diagnoseAbsent,
  diagnosePod,
  type KubernetesName,
  type Pod,
} from '../../../src/core/course/kubernetes-diagnoses';
import { heldBy, kubernetesSentences, schedulingAdvice } from '../../../src/core/course/kubernetes-sentences';
import { containers, event, metadata, spec, troubled as cases, waiting, withWeb } from './kubernetes-pods';

describe('shared diagnoses of Kubernetes', () => {
  for (const [name, pod, events, id, says] of cases) {
    it(`a Pod that is not as wanted: ${name}`, () => {
      const told = diagnosePod(pod, events);
      assert.equal(told?.id, id);
      assert.match(told.text.en, says);
      for (const text of Object.values(told.text)) assert.doesNotMatch(text, /(?<!taint )\{\w+\}|undefined/);
    });
  }

  const well: Readonly<Record<string, Pod>> = {
    ready: withWeb({ ready: true, started: true, state: { running: {} } }),
    'not seen by the scheduler yet': { metadata, spec: { containers }, status: { phase: 'Pending' } },
    'being made': waiting('ContainerCreating'),
    'without a status': { metadata },
    'with an init container that has ended': {
      metadata,
      spec,
      status: {
        phase: 'Running',
        initContainerStatuses: [{ name: 'first', ready: true, state: { terminated: { exitCode: 0 } } }],
      },
    },
  };
  for (const [name, pod] of Object.entries(well)) {
    it(`nothing is told of a Pod ${name}`, () => assert.equal(diagnosePod(pod, []), undefined));
  }

  it('the newest Event of this Pod counts', () => {
    const pod = withWeb({ state: { running: {} }, started: true });
    const events = [
      event('Unhealthy', 'old', { lastTimestamp: '2026-11-21T08:00:00Z' }),
      event('Unhealthy', 'new', { lastTimestamp: null, eventTime: '2026-11-21T09:30:00.000000Z' }),
      event('Unhealthy', 'foreign', {
        involvedObject: { name: 'web-1', uid: 'u2' },
        lastTimestamp: '2026-11-21T10:00:00Z',
      }),
    ];
    assert.match(diagnosePod(pod, events)?.text.en ?? '', /new\.$/);
  });

  const wanted: KubernetesName = { kind: 'Deployment', metadata: { name: 'web', namespace: 'tutor-pods' } };
  const other = (kind: string, name: string, namespace = 'tutor-pods') => ({ kind, metadata: { name, namespace } });
  const absences: Readonly<Record<string, readonly [readonly KubernetesName[], string, RegExp]>> = {
    'in another namespace': [
      [other('Deployment', 'web', 'default')],
      'object-elsewhere',
      /`web` is in the namespace `default`.*-n tutor-pods/,
    ],
    'under a similar name': [[other('Deployment', 'wbe'), other('Pod', 'web')], 'object-similar', /Deployment `wbe`/],
    'under a longer name': [[other('Deployment', 'web-app')], 'object-similar', /`web-app`/],
    'as another kind': [[other('Pod', 'web')], 'object-other-kind', /Found a Pod `web`; the task wants a Deployment/],
    nowhere: [[other('Deployment', 'mariadb'), other('Pod', 'web', 'default')], 'object-absent', /kubectl apply/],
  };
  for (const [name, [others, id, says]] of Object.entries(absences)) {
    it(`an object that is not there: it is ${name}`, () => {
      const told = diagnoseAbsent(wanted, others);
      assert.equal(told.id, id);
      assert.match(told.text.en, says);
    });
  }

  it('both languages have the same placeholders', () => {
    for (const { en, zh } of [
      ...Object.values(kubernetesSentences),
      ...Object.values(schedulingAdvice),
      ...Object.values(heldBy),
    ]) {
      const names = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
      assert.deepEqual(names(en), names(zh), en);
    }
  });

  it('every sentence is told by one of these cases', () => {
    const seen = new Set([...cases.map(([, , , id]) => id), ...Object.values(absences).map(([, id]) => id)]);
    assert.deepEqual([...seen].sort(), Object.keys(kubernetesSentences).sort());
  });
});
