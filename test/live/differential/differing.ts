import { differencesOf, type Difference, type Outcome } from './compare';
import { knownDifferences, type KnownDifference } from './differences';
import { eventDifferences, sequencesOf } from './events';
import { normaliser } from './normalise';
import type { Recording } from './run';
import type { NamedStep } from './step';

/** All differences between what a real engine and the lab did. */
export function differing(steps: readonly NamedStep[], real: Recording, lab: Recording): readonly Difference[] {
  const normalisers = { real: normaliser(real.replaced), lab: normaliser(lab.replaced) };
  return [
    ...steps.flatMap((step) => differencesOf(step, outcomeOf(real, step.name), outcomeOf(lab, step.name), normalisers)),
    ...eventDifferences(sequencesOf(real.events, normalisers.real), sequencesOf(lab.events, normalisers.lab)),
  ];
}

const outcomeOf = ({ outcomes }: Recording, name: string): Outcome => {
  const outcome = outcomes.get(name);
  if (!outcome) throw new Error(`The step was not run: ${name}`);
  return outcome;
};

/** Differences that nobody has explained, and explanations of differences that do not occur any more. */
export function judged(
  differences: readonly Difference[],
  known: readonly KnownDifference[] = knownDifferences,
): { readonly unknown: readonly Difference[]; readonly gone: readonly KnownDifference[] } {
  const used = new Set<KnownDifference>();
  const unknown = differences.filter((difference) => {
    const explained = known.filter((one) => covers(one, difference));
    for (const one of explained) used.add(one);
    return explained.length === 0;
  });
  return { unknown, gone: known.filter((one) => !used.has(one)) };
}

function covers({ step, path, says }: KnownDifference, { step: where, path: at, real, lab }: Difference): boolean {
  const fits = (wanted: string | RegExp | undefined, text: string): boolean =>
    wanted === undefined || (typeof wanted === 'string' ? wanted === text : wanted.test(text));
  return fits(step, where) && fits(path, at) && (says === undefined || says.test(`${real}\n${lab}`));
}

/** The differences for people: by step, each with what either side says. */
export function told(differences: readonly Difference[]): string {
  let step = '';
  const lines = differences.flatMap((one) => {
    const head = one.step === step ? [] : ['', one.step];
    step = one.step;
    return [...head, `  ${one.path}`, `    real: ${one.real}`, `    lab:  ${one.lab}`];
  });
  return lines.join('\n').trimStart();
}
