import { fill, type Args, type Text } from '../text';
import type { Condition, EventLog, Expectation, HttpAnswer, InvalidFile, Probe } from './check';
import type { Exercise } from './lesson';
import { repositoryOf, type Mismatch } from './match';
import { valueOf, type Observed, type Told } from './observed';

/** The part of `GET /containers/{name}/json` that diagnoses read. */
type Container = {
  readonly State?: {
    readonly Status?: string;
    readonly ExitCode?: number;
    readonly Error?: string;
    readonly OOMKilled?: boolean;
  };
  readonly Config?: { readonly Image?: string };
  readonly RestartCount?: number;
  readonly HostConfig?: { readonly PortBindings?: Readonly<Record<string, readonly { HostPort?: string }[] | null>> };
};

/** The part of a row of `GET /containers/json` that diagnoses read. */
type Row = {
  readonly Names: readonly string[];
  readonly Image: string;
  readonly State: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Ports?: readonly { readonly IP?: string; readonly PrivatePort: number; readonly PublicPort?: number }[];
};

const sentences = {
  'container-removed': {
    en: '`{name}` ran and was removed (did you use `--rm`?). Run it again without `--rm`.',
    zh: '`{name}` 运行过，但已被删除（是不是用了 `--rm`？）。请去掉 `--rm` 再运行一次。',
  },
  'container-other-name': {
    en: 'You started `{other}`. The exercise needs `--name {name}`: `docker rename {other} {name}`.',
    zh: '你启动的是 `{other}`。练习要求 `--name {name}`：`docker rename {other} {name}`。',
  },
  'container-absent': {
    en: 'There is no container named `{name}` yet.',
    zh: '还没有名为 `{name}` 的容器。',
  },
  'port-taken': {
    en: 'Host port {port} is held by {owner}. Stop that, then `docker start {name}`.',
    zh: '主机端口 {port} 被 {owner} 占用。先停掉它，再执行 `docker start {name}`。',
  },
  'command-not-found': {
    en: 'The command was not found, or is not executable, inside the image: {error}',
    zh: '镜像里找不到这个命令，或者它不可执行：{error}',
  },
  'first-process-ended': {
    en: '`{name}` has ended with code 0: PID 1 finished. A container lives exactly as long as its first process; give it one that stays in the foreground, or `docker start {name}` if you stopped it.',
    zh: '`{name}` 以退出码 0 结束了：PID 1 已经退出。容器与它的第一个进程同生共死，请让这个进程留在前台；如果是你停掉的，执行 `docker start {name}`。',
  },
  'out-of-memory': {
    en: '`{name}` went over its memory limit and the kernel killed it.',
    zh: '`{name}` 超出内存限制，被内核杀掉了。',
  },
  killed: {
    en: '`{name}` was ended with SIGKILL (`docker kill`, or `docker stop` after the grace time).',
    zh: '`{name}` 是被 SIGKILL 结束的（`docker kill`，或 `docker stop` 超过宽限时间）。',
  },
  'ended-with-code': {
    en: '`{name}` ended with code {code}. See `docker logs {name}`.',
    zh: '`{name}` 以退出码 {code} 结束。请看 `docker logs {name}`。',
  },
  'not-started': {
    en: '`{name}` was created but never started: `docker start {name}`.',
    zh: '`{name}` 已创建但从未启动：`docker start {name}`。',
  },
  restarting: {
    en: '`{name}` ends with code {code} and is restarted ({count}×). See `docker logs {name}`.',
    zh: '`{name}` 以退出码 {code} 结束并不断重启（{count} 次）。请看 `docker logs {name}`。',
  },
  paused: { en: '`{name}` is paused: `docker unpause {name}`.', zh: '`{name}` 被暂停了：`docker unpause {name}`。' },
  'other-image': {
    en: '`{name}` runs {image}; this exercise needs {expected}.',
    zh: '`{name}` 运行的是 {image}，本练习需要 {expected}。',
  },
  'nothing-listens': {
    en: 'Nothing listens on 127.0.0.1:{port}. Published by this exercise: {published}.',
    zh: '127.0.0.1:{port} 上没有程序在监听。本练习已发布的端口：{published}。',
  },
  'nothing-inside': {
    en: 'Port {port} is published, but inside the container nothing answers on the port behind it, or only on its own 127.0.0.1.',
    zh: '端口 {port} 已发布，但容器内对应的端口没有程序应答，或者只监听在容器自己的 127.0.0.1 上。',
  },
  'http-403': {
    en: 'The server on port {port} answers 403: the directory has no index file, or nginx may not read it.',
    zh: '端口 {port} 上的服务器返回 403：目录里没有首页文件，或 nginx 没有读取权限。',
  },
  'http-404': {
    en: 'The server on port {port} answers 404: there is no such file below its document root.',
    zh: '端口 {port} 上的服务器返回 404：文档根目录下没有这个文件。',
  },
  'http-502': {
    en: 'The server on port {port} answers 502: nginx cannot reach what stands behind it.',
    zh: '端口 {port} 上的服务器返回 502：nginx 连不上后端。',
  },
  'file-invalid': { en: '`{path}` cannot be read as YAML: {why}', zh: '`{path}` 不是有效的 YAML：{why}' },
  'file-absent': { en: 'The file `{path}` does not exist yet.', zh: '文件 `{path}` 还不存在。' },
} as const satisfies Record<string, Text>;

