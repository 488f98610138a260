import { isIP } from 'node:net';
import { ApiError } from '../../http/call';
import type { HealthConfig, PortMap } from '../model';
import { parseSignal } from '../../processes/signals';
import { checkResources } from './check-resources';
import type { LabHost } from './host';
import type { ContainerConfig, HostConfig, RestartPolicy } from './record';

const refuse = (sentence: string): never => {
  throw new ApiError(400, sentence);
};

/** Checks a configuration before its image is looked at; throws ApiError 400 with the engine's sentences. */
export function checkConfig(config: ContainerConfig): void {
  if (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) {
    refuse(`the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`);
  }
  if (config.StopSignal !== undefined && config.StopSignal !== '' && !parseSignal(config.StopSignal)) {
    refuse(`invalid signal: ${config.StopSignal}`);
  }
  for (const variable of config.Env) {
    if (variable === '' || variable.startsWith('=')) refuse(`invalid environment variable: ${variable}`);
  }
  if (config.Healthcheck) checkHealth(config.Healthcheck);
}

function checkHealth(health: HealthConfig): void {
  for (const name of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
    const value = health[name] ?? 0;
    if (value !== 0 && value < 1_000_000) refuse(`${name} in Healthcheck cannot be less than 1ms`);
  }
  if ((health.Retries ?? 0) < 0) refuse('Retries in Healthcheck cannot be negative');
}

/** Checks a host configuration and returns the warnings that the engine would give; throws ApiError 400. */
export function checkHost(config: Partial<ContainerConfig>, host: HostConfig, lab: LabHost): string[] {
  checkRestart(host.RestartPolicy);
  if (host.AutoRemove && !['', 'no'].includes(host.RestartPolicy.Name)) {
    refuse("can't create 'AutoRemove' container with restart policy");
  }
  checkPorts(host.PortBindings);
  checkNetworkMode(config, host);
  checkNamespaces(host);
  checkExtraHosts(host.ExtraHosts ?? []);
  checkResources(host, lab);
  checkLog(host.LogConfig);
  if (!['', 'runc', 'io.containerd.runc.v2'].includes(host.Runtime)) {
    refuse(`unknown or invalid runtime name: ${host.Runtime}`);
  }
  checkCapabilities('CapAdd', host.CapAdd ?? []);
  checkCapabilities('CapDrop', host.CapDrop ?? []);
  checkNumbers(host);
  for (const path of Object.keys(host.Tmpfs ?? {})) {
    if (!path.startsWith('/')) refuse(`invalid mount path: '${path}' mount path must be absolute`);
  }
  return warnings(host);
}

function checkNumbers({ OomScoreAdj: score, ShmSize: shared }: HostConfig): void {
  if (score < -1000 || score > 1000) refuse(`Invalid value ${score}, range for oom score adj is [-1000, 1000]`);
  if (shared < 0) refuse('SHM size can not be less than 0');
}

function warnings(host: HostConfig): string[] {
  const published = Object.keys(host.PortBindings ?? {}).length > 0;
  return [
    ...((host.MemorySwappiness ?? -1) >= 0
      ? [
          'Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.',
        ]
      : []),
    ...(host.NetworkMode === 'host' && published ? ['Published ports are discarded when using host network mode'] : []),
    ...(host.OomKillDisable && host.Memory === 0
      ? [
          'OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
        ]
      : []),
  ];
}

