import { fill, type Args, type Text } from '../text';
import type { EventLog, HttpAnswer, InvalidFile, Probe, Reader } from './check';
import type { Condition, Exercise, Expectation } from './lesson';
import { repositoryOf, type Mismatch } from './match';
import { valueOf, type Observed, type Told } from './observed';
import { sentences } from './sentences';

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
      return fileTrouble(probe, value);
    case 'image':
      return value === undefined ? absentImage(probe.name, exercise, observed) : undefined;
    case 'network':
    case 'volume':
      return value === undefined ? told(`${probe.source}-absent`, { name: probe.name }) : undefined;
    default:
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

/** https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageList; `<none>` up to API 1.43 */
type ImageRow = {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
};

function absentImage(name: string, exercise: Exercise, observed: Observed): Told {
  const images = (valueOf(observed, { source: 'images' }) as ImageRow[] | undefined) ?? [];
  const unnamed = images.find(
    ({ RepoTags, Labels }) =>
      Labels?.['tutor.exercise'] === exercise.id && !RepoTags?.some((tag) => !tag.startsWith('<none>')),
  );
  if (unnamed === undefined) return told('image-absent', { name });
  return told('image-unnamed', { name, id: unnamed.Id.replace('sha256:', '').slice(0, 12) });
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

const formats: Readonly<Partial<Record<Reader, string>>> = { yaml: 'YAML', json: 'JSON', ini: 'INI' };

function fileTrouble({ path, as }: Extract<Probe, { source: 'file' }>, value: unknown): Told | undefined {
  if (value === undefined) return told('file-absent', { path });
  return isInvalid(value) ? told('file-invalid', { path, why: value.invalid, format: formats[as] ?? as }) : undefined;
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
