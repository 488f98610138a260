import type Docker from 'dockerode';
import { missing, type Difference } from './compare';
import type { Normaliser } from './normalise';

/** An event as the engine tells it. */
export type EngineEvent = {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
};

/** Listens from now on; the engine itself keeps the last 256 only. */
export async function recordEvents(docker: Docker): Promise<{ stop: () => void; list: () => readonly EngineEvent[] }> {
  const seen: EngineEvent[] = [];
  const stream = (await docker.getEvents()) as NodeJS.ReadableStream & { destroy: () => void };
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') seen.push(JSON.parse(line) as EngineEvent);
  });
  stream.on('error', () => undefined);
  return { stop: () => stream.destroy(), list: () => seen };
}

/** The events of each object in order, as lines; objects that are not the script's own are left out. */
export function sequencesOf(
  events: readonly EngineEvent[],
  normal: Normaliser,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string>();
  for (const { Type, Actor } of events) {
    const { name } = Actor.Attributes;
    if (Type === 'container' && name !== undefined && !names.has(Actor.ID)) names.set(Actor.ID, plainName(name));
  }
  const sequences = new Map<string, string[]>();
  for (const event of events) {
    const owner = ownerOf(event, names);
    if (owner === undefined || uncounted(event, owner)) continue;
    const list = sequences.get(owner) ?? [];
    sequences.set(owner, list);
    if (isImpatient(event, owner, list.at(-1) ?? '')) continue;
    const line = settled(normal.text(`of ${owner}`, lineOf(event, names)), owner);
    add(list, line, event.Action);
  }
  return sequences;
}

function add(list: string[], line: string, action: string): void {
  const last = list.at(-1) ?? '';
  // Steps that wait for something look, or run a command, as often as it takes: the last time counts.
  if (action === 'top' && last === line) return;
  if (action.startsWith('exec_create') && list.at(-3) === line) list.splice(-3);
  // Whether an engine tells first that a container has ended or that it has been stopped is a matter of luck.
  const isLate = action === 'die' && /^(?:stop|restart) /.test(last);
  list.splice(isLate ? -1 : list.length, 0, line);
}

/** Compose kills some right after it has asked them to stop: who is quick ends by himself. */
const settled = (line: string, owner: string): string =>
  / (?:\(id\)_)?diff-shop-/.test(owner) ? line.replace(/\bexitCode=(?:0|137|143)\b/, 'exitCode=<stopped>') : line;

/** The differences between the sequences of two runs. */
export function eventDifferences(
  real: ReadonlyMap<string, readonly string[]>,
  lab: ReadonlyMap<string, readonly string[]>,
): readonly Difference[] {
  const found: Difference[] = [];
  for (const owner of new Set([...real.keys(), ...lab.keys()])) {
    const only = missing(real.get(owner) ?? [], lab.get(owner) ?? []);
    for (let index = 0; index < Math.max(only.a.length, only.b.length); index++) {
      found.push({ step: `events: ${owner}`, path: 'events', real: only.a[index] ?? '', lab: only.b[index] ?? '' });
    }
  }
  return found;
}

const ours = /(?:^|\/|^\(id\)_)diff[-/_]/;

/** `type name`, and for what happens between a network or volume and a container, the container's name, too. */
function ownerOf({ Type, Actor }: EngineEvent, names: ReadonlyMap<string, string>): string | undefined {
  const { container, name } = Actor.Attributes;
  const guest = container === undefined ? undefined : (names.get(container) ?? container);
  const called = Type === 'container' ? names.get(Actor.ID) : Type === 'volume' ? Actor.ID : (name ?? Actor.ID);
  if (called === undefined) return undefined;
  if (guest !== undefined && ours.test(guest)) return `${Type} ${anonymous(called)} with ${guest}`;
  return ours.test(called) ? `${Type} ${called}` : undefined;
}

/** Compose and swarms put ids into the names of some containers. */
const plainName = (name: string): string =>
  name
    .replace(/\.\w+\.[0-9a-z]{25}$/, '.(task)')
    .replace(/(?<=-run-)[0-9a-f]{12}$/, '(id)')
    .replace(/^[0-9a-f]{12}_(?=diff-)/, '(id)_');

/** A volume without a name has an id for one. */
const anonymous = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? '(anonymous)' : name);

/** Whether what Compose stops without patience has ended before it is killed, too, is a matter of time. */
const isImpatient = ({ Action, Actor }: EngineEvent, owner: string, last: string): boolean =>
  / (?:\(id\)_)?diff-shop-/.test(owner) &&
  Action === 'kill' &&
  Actor.Attributes['signal'] === '9' &&
  /^kill .*\bsignal=15(?: |$)/.test(last);

/** How often a terminal is resized and a health check runs, and which task of a swarm comes when, is a matter of time. */
const uncounted = ({ Action }: EngineEvent, owner: string): boolean =>
  Action === 'resize' ||
  /\.\(task\)$/.test(owner) ||
  (/-health|-store-/.test(owner) && /^(?:exec_|health_status: unhealthy)/.test(Action));

/** Times, names of executions, and the many labels of images and of compose, which steps of their own look at. */
const uninteresting = /^(?:execID|execDuration|maintainer|org\.opencontainers\..*|com\.docker\.compose\..*)$/;

/** A container's name for its id; the engine makes up a name for one without. */
function guestOf(value: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(value);
  return name === undefined ? value : /^[a-z]+_[a-z]+\d?$/.test(name) ? '(unnamed)' : name;
}

function lineOf({ Action, Actor }: EngineEvent, names: ReadonlyMap<string, string>): string {
  const attributes = Object.entries(Actor.Attributes)
    .filter(([key]) => !uninteresting.test(key))
    .map(([key, value]) => `${key}=${plainName(guestOf(value, names))}`)
    .sort();
  return [Action, ...attributes].join(' ');
}
