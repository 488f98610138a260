import type Docker from 'dockerode';

/** How the outcome of a step is looked at; what is not said is compared in full. */
export type Look = {
  /** The order of the lines (of the elements of a JSON array) does not count. */
  readonly unordered?: true;
  /** `exit`: the exit code alone. `shape`: keys and types of a JSON value, not its values. */
  readonly only?: 'exit' | 'shape';
  /** Is done again until what it prints matches, for what takes its time. */
  readonly until?: RegExp;
  /** What is nobody's business in the text of this step, such as the number of a process. */
  readonly mask?: readonly RegExp[];
  /** The paths in its JSON value that are nobody's business. */
  readonly skip?: RegExp;
};

/** What a step through the API may use. */
export type Hands = {
  readonly docker: Docker;
  /** The answer to a plain request, whatever its status, for what dockerode has no function. */
  readonly request: (method: string, path: string, body?: string) => Promise<{ status: number; body: unknown }>;
};

/** One step: a line for `sh`, which finds `docker` and the files of its area, or something done through dockerode. */
export type Step = Look &
  (
    | { readonly run: string; readonly stdin?: string }
    | { readonly name: string; readonly api: (hands: Hands) => Promise<unknown> }
  );

/** Steps about one thing, which start from nothing and leave nothing behind. */
export type Area = {
  readonly name: string;
  /** The files of the folder in which its lines run. */
  readonly files?: Readonly<Record<string, string>>;
  /** A string is a line without options. */
  readonly steps: readonly (string | Step)[];
};

/** A step with the name by which differences are told: area, then line; a second one of the same name gets a number. */
export type NamedStep = {
  readonly name: string;
  /** From 1 on. */
  readonly number: number;
  readonly area: string;
  readonly step: Step;
};

/** All steps of some areas in order. */
export function stepsOf(areas: readonly Area[]): readonly NamedStep[] {
  const seen = new Map<string, number>();
  let number = 0;
  return areas.flatMap((area) =>
    area.steps.map((given) => {
      const step: Step = typeof given === 'string' ? { run: given } : given;
      const plain = `${area.name}: ${'run' in step ? step.run : step.name}`;
      const times = (seen.get(plain) ?? 0) + 1;
      seen.set(plain, times);
      number += 1;
      return { name: times === 1 ? plain : `${plain} (${times})`, number, area: area.name, step };
    }),
  );
}
