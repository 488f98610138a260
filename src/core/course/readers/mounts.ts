import { linesOf } from './lines';

/** A mounted file system: where, of which type, and with which options of its own. */
export type Mount = { readonly point: string; readonly type: string; readonly options: readonly string[] };

/** The mounts of /proc/self/mountinfo, in their order. https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html */
export function parseMounts(text: string): readonly Mount[] {
  return linesOf(text).flatMap((line) => {
    const [left = '', right] = line.split(' - ');
    const point = left.split(' ')[4];
    const [type, , options = ''] = right?.split(' ') ?? [];
    return point === undefined || type === undefined
      ? []
      : [{ point: unescape(point), type, options: options.split(/[,;]/) }];
  });
}

const unescape = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));

/** The mount that a file lies on: the last one whose point is the longest part of its path. */
export function mountOf(mounts: readonly Mount[], file: string): Mount | undefined {
  const holds = ({ point }: Mount): boolean => point === '/' || file === point || file.startsWith(`${point}/`);
  return mounts
    .filter(holds)
    .reduce<Mount | undefined>(
      (best, one) => (best !== undefined && best.point.length > one.point.length ? best : one),
      undefined,
    );
}

const withoutModes = /^(?:9p|drvfs|v?fat|msdos|exfat|ntfs.*|fuseblk|vboxsf|cifs|smb3)$/;

/** Does a chmod on this mount leave no trace? WSL keeps modes on Windows disks that are mounted with `metadata`. */
export const forgetsModes = ({ type, options }: Mount): boolean =>
  withoutModes.test(type) && !options.includes('metadata');
