import type { HostFile, Place, Probe, Reader } from '../../check';
import type { Condition, Expectation, FoundCase } from '../../lesson';
import { absent, oneOf, sameAs } from '../../match';

/** A file of the sample machine, as the product ships it. */
export const sampleFile = (path: string, as: Reader): Probe => ({ source: 'starter', path: `machine/${path}`, as });

/** A file of the machine on which the editor works. */
export const hostFile = (path: HostFile, as: Reader): Probe => ({ source: 'host', path, as });

/** The ways of a condition of which one must hold. */
type Ways = Pick<Condition, 'expect'> & Required<Pick<Condition, 'or'>>;

/** Questions about a machine that the learner chooses: the sample, or the one on which the editor works. */
export type Questions = {
  readonly answers: Probe;
  /** Where the answer to a question is. */
  readonly answerTo: (field: string) => Place;
  /** The machine that the learner chose. */
  readonly chose: (source: 'live' | 'sample') => Expectation;
  /** An answer that equals what the chosen machine says. */
  readonly equalTo: (field: string, sample: Place, live: Place) => Ways;
  /** What is told of a question without an answer. */
  readonly empty: (field: string) => FoundCase;
  /** Says which machine it is. */
  readonly source: (id: string, folder: string) => Condition;
};

/** The questions whose answers are in a YAML file of the exercise folder, its field `source` saying which machine. */
export function questionsIn(path: string): Questions {
  const answers: Probe = { source: 'file', path, as: 'yaml' };
  const chose: Questions['chose'] = (source) => ({ probe: answers, shape: { source }, guard: true });
  return {
    answers,
    answerTo: (field) => ({ probe: answers, path: [field] }),
    chose,
    equalTo: (field, sample, live) => ({
      expect: [chose('sample'), { probe: answers, shape: { [field]: sameAs(sample) } }],
      or: [[chose('live'), { probe: answers, shape: { [field]: sameAs(live) } }]],
    }),
    empty: (field) => ({
      id: 'empty',
      probe: answers,
      shape: { [field]: absent },
      text: { en: `\`${field}:\` has no answer yet.`, zh: `\`${field}:\` 还没有填。` },
    }),
    source: (id, folder) => ({
      id,
      title: { en: `\`source\` in ${path} says which machine`, zh: `${path} 的 \`source\` 写明了是哪台机器` },
      when: 'now',
      expect: [{ probe: answers, shape: { invalid: absent, source: oneOf('live', 'sample') } }],
      told: [
        {
          id: 'other-source',
          probe: answers,
          shape: { invalid: absent },
          text: {
            en: `\`source:\` is \`live\` for the Linux on which the editor works, or \`sample\` for the machine below \`${folder}\`.`,
            zh: `\`source:\` 填 \`live\`，表示编辑器所在的 Linux；或者填 \`sample\`，表示 \`${folder}\` 里的样例机。`,
          },
        },
      ],
    }),
  };
}
