import { ApiError } from '../../http/call';
import { isObject } from '../containers/json-shapes';
import { randomName } from '../containers/names';
import { parseReference } from '../images/reference';
import type { PortConfig, ServiceSpec, TaskSpec, UpdateConfig } from './model';

/** An error as the swarm's managers tell it over gRPC, with the status that the engine gives it. */
export function rpcError(code: keyof typeof statuses, message: string): ApiError {
  return new ApiError(statuses[code], `rpc error: code = ${code} desc = ${message}`);
}

const statuses = {
  InvalidArgument: 400,
  FailedPrecondition: 400,
  NotFound: 404,
  AlreadyExists: 409,
  PermissionDenied: 403,
  Unimplemented: 501,
  Unavailable: 503,
  Unknown: 500,
} as const;

const invalid = (message: string): ApiError => rpcError('InvalidArgument', message);
type Json = Readonly<Record<string, unknown>>;
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

/** What is wrong with a field's type, in the words of Go's decoder. */
const mismatch = (field: string, wanted: string): ApiError =>
  new ApiError(
    400,
    `invalid JSON: json: cannot unmarshal value into Go struct field ServiceSpec.${field} of type ${wanted}`,
  );

/** Reads and checks a service's specification; throws ApiError with the manager's sentences. `name` gives one that is missing. */
export function readServiceSpec(value: unknown): ServiceSpec {
  if (!isObject(value)) throw new ApiError(400, 'invalid JSON: got EOF while reading request body');
  const template = objectOf(value['TaskTemplate']);
  const name = typeof value['Name'] === 'string' && value['Name'] !== '' ? value['Name'] : randomName(() => false);
  checkName(name);
  const ports = objectOf(value['EndpointSpec'])['Ports'];
  const spec = {
    ...value,
    Name: name,
    Labels: labelsOf(value['Labels'], 'Labels'),
    TaskTemplate: readTemplate(template),
    Mode: readMode(objectOf(value['Mode'])),
    ...(isObject(value['EndpointSpec']) && {
      EndpointSpec: { ...value['EndpointSpec'], ...(Array.isArray(ports) && { Ports: readPorts(ports) }) },
    }),
  } as unknown as ServiceSpec;
  checkUpdate(spec);
  const mode = spec.EndpointSpec?.Mode;
  if (mode === 'dnsrr' && (spec.EndpointSpec?.Ports ?? []).some(({ PublishMode }) => PublishMode === 'ingress')) {
    throw invalid("EndpointSpec: port published with ingress mode can't be used with dnsrr mode");
  }
  return spec;
}

function labelsOf(value: unknown, field: string): Readonly<Record<string, string>> {
  const all = objectOf(value);
  if (Object.values(all).some((each) => typeof each !== 'string')) throw mismatch(field, 'string');
  return all as Readonly<Record<string, string>>;
}

function checkName(name: string): void {
  if (!/^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/.test(name)) throw invalid('name must be valid as a DNS name component');
  if (name.length > 63) throw invalid('name must be 63 characters or fewer');
}

function readTemplate(template: Json): TaskSpec {
  const container = objectOf(template['ContainerSpec']);
  if (template['PluginSpec'] !== undefined || template['NetworkAttachmentSpec'] !== undefined) {
    throw new ApiError(501, 'the practice lab runs services of containers only');
  }
  const { Image: image } = container;
  if (typeof image !== 'string' || image === '') throw invalid('ContainerSpec: image reference must be provided');
  try {
    parseReference(image);
  } catch {
    throw invalid(`ContainerSpec: "${image}" is not a valid repository/tag`);
  }
  checkLists(container);
  checkAmounts(objectOf(template['Resources']));
  checkRestart(objectOf(template['RestartPolicy']));
  return {
    ...template,
    ContainerSpec: {
      ...container,
      Image: image,
      ...(container['Labels'] !== undefined &&
        container['Labels'] !== null && {
          Labels: labelsOf(container['Labels'], 'TaskTemplate.ContainerSpec.Labels'),
        }),
      Isolation: 'default',
    },
    ForceUpdate: Number(template['ForceUpdate'] ?? 0) || 0,
    Runtime: 'container',
  } as unknown as TaskSpec;
}

