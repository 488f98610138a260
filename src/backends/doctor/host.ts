import { readFile } from 'node:fs/promises';
import { forgetsModes, mountOf, parseMounts } from '../../core/course/readers/mounts';
import type { HostSight } from '../../core/doctor/sights';
import type { Around } from './around';

/** What the machine of the extension is, and what its first open folder lies on. */
export async function lookAtHost({ platform, workspace }: Around): Promise<HostSight> {
  if (platform !== 'linux') return { platform, system: '', isWsl: false };
  const [release, kernel, mounts] = await Promise.all(
    ['/etc/os-release', '/proc/sys/kernel/osrelease', '/proc/self/mountinfo'].map((file) =>
      readFile(file, 'utf8').catch(() => ''),
    ),
  );
  const system = /^PRETTY_NAME=["']?(.*?)["']?$/m.exec(release ?? '')?.[1] ?? '';
  const [folder] = workspace;
  const mount = folder === undefined ? undefined : mountOf(parseMounts(mounts ?? ''), folder);
  return {
    platform,
    system,
    isWsl: /microsoft/i.test(kernel ?? ''),
    ...(mount && { folder: { type: mount.type, forgetsModes: forgetsModes(mount) } }),
  };
}
