import type { ErrorCode } from '../errors';
import type { Text } from '../text';
import type { Place, Probe } from './check';
import type { Shape } from './match';

/** What a lesson or an exercise needs to be done here. */
export type Need = 'files' | 'linux' | 'runner' | 'docker' | 'kubernetes' | 'openstack';

/** A question of a quiz: `answer` is the index of the right option, `why` is told after answering. */
export type Question = {
  readonly id: string;
  readonly question: Text;
  readonly options: readonly Text[];
  readonly answer: number;
  readonly why: Text;
};

/** What a probe should see. */
export type Expectation = {
  readonly probe: Probe;
  readonly shape: Shape;
  /** Says which way the learner chose: where it does not hold, the rest of its way is not asked, even if one cannot look. */
  readonly guard?: true;
};

/** What to say when something particular was found instead: `{name}` in the text is filled from `args.name`. */
export type FoundCase = {
  readonly id: string;
  readonly probe: Probe;
  readonly shape: Shape;
  readonly text: Text;
  readonly args?: Readonly<Record<string, Place>>;
};

/** One row of an exercise's table. */
export type Condition = {
  readonly id: string;
  readonly title: Text;
  /** `now`: must hold at each check; `once`: stays met after it was seen. */
  readonly when: 'now' | 'once';
  /** The condition that must have been met before this one can count. */
  readonly after?: string;
  /** Does not count for the verdict of the exercise. */
  readonly optional?: true;
  /** Of the conditions with the same group one suffices. */
  readonly group?: string;
  readonly expect: readonly Expectation[];
  /** Other right answers: the condition is met as well when all of one of these hold. */
  readonly or?: readonly (readonly Expectation[])[];
  /** Not applicable, instead of unknown, when one cannot look for one of these reasons: what this host can never show. */
  readonly excusedBy?: readonly ErrorCode[];
  /** How long it may take until what is on its way has arrived, in seconds; by its probes when not given. */
  readonly settle?: number;
  readonly told: readonly FoundCase[];
  /** What to say beside a pass when something particular was found. */
  readonly notes?: readonly FoundCase[];
};

/** A wrong answer that proves the check: the folder `mutants/<name>`, what refuses it and what is told. */
export type Mutant = { readonly name: string; readonly refusedBy: string; readonly told: string };

/** Something to do, and how to see that it was done. */
export type Exercise = {
  readonly id: string;
  readonly title: Text;
  /** Core exercises tick the lesson's step; extra ones count in the tree only. */
  readonly core: boolean;
  readonly minutes: number;
  readonly needs: readonly Need[];
  /** Image repositories that belong to the exercise though their images bear no label, because they are only tagged. */
  readonly repositories?: readonly string[];
  /** The Compose project of the exercise: Reset removes its objects too, whatever labels they bear. */
  readonly project?: string;
  /**
   * Programs that the tasks start: processes of this user with that word in their command line, the next words equal to
   * `args`, that stand in the exercise folder. Reset asks them to end.
   */
  readonly workers?: readonly { readonly name: string; readonly args?: readonly string[] }[];
  /** Judged before the table: when one does not hold, nothing else can be judged. */
  readonly preconditions?: readonly Condition[];
  /** Ports on 127.0.0.1 that the tasks use; told when one is taken at the start. */
  readonly ports: readonly number[];
  /** Modes of files and folders of the starter, such as `0644`, which version control and the package do not keep. */
  readonly modes?: Readonly<Record<string, string>>;
  readonly tasks: readonly Text[];
  readonly conditions: readonly Condition[];
  readonly hints: readonly [Text, Text, Text];
  readonly mutants: readonly Mutant[];
};

/** A lesson; its prose is `lesson.md` in its folder. */
export type Lesson = {
  /** Where its files are, an absolute path; `walkthroughs/<id>` of the product when not given. */
  readonly folder?: string;
  readonly id: `${string}/${string}`;
  readonly title: Text;
  readonly minutes: number;
  readonly needs: readonly Need[];
  readonly teaches: readonly Text[];
  readonly exercises: readonly Exercise[];
  readonly quiz: readonly Question[];
};

/** A row of lessons: one walkthrough, one step a lesson that has exercises. */
export type Track = {
  readonly id: string;
  readonly title: Text;
  readonly lessons: readonly Lesson[];
  /** What the learner has built when this stage of a learning plan ends. */
  readonly project?: Text;
};
