import type { KnownDifference } from './differences';

/** Where docker clients of other versions show the same answer of an engine in another way. */
export const clientDifferences: readonly KnownDifference[] = [
  {
    step: 'smoke: docker volume inspect diff-smoke',
    path: 'stderr',
    says: /Error: No such volume: diff-smoke/,
    why: 'Client 20.10 has a sentence of its own for what is not found.',
  },
];
