import { fill, type Args, type Text } from '../../text';
import { problemSentences, type ProblemCode } from './sentences';

export type { ProblemCode } from './sentences';

/** Something wrong in a course of one's own: where, a code, and a sentence that says what is expected. */
export type CourseProblem = {
  /** Relative to `.tutor`, with `/`; the loader makes it an absolute path. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly code: ProblemCode;
  readonly text: Text;
};

/** How many problems are told of one course: what follows is rarely worth reading before these are gone. */
const mostProblems = 200;

/** Collects the problems of a course, each at most once. */
export class Log {
  readonly #problems = new Map<string, CourseProblem>();
  #count = 0;

  get problems(): readonly CourseProblem[] {
    return [...this.#problems.values()];
  }

  /** How often something was wrong by now, told or not. */
  get count(): number {
    return this.#count;
  }

  add(file: string, line: number, code: ProblemCode, args: Args = {}): void {
    this.#count += 1;
    const problem = { file, line, code, text: fill(problemSentences[code], args) };
    const key = `${file}:${line}:${problem.text.en}`;
    if (this.#problems.size < mostProblems && !this.#problems.has(key)) this.#problems.set(key, problem);
  }
}
