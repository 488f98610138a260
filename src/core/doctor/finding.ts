import type { Text } from '../text';

/** What became of one thing that was looked for. */
export type FindingState = 'found' | 'missing' | 'old' | 'unreachable' | 'unknown';

/** The parts of the report. */
export type Group = 'host' | 'docker' | 'kubernetes' | 'openstack' | 'extra';

/** One line of the report, finished in both languages; whatever comes from outside is Markdown code already. */
export type Finding = {
  readonly id: string;
  readonly group: Group;
  readonly name: Text;
  readonly state: FindingState;
  readonly version?: string;
  readonly detail?: Text;
  /** What to do about it; what has one is in the list of things to do. */
  readonly repair?: Text;
  /** The lesson that teaches how to install or repair it. */
  readonly lesson?: string;
  /** The practice lab stands in for it. */
  readonly lab?: true;
  /** Good to have; nothing to do when it is not there. */
  readonly optional?: true;
};
