import type { Package } from './package-kind';
import { alpine } from './packages-alpine';
import { debian } from './packages-debian';
import { python } from './packages-python';

export type { Package } from './package-kind';

/** The packages of each package manager. */
export const packageSets = { alpine, debian, python } as const;

/** A package by name, in the form that pip takes names (case and `_` do not matter) when `loose`. */
export function findPackage(set: readonly Package[], name: string, loose = false): Package | undefined {
  const key = (text: string): string => (loose ? text.toLowerCase().replace(/[_.]/g, '-') : text);
  return set.find((one) => key(one.name) === key(name));
}

/** Packages with everything that they need, dependencies first, without those that are there already. */
export function resolvePackages(
  set: readonly Package[],
  wanted: readonly Package[],
  there: ReadonlySet<string>,
  recommended: boolean,
): readonly Package[] {
  const out: Package[] = [];
  const seen = new Set<string>(there);
  const add = (one: Package): void => {
    if (seen.has(one.name)) return;
    seen.add(one.name);
    for (const name of [...one.depends, ...(recommended ? one.recommends : [])]) {
      const other = set.find((candidate) => candidate.name === name);
      if (other) add(other);
    }
    out.push(one);
  };
  wanted.forEach(add);
  return out;
}
