/**
 * The processors that a container may use.
 * @param set as in `--cpuset-cpus`, `0-1,3`; empty is all of them
 * @param all how many the machine has
 * @returns their number, and the list and the mask as the kernel writes them
 */
export function cpusOf(
  set: string,
  all: number,
): { readonly count: number; readonly list: string; readonly mask: string } {
  const list = set === '' ? (all === 1 ? '0' : `0-${all - 1}`) : set;
  const numbers = new Set(
    list.split(',').flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number);
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
    }),
  );
  const bits = [...numbers].reduce((mask, number) => mask | (1n << BigInt(number)), 0n);
  return { count: numbers.size, list, mask: bits.toString(16) };
}
