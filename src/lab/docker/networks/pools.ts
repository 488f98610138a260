import { ApiError } from '../../http/call';
import { blockAround, contains, overlap, parseAddress, sizeOf, type Block } from './ipv4';

const first = (address: string): number => parseAddress(address) ?? 0;

/** The blocks that dockerd gives to networks without a subnet: 172.17/16 to 172.31/16, then 192.168/16 in /20. */
const predefined: readonly Block[] = [
  ...Array.from({ length: 15 }, (_, index) => blockAround(first(`172.${17 + index}.0.0`), 16)),
  ...Array.from({ length: 16 }, (_, index) => blockAround(first(`192.168.${index * 16}.0`), 20)),
];

/** Which blocks are in use, and the next one for a network that asks for none. */
export type Pools = {
  /** Throws ApiError 403 when another network has some of it. */
  readonly reserve: (block: Block) => void;
  /** Throws ApiError 404 when none is left. */
  readonly next: () => Block;
  readonly release: (block: Block) => void;
};

/** No block is in use. The search goes on behind the block given last, as in libnetwork. */
export function createPools(): Pools {
  const used: Block[] = [];
  let start = 0;
  const taken = (block: Block) => used.some((other) => overlap(other, block));
  return {
    reserve: (block) => {
      if (taken(block)) throw new ApiError(403, 'Pool overlaps with other one on this address space');
      used.push(block);
      if (predefined[start]?.base === block.base) start = (start + 1) % predefined.length;
    },
    next: () => {
      for (let step = 0; step < predefined.length; step++) {
        const index = (start + step) % predefined.length;
        const block = predefined[index];
        if (!block || taken(block)) continue;
        start = (index + 1) % predefined.length;
        used.push(block);
        return block;
      }
      throw new ApiError(
        404,
        'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
      );
    },
    release: (block) => {
      const index = used.findIndex((other) => other.base === block.base && other.prefix === block.prefix);
      if (index !== -1) used.splice(index, 1);
    },
  };
}

/** The addresses of one network. */
export type Addresses = {
  /** The lowest free one; undefined when none is left. */
  readonly next: () => number | undefined;
  /** False when somebody has it. */
  readonly take: (address: number) => boolean;
  readonly give: (address: number) => void;
};

/** Addresses of a subnet; those given without being asked for come from `range`. */
export function createAddresses(subnet: Block, range: Block = subnet): Addresses {
  const used = new Set<number>();
  // The network's own address and the one for everybody, unless the subnet is too small to have them.
  if (subnet.prefix < 31) {
    used.add(subnet.base);
    used.add(subnet.base + sizeOf(subnet) - 1);
  }
  const take = (address: number): boolean => {
    if (!contains(subnet, address) || used.has(address)) return false;
    used.add(address);
    return true;
  };
  return {
    take,
    give: (address) => used.delete(address),
    next: () => {
      const end = range.base + sizeOf(range);
      for (let address = range.base; address < end; address++) {
        if (take(address)) return address;
      }
      return undefined;
    },
  };
}
