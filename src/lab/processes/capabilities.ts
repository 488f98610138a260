import type { User } from '../kernel/process';

/** The capabilities by their bits in the kernel's masks, without `CAP_`: capabilities(7). */
export const capabilityOrder: readonly string[] = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
  'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
  'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

/** A set of capabilities (`CAP_CHOWN`, …) as /proc/<pid>/status writes it: sixteen hexadecimal digits. */
export function capabilityMask(held: ReadonlySet<string>): string {
  const bits = capabilityOrder.map((name, at) => (held.has(`CAP_${name}`) ? 1n << BigInt(at) : 0n));
  return bits
    .reduce((mask, bit) => mask | bit, 0n)
    .toString(16)
    .padStart(16, '0');
}

/** May this process do what the capability allows? Only the superuser's processes have what their container has. */
export const mayAs = (
  { user, facts }: { readonly user: User; readonly facts: { readonly capabilities: ReadonlySet<string> } },
  capability: string,
): boolean => user.uid === 0 && facts.capabilities.has(capability);
