/** A block of IPv4 addresses: its first address as a number and the length of its prefix. */
export type Block = { readonly base: number; readonly prefix: number };

/** Reads a dotted address as a number; undefined when it is none. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Writes an address with dots. */
export const formatAddress = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** How many addresses a block has. */
export const sizeOf = (block: Block): number => 2 ** (32 - block.prefix);

/** The block that an address is in, with that length of prefix. */
export function blockAround(address: number, prefix: number): Block {
  return { base: address - (address % 2 ** (32 - prefix)), prefix };
}

/** Reads `a.b.c.d/n`: the block, and whether the address was its first; undefined when it is none. */
export function parseBlock(text: string): { readonly block: Block; readonly masked: boolean } | undefined {
  const [address = '', length = ''] = text.split('/');
  const from = parseAddress(address);
  if (from === undefined || !/^\d{1,2}$/.test(length) || Number(length) > 32 || text.split('/').length !== 2) {
    return undefined;
  }
  const block = blockAround(from, Number(length));
  return { block, masked: block.base === from };
}

export const formatBlock = (block: Block): string => `${formatAddress(block.base)}/${block.prefix}`;

/** Is the address in the block? */
export const contains = (block: Block, address: number): boolean =>
  address >= block.base && address < block.base + sizeOf(block);

/** Have the blocks an address in common? */
export const overlap = (a: Block, b: Block): boolean => contains(a, b.base) || contains(b, a.base);

/** The hardware address that the bridge driver makes of an address. */
export const macOf = (address: number): string =>
  `02:42:${[24, 16, 8, 0].map((shift) => (Math.floor(address / 2 ** shift) % 256).toString(16).padStart(2, '0')).join(':')}`;
