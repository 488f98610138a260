import { engine } from '../system/facts';
import type { Labels } from '../model';
import type { Task } from './model';

/** The name of a task's container: `web.1.<task>`, of a global service `web.<node>.<task>`. */
export const containerName = (task: Task): string => `${taskName(task)}.${task.id}`;

/** The name of a task without its id. */
export const taskName = ({ serviceName, slot, nodeId }: Task): string =>
  `${serviceName}.${slot > 0 ? String(slot) : nodeId}`;

/** The labels that tell whose a container is. */
export const taskLabels = (task: Task): Labels => ({
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
  const fill = (text: string): string => expandTemplate(task, text);
  const ports = (task.endpoint?.Ports ?? []).filter(({ PublishMode }) => PublishMode === 'host');
  const bindings = ports.map(({ TargetPort, Protocol, PublishedPort }): [string, object[]] => [
    `${TargetPort}/${Protocol}`,
    [{ HostPort: PublishedPort === 0 ? '' : String(PublishedPort) }],
  ]);
  return {
    Image: spec.Image,
    Labels: { ...spec.Labels, ...taskLabels(task) },
    Env: (spec.Env ?? []).map(fill),
    ...(spec.Command && { Entrypoint: spec.Command }),
    ...(spec.Args && { Cmd: spec.Args }),
    Hostname: fill(spec.Hostname ?? ''),
    WorkingDir: spec.Dir ?? '',
    User: spec.User ?? '',
    Tty: spec.TTY === true,
    OpenStdin: spec.OpenStdin === true,
    ...(spec.StopSignal !== undefined && spec.StopSignal !== '' && { StopSignal: spec.StopSignal }),
    ...(spec.Healthcheck && { Healthcheck: spec.Healthcheck }),
    ExposedPorts: Object.fromEntries(bindings.map(([port]) => [port, {}])),
    HostConfig: {
      ...resourcesOf(task),
      PortBindings: Object.fromEntries(bindings),
      Mounts: (spec.Mounts ?? []).map((mount) => filled(mount, fill)),
      ReadonlyRootfs: spec.ReadOnly === true,
      CapAdd: spec.CapabilityAdd ?? null,
      CapDrop: spec.CapabilityDrop ?? null,
      Dns: spec.DNSConfig?.Nameservers ?? null,
      DnsSearch: spec.DNSConfig?.Search ?? null,
      DnsOptions: spec.DNSConfig?.Options ?? null,
      ExtraHosts: (spec.Hosts ?? []).map(extraHost),
      GroupAdd: spec.Groups ?? null,
      ...(spec.Sysctls && { Sysctls: spec.Sysctls }),
      ...(spec.Ulimits && { Ulimits: spec.Ulimits }),
      ...(spec.Init !== undefined && { Init: spec.Init }),
      ...(task.spec.LogDriver && {
        LogConfig: { Type: task.spec.LogDriver.Name ?? '', Config: task.spec.LogDriver.Options ?? {} },
      }),
      ...(task.attachments[0] && { NetworkMode: network(task.attachments[0].networkId) }),
    },
    NetworkingConfig: {
      EndpointsConfig: Object.fromEntries(
        task.attachments.map(({ networkId, address }) => [
          network(networkId),
          address === '' ? {} : { IPAMConfig: { IPv4Address: address.split('/')[0] } },
        ]),
      ),
    },
  };
}

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
