import type { HostFile, Place, Probe, Reader } from '../../check';
import type { Condition, Expectation, FoundCase } from '../../lesson';
import { absent, sameAs } from '../../match';

/** The learner's answers. */
export const answers: Probe = { source: 'file', path: 'machine.yaml', as: 'yaml' };

/** What the system says of the machine on which the editor works. */
export const machine: Probe = { source: 'machine' };

/** A file of the sample machine, as the product ships it. */
export const sampleFile = (path: string, as: Reader): Probe => ({ source: 'starter', path: `machine/${path}`, as });

/** A file of the machine on which the editor works. */
export const hostFile = (path: HostFile, as: Reader): Probe => ({ source: 'host', path, as });

/** The answer to a question. */
export const answerTo = (field: string): Place => ({ probe: answers, path: [field] });

/** The machine that the learner chose. */
export const chose = (source: 'live' | 'sample'): Expectation => ({ probe: answers, shape: { source }, guard: true });

/** An answer that equals what the chosen machine says. */
export function equalTo(
  field: string,
  sample: Place,
  live: Place,
): Pick<Condition, 'expect'> & Required<Pick<Condition, 'or'>> {
  return {
    expect: [chose('sample'), { probe: answers, shape: { [field]: sameAs(sample) } }],
    or: [[chose('live'), { probe: answers, shape: { [field]: sameAs(live) } }]],
  };
}

/** What is told of a question without an answer. */
export const empty = (field: string): FoundCase => ({
  id: 'empty',
  probe: answers,
  shape: { [field]: absent },
  text: { en: `\`${field}:\` has no answer yet.`, zh: `\`${field}:\` 还没有填。` },
});
