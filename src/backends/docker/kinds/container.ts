import type { Fact, Health, Resource } from '../../../core/resources/resource';
import type { Action, Kind } from '../../../core/resources/source';
import { fill, verbatim, type Text } from '../../../core/text';
import { isObject, type Raw } from '../answer';
import type { DockerClient } from '../client';
import { followLogs } from '../logs';
import { exerciseLabel } from '../marks';
import { allContainers } from '../observe';
import { pathOf } from '../transport';

/** The kind of resource that `GET /containers/json` lists. */
export function containerKind(client: DockerClient): Kind {
  return {
    id: 'container',
    title: { en: 'Containers', zh: '容器' },
    list: async (signal) => (await client.list(allContainers, signal)).map(toResource).sort(byName),
    actions: actions(client),
    logs: (container, signal) => followLogs(client, container.id, signal),
  };
}

// The engine's order is by creation: an object that is made anew would jump.
function byName(one: Resource, other: Resource): number {
  return one.name.localeCompare(other.name, 'en', { numeric: true }) || one.id.localeCompare(other.id);
}

/**
 * A container of the list as a resource. Fields by
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerList
 */
export function toResource(raw: Raw): Resource {
  const id = textOf(raw['Id']);
  const state = textOf(raw['State']);
  const status = textOf(raw['Status']);
  const labels = isObject(raw['Labels']) ? raw['Labels'] : {};
  const ports = portsOf(raw['Ports']);
  const exercise = textOf(labels[exerciseLabel]);
  return {
    kind: 'container',
    id,
    name: nameOf(raw['Names']) ?? id.slice(0, 12),
    state,
    health: healthOf(state, status),
    summary: summaryOf(state, status, ports),
    facts: factsOf(raw, status, ports, textOf(labels['com.docker.compose.project'])),
    ...(exercise !== '' && { exercise }),
  };
}

// A container that others link to has names such as /other/alias too: https://docs.docker.com/engine/network/links/
function nameOf(names: unknown): string | undefined {
  const all = Array.isArray(names) ? names.map(textOf) : [];
  return all.find((name) => /^\/[^/]+$/.test(name))?.slice(1);
}

/** The list tells health and exit code in this text of the engine and nowhere else (from API 1.52 on also in `Health`). */
type Status = { readonly check?: string; readonly exitCode?: number };

function read(status: string): Status {
  const check = /\((?:health: )?(healthy|unhealthy|starting)\)/.exec(status)?.[1];
  const code = /^(?:Exited|Restarting) \((\d+)\)/.exec(status)?.[1];
  return { ...(check !== undefined && { check }), ...(code !== undefined && { exitCode: Number(code) }) };
}

// Ended because someone wanted it: by itself, by Ctrl+C, by `docker kill` or after the grace time, by `docker stop`.
const wanted = new Set([0, 130, 137, 143]);

function healthOf(state: string, status: string): Health {
  const { check, exitCode = 0 } = read(status);
  switch (state) {
    case 'running':
      return check === 'unhealthy' ? 'failed' : check === 'starting' ? 'changing' : 'running';
    case 'created':
    case 'paused':
    // Podman's words for the same: https://docs.podman.io/en/stable/markdown/podman-ps.1.html
    case 'configured':
    case 'initialized':
    case 'stopped':
      return 'stopped';
    case 'exited':
      return wanted.has(exitCode) ? 'stopped' : 'failed';
    case 'restarting':
      return exitCode === 0 ? 'changing' : 'failed';
    case 'removing':
    case 'stopping':
      return 'changing';
    case 'dead':
      return 'failed';
    default:
      return 'unknown';
  }
}

const states: Readonly<Record<string, Text>> = {
  created: { en: 'created', zh: '已创建' },
  running: { en: 'running', zh: '运行中' },
  paused: { en: 'paused', zh: '已暂停' },
  restarting: { en: 'restarting', zh: '重启中' },
  removing: { en: 'being removed', zh: '删除中' },
  exited: { en: 'exited', zh: '已退出' },
  dead: { en: 'dead', zh: '已失效' },
  stopped: { en: 'stopped', zh: '已停止' },
  stopping: { en: 'stopping', zh: '停止中' },
};

const checks: Readonly<Record<string, Text>> = {
  healthy: { en: '{state} (healthy)', zh: '{state}（健康）' },
  unhealthy: { en: '{state} (unhealthy)', zh: '{state}（不健康）' },
  starting: { en: '{state} (health: starting)', zh: '{state}（健康检查启动中）' },
};

const withCode: Text = { en: '{state} with code {code}', zh: '{state}，退出码 {code}' };

function summaryOf(state: string, status: string, ports: readonly Port[]): Text {
  const { check, exitCode } = read(status);
  const word = states[state] ?? verbatim(state);
  const checked = fill(checks[check ?? ''] ?? verbatim('{state}'), { state: word });
  const whole = exitCode === undefined ? checked : fill(withCode, { state: word, code: exitCode });
  const published = ports.filter((port) => port.host !== undefined).map(written);
  const join = (first: string) => [first, ...published].join(' · ');
  return { en: join(whole.en), zh: join(whole.zh) };
}

type Port = { readonly host?: string; readonly inside: string };

/** Ports as `docker ps` shows them, those of IPv6 only where they are not the same as those of IPv4. */
function portsOf(value: unknown): readonly Port[] {
  const raw = Array.isArray(value) ? value.filter(isObject) : [];
  const ports = raw.map(toPort);
  const known = new Set(ports.map((port) => written(port)));
  const wanted = ports.filter((port) => !known.has(written({ ...port, host: port.host?.replace('[::]:', '0.0.0.0:') ?? '' })) || !port.host?.startsWith('[::]:'));
  return [...new Map(wanted.map((port) => [written(port), port])).values()].sort((one, other) =>
    written(one).localeCompare(written(other), 'en', { numeric: true }),
  );
}