/** Checks a restart policy; throws ApiError 400. */
export function checkRestart({ Name: name, MaximumRetryCount: retries }: RestartPolicy): void {
  const invalid = (text: string) => refuse(`invalid restart policy: ${text}`);
  if (!['', 'no', 'always', 'on-failure', 'unless-stopped'].includes(name)) {
    invalid(`unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`);
  }
  if (retries < 0) invalid('maximum retry count cannot be negative');
  if (name !== 'on-failure' && retries > 0) invalid("maximum retry count can only be used with 'on-failure'");
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
const isRange = (text: string): boolean => text.split('-').length <= 2 && text.split('-').every(isPort);

function checkPorts(bindings: PortMap | null): void {
  for (const [port, hosts] of Object.entries(bindings ?? {})) {
    const [number = '', protocol = 'tcp'] = port.split('/');
    if (!isPort(number)) refuse(`invalid port specification: "${number}"`);
    if (!['tcp', 'udp', 'sctp'].includes(protocol)) refuse(`invalid port specification: "${port}"`);
    for (const { HostPort: wanted = '' } of hosts ?? []) {
      if (wanted !== '' && !isRange(wanted)) refuse(`invalid port specification: "${wanted}"`);
    }
  }
}

const undefinedBehavior = "networking can't be used with links. This would result in undefined behavior";

function checkNetworkMode(config: Partial<ContainerConfig>, host: HostConfig): void {
  const { NetworkMode: mode } = host;
  if (host.UTSMode === 'host' && (config.Hostname ?? '') !== '')
    refuse('conflicting options: hostname and the UTS mode');
  if (mode === 'host' && (host.Links ?? []).length > 0) {
    refuse(`conflicting options: host type ${undefinedBehavior}`);
  }
  if (mode === 'container:') refuse('Invalid network mode: invalid container format container:<name|id>');
  if (!mode.startsWith('container:')) return;
  const some = (of: object | null | undefined): boolean => Object.keys(of ?? {}).length > 0;
  const conflicts: readonly (readonly [boolean, string])[] = [
    [(config.Hostname ?? '') !== '', 'hostname and the network mode'],
    [some(host.Links), "container type network can't be used with links. This would result in undefined behavior"],
    [some(host.Dns), 'dns and the network mode'],
    [some(host.ExtraHosts), 'custom host-to-IP mapping and the network mode'],
    [some(host.PortBindings) || host.PublishAllPorts, 'port publishing and the container type network mode'],
    [some(config.ExposedPorts), 'port exposing and the container type network mode'],
  ];
  const conflict = conflicts.find(([there]) => there);
  if (conflict) refuse(`conflicting options: ${conflict[1]}`);
}

const shares = (mode: string, words: readonly string[]): boolean => words.includes(mode) || /^container:.+/s.test(mode);

function checkNamespaces({ PidMode: pid, IpcMode: ipc, UTSMode: uts, NetworkMode: network }: HostConfig): void {
  if (!shares(pid, ['', 'host'])) refuse(`invalid PID mode: ${pid}`);
  if (!shares(ipc, ['', 'none', 'private', 'shareable', 'host'])) refuse(`invalid IPC mode: ${ipc}`);
  if (!['', 'host'].includes(uts)) refuse(`invalid UTS mode: ${uts}`);
  if (uts === 'host' && network === '') refuse('invalid UTS mode: host');
}

function checkExtraHosts(hosts: readonly string[]): void {
  for (const entry of hosts) {
    const place = entry.indexOf(':');
    if (place <= 0) refuse(`bad format for add-host: "${entry}"`);
    const address = entry.slice(place + 1);
    if (address !== 'host-gateway' && isIP(address) === 0) refuse(`invalid IP address in add-host: "${address}"`);
  }
}

const logDrivers = ['json-file', 'local', 'none', 'syslog', 'journald', 'gelf', 'fluentd', 'awslogs', 'splunk'];
const jsonFileOptions = 'max-file max-size compress labels labels-regex env env-regex tag mode max-buffer-size'.split(
  ' ',
);

function checkLog({ Type: type, Config: options }: HostConfig['LogConfig']): void {
  if (type !== '' && !logDrivers.includes(type)) {
    refuse(`error looking up logging plugin ${type}: plugin "${type}" not found`);
  }
  if (type !== '' && type !== 'json-file') return;
  const unknown = Object.keys(options).find((name) => !jsonFileOptions.includes(name));
  if (unknown !== undefined) refuse(`unknown log opt '${unknown}' for json-file log driver`);
}

/** All capabilities of capabilities(7), as the engine writes them. */
export const allCapabilities: readonly string[] = (
  'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER ' +
  'FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE ' +
  'SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'
)
  .split(' ')
  .map((name) => `CAP_${name}`);

/** What a container has when nothing else is said. */
export const defaultCapabilities: readonly string[] =
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'
    .split(' ')
    .map((name) => `CAP_${name}`);

/** `net_admin` as `CAP_NET_ADMIN`; `ALL` stays. */
export function capabilityName(text: string): string {
  const upper = text.toUpperCase();
  return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}

function checkCapabilities(option: string, list: readonly string[]): void {
  for (const name of list.map(capabilityName)) {
    if (name !== 'ALL' && !allCapabilities.includes(name)) refuse(`invalid ${option}: unknown capability: "${name}"`);
  }
}
