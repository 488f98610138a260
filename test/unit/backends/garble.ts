import type { Fault } from './fault-proxy';

/** Numbers from 0 to 1, the same for the same seed: https://github.com/cprosche/mulberry32 */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Change = (piece: Buffer, next: () => number) => Buffer | 'cut';

const place = (piece: Buffer, next: () => number): number => Math.floor(next() * piece.length);
const noise = (length: number, next: () => number): Buffer =>
  Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));

/** What may become of a piece of an answer. An honest one leaves no way to take wrong rows for right ones. */
const changes: Readonly<Record<string, { readonly change: Change; readonly isHonest: boolean }>> = {
  'a byte is another': {
    isHonest: false,
    change: (piece, next) => {
      const changed = Buffer.from(piece);
      changed[place(piece, next)] = Math.floor(next() * 256);
      return changed;
    },
  },
  'some bytes are zeros': {
    isHonest: false,
    change: (piece, next) => {
      const at = place(piece, next);
      return Buffer.from(piece).fill(0, at, Math.min(piece.length, at + 1 + Math.floor(next() * 20)));
    },
  },
  'noise in its middle': {
    isHonest: false,
    change: (piece, next) => {
      const at = place(piece, next);
      return Buffer.concat([piece.subarray(0, at), noise(1 + Math.floor(next() * 40), next), piece.subarray(at)]);
    },
  },
  'noise before it': { isHonest: true, change: (piece, next) => Buffer.concat([noise(12, next), piece]) },
  'noise instead of it': { isHonest: true, change: (piece, next) => noise(piece.length, next) },
  'a part is missing': {
    isHonest: false,
    change: (piece, next) => {
      const at = place(piece, next);
      return Buffer.concat([piece.subarray(0, at), piece.subarray(at + 1 + Math.floor(next() * 30))]);
    },
  },
  'a part comes twice': {
    isHonest: false,
    change: (piece, next) => {
      const at = place(piece, next);
      return Buffer.concat([piece.subarray(0, at + Math.floor(next() * 30)), piece.subarray(at)]);
    },
  },
  'its end is missing': { isHonest: true, change: (piece, next) => piece.subarray(0, place(piece, next)) },
  'it is cut': { isHonest: true, change: () => 'cut' },
  'it is whole': { isHonest: true, change: (piece) => piece },
};

/** One way to garble, at random: of all pieces of answers, or of a few. */
export function garblings(next: () => number): {
  readonly name: string;
  readonly fault: Fault;
  readonly isHonest: boolean;
} {
  const all = Object.entries(changes);
  const [name, { change, isHonest }] = all[Math.floor(next() * all.length)] ?? [
    '',
    { change: () => 'cut', isHonest: true },
  ];
  const share = 0.2 + next() * 0.8;
  const fault: Fault = { change: (piece) => (next() < share ? change(piece, next) : piece) };
  return { name, fault, isHonest };
}
