import type { Probe } from '../../check';
import { questionsIn } from './sample-or-live';

export { hostFile, sampleFile } from './sample-or-live';

/** The learner's answers. */
export const { answers, answerTo, chose, equalTo, empty, source } = questionsIn('machine.yaml');

/** What the system says of the machine on which the editor works. */
export const machine: Probe = { source: 'machine' };
