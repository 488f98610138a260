import type { Call } from '../command';
import { pathOf } from '../containers/lifecycle';
import { Failure } from '../failure';
import { isList, numberAt, objectAt, textAt, type Json, type JsonObject } from '../text/json';
import type { Project } from './project';

/** A call of a command of compose: with its project, which is read when it is first asked for. */
export type Work = Call & {
  readonly project: Project;
  /** Tells of a step, such as `Container c-web-1  Created`. */
  readonly tell: (kind: string, name: string, state: string) => void;
};

/** A container of the project. */
export type Owned = {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly number: number;
  readonly oneOff: boolean;
  readonly state: string;
  readonly hash: string;
  readonly imageId: string;
  readonly row: Json;
};

/** The label of compose on an object. */
export const composeLabel = (value: Json, name: string): string =>
  textAt(value, 'Labels', `com.docker.compose.${name}`);

/** The containers of the project, by service and number; those of `run` only when asked for. */
export async function ownedContainers(work: Work, oneOffs = false): Promise<readonly Owned[]> {
  const filters = JSON.stringify({ label: { [`com.docker.compose.project=${work.project.name}`]: true } });
  const found = await work.client.json('GET', '/containers/json', { query: { all: true, filters } });
  const owned = (isList(found) ? found : []).map((row) => ({
    id: textAt(row, 'Id'),
    name: (Array.isArray(objectAt(row)['Names'])
      ? String((objectAt(row)['Names'] as readonly string[])[0])
      : ''
    ).replace(/^\//, ''),
    service: composeLabel(row, 'service'),
    number: Number(composeLabel(row, 'container-number')),
    oneOff: composeLabel(row, 'oneoff') === 'True',
    state: textAt(row, 'State'),
    hash: composeLabel(row, 'config-hash'),
    imageId: composeLabel(row, 'image'),
    row,
  }));
  owned.sort((one, two) => (one.service < two.service ? -1 : one.service > two.service ? 1 : one.number - two.number));
  return owned.filter((each) => oneOffs || !each.oneOff);
}

/** The services in the order in which they start: what others depend on goes first. Throws a Failure for an unknown name. */
export function inOrder(project: Project, names: readonly string[], alone = false): readonly string[] {
  for (const name of names)
    if (!project.services.has(name) && !project.disabled.has(name)) throw new Failure(`no such service: ${name}`);
  const done: string[] = [];
  const visit = (name: string): void => {
    if (done.includes(name)) return;
    if (!alone)
      for (const other of Object.keys(objectAt(serviceOf(project, name), 'depends_on')))
        if (serviceOf(project, other)) visit(other);
    done.push(name);
  };
  for (const name of names.length ? names : project.services.keys()) visit(name);
  // Alone there is still an order among those that were named.
  return alone
    ? inOrder(project, [])
        .filter((name) => done.includes(name))
        .concat(done.filter((name) => !project.services.has(name)))
    : done;
}

/** A service, also one that no asked profile has. */
export const serviceOf = (project: Project, name: string): JsonObject | undefined =>
  project.services.get(name) ?? project.disabled.get(name);

/** Refuses the names of services that the project has not. */
export function checkServices(project: Project, names: readonly string[]): void {
  for (const name of names) if (!serviceOf(project, name)) throw new Failure(`no such service: ${name}`);
}

/** Those of the named services, or all. */
export const ofServices = (owned: readonly Owned[], names: readonly string[]): readonly Owned[] =>
  names.length ? owned.filter((each) => names.includes(each.service)) : owned;

/** Stops a container and tells so. */
export async function stopOne(work: Work, each: Owned): Promise<void> {
  work.tell('Container', each.name, 'Stopping');
  const timeout = work.options.text('timeout');
  await work.client.text('POST', `${pathOf(each.id)}/stop`, { query: { t: timeout === '' ? undefined : timeout } });
  work.tell('Container', each.name, 'Stopped');
}

/** Removes a container and tells so. */
export async function removeOne(work: Work, each: Owned, volumes = false): Promise<void> {
  work.tell('Container', each.name, 'Removing');
  await work.client.text('DELETE', pathOf(each.id), { query: { force: true, v: volumes } });
  work.tell('Container', each.name, 'Removed');
}

/** The exit status of a container. */
export const exitCode = async (work: Work, id: string): Promise<number> =>
  numberAt(await work.client.json('POST', `${pathOf(id)}/wait`), 'StatusCode');
