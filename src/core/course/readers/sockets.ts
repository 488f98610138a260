import { linesOf } from './lines';

/** A TCP socket that listens: its address, its port, who opened it and the number by which its owner holds it. */
export type Listener = {
  readonly address: string;
  readonly port: number;
  readonly uid: number;
  readonly inode: string;
};

const listening = '0A';

/** The listeners of /proc/net/tcp or tcp6. https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html */
export function parseListeners(text: string): readonly Listener[] {
  return linesOf(text).flatMap((line) => {
    const [, local = '', , state, , , , uid, , inode] = line.trim().split(/\s+/);
    const [address = '', port = ''] = local.split(':');
    if (state !== listening || inode === undefined) return [];
    return [{ address: addressOf(address), port: parseInt(port, 16), uid: Number(uid), inode }];
  });
}

/** The kernel prints each word of four bytes as the processor keeps it, which is little-endian wherever VS Code runs. */
function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse().map((two) => parseInt(two, 16)));
  if (bytes.length !== 16) return bytes.join('.');
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (isMapped) return bytes.slice(12).join('.');
  return compress(
    Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) + (bytes[2 * index + 1] ?? 0)),
  );
}

/** An IPv6 address in its short form: the longest run of zeros is left out. https://www.rfc-editor.org/rfc/rfc5952 */
function compress(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = Array.from(text.matchAll(/(?:^|:)(?:0(?::|$)){2,}/g), ([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(longest, '::');
}

/** Does a listener answer on this machine's own 127.0.0.1 or ::1? */
export const answersLocally = ({ address }: Listener): boolean =>
  address === '0.0.0.0' || address === '::' || address === '::1' || address.startsWith('127.');