function checkLists(container: Json): void {
  for (const field of ['Command', 'Args', 'Env', 'Groups', 'Hosts', 'CapabilityAdd', 'CapabilityDrop']) {
    const value = container[field] ?? [];
    if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) {
      throw mismatch(`TaskTemplate.ContainerSpec.${field}`, '[]string');
    }
  }
  for (const field of ['Mounts', 'Secrets', 'Configs', 'Ulimits']) {
    const value = container[field] ?? [];
    if (!Array.isArray(value) || !value.every(isObject))
      throw mismatch(`TaskTemplate.ContainerSpec.${field}`, '[]object');
  }
  const targets = ((container['Mounts'] ?? []) as readonly Json[]).map((mount) =>
    JSON.stringify(mount['Target'] ?? ''),
  );
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice !== undefined) throw invalid(`ContainerSpec: duplicate mount point: ${JSON.parse(twice) as string}`);
}

function checkAmounts(resources: Json): void {
  for (const part of ['Limits', 'Reservations']) {
    const { NanoCPUs: cpus = 0, MemoryBytes: memory = 0 } = objectOf(resources[part]);
    if (typeof cpus !== 'number' || typeof memory !== 'number')
      throw mismatch(`TaskTemplate.Resources.${part}`, 'int64');
    if (cpus !== 0 && cpus < 1e6) throw invalid(`invalid cpu value ${cpus / 1e9}: Must be at least ${1e6 / 1e9}`);
    if (memory !== 0 && memory < 4 * 1024 * 1024) {
      throw invalid(`invalid memory value ${memory}: Must be at least 4MiB`);
    }
  }
}

function checkRestart(policy: Json): void {
  const { Condition: condition = 'any', Delay: delay = 0, Window: window = 0 } = policy;
  if (!['', 'any', 'none', 'on-failure'].includes(condition as string)) {
    throw new ApiError(400, `invalid RestartCondition: "${String(condition)}"`);
  }
  if (Number(delay) < 0) throw invalid('TaskSpec: restart-delay cannot be negative');
  if (Number(window) < 0) throw invalid('TaskSpec: restart-window cannot be negative');
}

function readMode(mode: Json): ServiceSpec['Mode'] {
  const given = Object.keys(mode).filter((key) => mode[key] !== undefined && mode[key] !== null);
  if (given.length > 1) throw new ApiError(400, 'must specify only one service mode');
  if (given.includes('ReplicatedJob') || given.includes('GlobalJob')) {
    throw new ApiError(501, 'the practice lab has no jobs of a swarm; its services are replicated or global');
  }
  if (given.includes('Global')) return { Global: {} };
  const replicas = objectOf(mode['Replicated'])['Replicas'] ?? 1;
  if (!Number.isInteger(replicas) || (replicas as number) < 0) throw mismatch('Mode.Replicated.Replicas', 'uint64');
  return { Replicated: { Replicas: replicas as number } };
}

function readPorts(ports: readonly unknown[]): readonly PortConfig[] {
  const read = ports.map((port): PortConfig => {
    const {
      Name: name,
      Protocol: protocol,
      TargetPort: target,
      PublishedPort: published,
      PublishMode: mode,
    } = objectOf(port);
    const number = (value: unknown): number => (Number.isInteger(value) ? (value as number) : 0);
    if (number(target) < 1 || number(target) > 65_535) throw invalid('EndpointSpec: invalid target port');
    return {
      ...(typeof name === 'string' && name !== '' && { Name: name }),
      Protocol: typeof protocol === 'string' && protocol !== '' ? protocol : 'tcp',
      TargetPort: number(target),
      PublishedPort: number(published),
      PublishMode: mode === 'host' ? 'host' : 'ingress',
    };
  });
  const keys = read
    .filter(({ PublishedPort }) => PublishedPort !== 0)
    .map(({ PublishedPort, Protocol }) => `${PublishedPort}/${Protocol}`);
  if (new Set(keys).size < keys.length) throw invalid('EndpointSpec: duplicate published ports provided');
  return read;
}

function checkUpdate({ UpdateConfig: update, RollbackConfig: rollback }: ServiceSpec): void {
  for (const config of [update, rollback]) {
    if (!config) continue;
    checkPace(config);
    const { FailureAction: action = '', Order: order = '' } = config;
    if (!['', 'pause', 'continue', 'rollback'].includes(action)) {
      throw new ApiError(400, `unrecognized update failure action ${action}`);
    }
    if (!['', 'stop-first', 'start-first'].includes(order))
      throw new ApiError(400, `unrecognized update order ${order}`);
  }
}

function checkPace({ Delay: delay = 0, Monitor: monitor = 0, MaxFailureRatio: ratio = 0 }: UpdateConfig): void {
  if (delay < 0) throw invalid('TaskSpec: update-delay cannot be negative');
  if (monitor < 0) throw invalid('TaskSpec: update-monitor cannot be negative');
  if (ratio < 0 || ratio > 1) throw invalid('TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1');
}
