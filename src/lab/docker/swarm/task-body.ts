import { engine } from '../system/facts';
import type { Labels } from '../model';
import type { ContainerSpec, Task } from './model';

/** The name of a task's container: `web.1.<task>`, of a global service `web.<node>.<task>`. */
export const containerName = (task: Task): string => `${taskName(task)}.${task.id}`;

/** The name of a task without its id. */
const taskName = ({ serviceName, slot, nodeId }: Task): string => `${serviceName}.${slot > 0 ? String(slot) : nodeId}`;

/** The labels that tell whose a container is. */
const taskLabels = (task: Task): Labels => ({
  'com.docker.swarm.node.id': task.nodeId,
  'com.docker.swarm.service.id': task.serviceId,
  'com.docker.swarm.service.name': task.serviceName,
  'com.docker.swarm.task': '',
  'com.docker.swarm.task.id': task.id,
  'com.docker.swarm.task.name': containerName(task),
});

/** Fills in `{{.Service.Name}}` and the like; what is none of the known words stays as it is. */
export function expandTemplate(task: Task, text: string): string {
  const words: Readonly<Record<string, string>> = {
    '.Service.ID': task.serviceId,
    '.Service.Name': task.serviceName,
    '.Node.ID': task.nodeId,
    '.Node.Hostname': engine.host,
    '.Node.Platform.OS': 'linux',
    '.Task.ID': task.id,
    '.Task.Name': containerName(task),
    '.Task.Slot': String(task.slot),
  };
  return text.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (whole, word: string) => {
    const label = /^(?:\.Service\.Labels\.([\w.-]+)|index \.Service\.Labels "([^"]+)")$/.exec(word);
    if (label) return task.serviceLabels[label[1] ?? label[2] ?? ''] ?? '';
    return Object.hasOwn(words, word) ? (words[word] ?? whole) : whole;
  });
}

/** The body of `POST /containers/create` for a task; `network` gives a network's name by its id. */
export function containerBody(task: Task, network: (id: string) => string): object {
  const { ContainerSpec: spec } = task.spec;
  const bindings = (task.endpoint?.Ports ?? [])
    .filter(({ PublishMode }) => PublishMode === 'host')
    .map(({ TargetPort, Protocol, PublishedPort }): [string, object[]] => [
      `${TargetPort}/${Protocol}`,
      [{ HostPort: PublishedPort === 0 ? '' : String(PublishedPort) }],
    ]);
  const endpoints = task.attachments.map(({ networkId, address }): [string, object] => [
    network(networkId),
    address === '' ? {} : { IPAMConfig: { IPv4Address: address.split('/')[0] } },
  ]);
  return {
    ...configOf(task, spec),
    ExposedPorts: Object.fromEntries(bindings.map(([port]) => [port, {}])),
    HostConfig: {
      ...hostOf(task, spec),
      PortBindings: Object.fromEntries(bindings),
      ...(endpoints[0] && { NetworkMode: endpoints[0][0] }),
    },
    NetworkingConfig: { EndpointsConfig: Object.fromEntries(endpoints) },
  };
}

function configOf(task: Task, spec: ContainerSpec): object {
  const fill = (text: string): string => expandTemplate(task, text);
  return {
    ...given({
      Entrypoint: spec.Command,
      Cmd: spec.Args,
      WorkingDir: spec.Dir,
      User: spec.User,
      StopSignal: spec.StopSignal === '' ? undefined : spec.StopSignal,
      Healthcheck: spec.Healthcheck,
    }),
    Image: spec.Image,
    Labels: { ...spec.Labels, ...taskLabels(task) },
    Env: spec.Env?.map(fill) ?? [],
    Hostname: fill(spec.Hostname ?? ''),
    Tty: spec.TTY === true,
    OpenStdin: spec.OpenStdin === true,
  };
}

function hostOf(task: Task, spec: ContainerSpec): object {
  const fill = (text: string): string => expandTemplate(task, text);
  const { LogDriver: driver } = task.spec;
  return given({
    ...resourcesOf(task),
    Mounts: spec.Mounts?.map((mount) => filled(mount, fill)),
    ReadonlyRootfs: spec.ReadOnly,
    CapAdd: spec.CapabilityAdd,
    CapDrop: spec.CapabilityDrop,
    Dns: spec.DNSConfig?.Nameservers,
    DnsSearch: spec.DNSConfig?.Search,
    DnsOptions: spec.DNSConfig?.Options,
    ExtraHosts: spec.Hosts?.map(extraHost),
    GroupAdd: spec.Groups,
    Sysctls: spec.Sysctls,
    Ulimits: spec.Ulimits,
    Init: spec.Init,
    LogConfig: driver && { Type: driver.Name ?? '', Config: driver.Options ?? {} },
  });
}

/** Without what was not given. */
const given = (of: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));

function resourcesOf({ spec }: Task): object {
  const { Limits: limits = {}, Reservations: reserved = {} } = spec.Resources ?? {};
  return {
    Memory: limits.MemoryBytes ?? 0,
    NanoCpus: limits.NanoCPUs ?? 0,
    MemoryReservation: reserved.MemoryBytes ?? 0,
    ...(limits.Pids !== undefined && limits.Pids > 0 && { PidsLimit: limits.Pids }),
  };
}

function filled(mount: Readonly<Record<string, unknown>>, fill: (text: string) => string): object {
  const text = (value: unknown): unknown => (typeof value === 'string' ? fill(value) : value);
  return { ...mount, Source: text(mount['Source'] ?? ''), Target: text(mount['Target'] ?? '') };
}

/** A row of /etc/hosts, `10.0.0.1 db`, as `--add-host` has it. */
function extraHost(row: string): string {
  const [address = '', ...names] = row.split(/\s+/);
  return `${names[0] ?? ''}:${address}`;
}