const told = (id: keyof typeof sentences, args: Args): Told => ({ id, text: fill(sentences[id], args) });

/**
 * The shared diagnoses: what is usually behind a refused condition, computed from what was found.
 * @returns undefined when none of them fits
 */
export function diagnose(
  condition: Condition,
  mismatches: readonly Mismatch[],
  exercise: Exercise,
  observed: Observed,
): Told | undefined {
  if (mismatches.length === 0) return undefined;
  for (const expectation of condition.expect) {
    const found = diagnoseOne(expectation, mismatches, exercise, observed);
    if (found !== undefined) return found;
  }
  return undefined;
}

function diagnoseOne(
  expectation: Expectation,
  mismatches: readonly Mismatch[],
  exercise: Exercise,
  observed: Observed,
): Told | undefined {
  const { probe } = expectation;
  const value = valueOf(observed, probe);
  switch (probe.source) {
    case 'container':
      if (value === undefined) return absentContainer(probe.name, expectation, exercise, observed);
      return wrongContainer(probe.name, value, mismatches, observed);
    case 'http':
      return httpFailure(probe, value as HttpAnswer | undefined, exercise, observed);
    case 'file':
      return fileTrouble(probe.path, value);
    case 'engine':
    case 'containers':
    case 'logs':
    case 'image':
    case 'events':
      return undefined;
  }
}

function absentContainer(name: string, expectation: Expectation, exercise: Exercise, observed: Observed): Told {
  const log = valueOf(observed, { source: 'events' }) as EventLog | undefined;
  const removed = log?.events.some(
    ({ Type, Action, Actor }) => Type === 'container' && Action === 'destroy' && Actor.Attributes['name'] === name,
  );
  if (removed === true) return told('container-removed', { name });
  const wanted = wantedImage(expectation);
  const names = new Set(exercise.conditions.flatMap((one) => one.expect.flatMap(({ probe }) => namesOf(probe))));
  const other = rows(observed).find(
    (row) => row.State === 'running' && repositoryOf(row.Image) === wanted && isCandidate(row, names, exercise.id),
  );
  if (other !== undefined) return told('container-other-name', { name, other: nameOf(other) });
  return told('container-absent', { name });
}

function wrongContainer(
  name: string,
  value: unknown,
  mismatches: readonly Mismatch[],
  observed: Observed,
): Told | undefined {
  const container = value as Container;
  if (mismatches.some(({ path }) => path === 'State.Status')) {
    const state = wrongState(name, container, observed);
    if (state !== undefined) return state;
  }
  const wrongImage = mismatches.find(({ path }) => path === 'Config.Image');
  if (wrongImage === undefined) return undefined;
  return told('other-image', { name, image: container.Config?.Image ?? '?', expected: wrongImage.expected });
}

