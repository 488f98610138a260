import { createInterface } from 'node:readline';
import type { Call } from '../command';
import { filterQuery } from '../text/filters';
import { decimalSize } from '../text/units';

/** Asks whether to go on, unless `--force` was given; false also when nobody answers. */
export async function confirmed(call: Call, warning: string): Promise<boolean> {
  if (call.options.is('force')) return true;
  call.print(`${warning}\nAre you sure you want to continue? [y/N] `);
  const reader = createInterface({ input: call.stdin });
  for await (const line of reader) {
    reader.close();
    return line.trim().toLowerCase() === 'y';
  }
  return false;
}

/** The filters of a prune. */
export const pruneQuery = (call: Call, more: Readonly<Record<string, readonly string[]>> = {}): string =>
  filterQuery(call, more);

/** The line that ends a prune. */
export const reclaimed = (bytes: number): string => `Total reclaimed space: ${decimalSize(bytes, 4)}\n`;