function wrongState(name: string, container: Container, observed: Observed): Told | undefined {
  const { Status, ExitCode = 0, Error: error = '', OOMKilled } = container.State ?? {};
  switch (Status) {
    case 'created':
      return neverRan(name, container, ExitCode, error, observed);
    case 'restarting':
      return told('restarting', { name, code: ExitCode, count: container.RestartCount ?? 0 });
    case 'paused':
      return told('paused', { name });
    case 'exited':
      if (ExitCode === 0) return told('first-process-ended', { name });
      if (ExitCode !== 137) return told('ended-with-code', { name, code: ExitCode });
      return told(OOMKilled === true ? 'out-of-memory' : 'killed', { name });
    default:
      return undefined;
  }
}

function neverRan(name: string, container: Container, code: number, error: string, observed: Observed): Told {
  if (error.includes('port is already allocated') || error.includes('address already in use')) {
    const ports = Object.values(container.HostConfig?.PortBindings ?? {}).flatMap((one) => one ?? []);
    const port = ports.map((one) => one.HostPort ?? '').find((one) => error.includes(`:${one}`)) ?? '?';
    return told('port-taken', { name, port, owner: ownerOf(Number(port), observed) });
  }
  if (code === 127 || code === 126) {
    return told('command-not-found', { error: error.split(': ').slice(-2).join(': ') });
  }
  return told('not-started', { name });
}

function ownerOf(port: number, observed: Observed): Text | string {
  const owner = rows(observed).find((row) => row.Ports?.some((one) => one.PublicPort === port));
  return owner === undefined ? { en: 'another program', zh: '其他程序' } : `\`${nameOf(owner)}\``;
}

function httpFailure(
  { port }: Extract<Probe, { source: 'http' }>,
  answer: HttpAnswer | undefined,
  exercise: Exercise,
  observed: Observed,
): Told | undefined {
  if (answer === undefined) return undefined;
  if ('failure' in answer) {
    return answer.failure === 'refused'
      ? told('nothing-listens', { port, published: publishedBy(exercise.id, observed) })
      : told('nothing-inside', { port });
  }
  const { status } = answer;
  return status === 403 || status === 404 || status === 502 ? told(`http-${status}`, { port }) : undefined;
}

function fileTrouble(path: string, value: unknown): Told | undefined {
  if (value === undefined) return told('file-absent', { path });
  return isInvalid(value) ? told('file-invalid', { path, why: value.invalid }) : undefined;
}

function isInvalid(value: unknown): value is InvalidFile {
  return typeof value === 'object' && value !== null && 'invalid' in value && typeof value.invalid === 'string';
}

function publishedBy(exercise: string, observed: Observed): Text | string {
  const ports = rows(observed)
    .filter((row) => row.Labels?.['tutor.exercise'] === exercise)
    .flatMap((row) =>
      (row.Ports ?? [])
        .filter((one) => one.PublicPort !== undefined)
        .map((one) => `${nameOf(row)} ${one.IP ?? ''}:${one.PublicPort ?? ''} → ${one.PrivatePort}`),
    );
  return ports.length === 0 ? { en: 'nothing', zh: '无' } : ports.join(', ');
}

const rows = (observed: Observed): readonly Row[] =>
  (valueOf(observed, { source: 'containers' }) as Row[] | undefined) ?? [];
const nameOf = (row: Row): string => (row.Names[0] ?? '?').replace(/^\//, '');
const namesOf = (probe: Probe): readonly string[] => (probe.source === 'container' ? [probe.name] : []);

function isCandidate(row: Row, names: ReadonlySet<string>, exercise: string): boolean {
  const mark = row.Labels?.['tutor.exercise'];
  return !names.has(nameOf(row)) && (mark === undefined || mark === exercise);
}

/** The repository that the expectation names for the container's image. */
function wantedImage({ shape }: Expectation): string | undefined {
  const config = (shape as { Config?: { Image?: { is?: string; repository?: string } } } | null)?.Config;
  return config?.Image?.is === 'image' ? config.Image.repository : undefined;
}
