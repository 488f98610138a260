import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildArgs, folderContext, sendBuild, withText } from '../build/build';
import { EngineError, Failure, sentenceOf } from '../failure';
import { pullImage } from '../images/pull';
import { listAt, objectAt, textAt, textsAt, truthAt, type JsonObject } from '../text/json';
import { imageOf } from './body';
import { serviceOf, type Work } from './work';

/** The id of an image, or undefined when it is not there. */
export async function imageId(work: Work, name: string): Promise<string | undefined> {
  try {
    return textAt(await work.client.json('GET', `/images/${name}/json`), 'Id');
  } catch (error) {
    if (error instanceof EngineError && error.code === 404) return undefined;
    throw error;
  }
}

/** The secrets that a build of a service is given. */
function buildSecrets(work: Work, build: JsonObject): ReadonlyMap<string, string> {
  const { project } = work;
  return new Map(
    listAt(build, 'secrets').map((entry) => {
      const id = typeof entry === 'string' ? entry : textAt(entry, 'source');
      const from = project.secrets.get(id);
      const variable = textAt(from, 'environment');
      const file = path.resolve(project.folder, textAt(from, 'file'));
      return [id, variable === '' ? readFileSync(file, 'utf8') : (project.values.get(variable) ?? '')];
    }),
  );
}

/** Builds the image of a service. */
export async function buildService(work: Work, name: string): Promise<void> {
  const { project, options } = work;
  const service = serviceOf(project, name) ?? {};
  const build = objectAt(service, 'build');
  const context = textAt(build, 'context');
  const inline = textAt(build, 'dockerfile_inline');
  const file = textAt(build, 'dockerfile');
  const sent = inline ? withText(context, inline) : folderContext(context, path.resolve(context, file), context);
  const given = buildArgs(options.list('build-arg'), work.env);
  const fromFile = Object.fromEntries(
    Object.entries(objectAt(build, 'args')).map(([key, value]) => [key, value ?? project.values.get(key) ?? null]),
  );
  const labels = {
    ...objectAt(build, 'labels'),
    'com.docker.compose.project': project.name,
    'com.docker.compose.service': name,
    'com.docker.compose.version': '2.26.1',
  };
  const query = {
    t: [imageOf(project, name, service), ...textsAt(build, 'tags')],
    target: textAt(build, 'target'),
    nocache: options.is('no-cache') || truthAt(build, 'no_cache'),
    pull: (options.is('pull') && options.text('pull') === 'true') || truthAt(build, 'pull'),
    networkmode: textAt(build, 'network'),
    buildargs: JSON.stringify({ ...fromFile, ...objectAt(given) }),
    labels: JSON.stringify(labels),
  };
  const secrets = buildSecrets(work, build);
  try {
    await sendBuild(work, sent, { query, secrets, quiet: options.is('quiet') });
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new Failure(`failed to solve: ${sentenceOf(error)}`, 17);
  }
}

/** Pulls the image of a service and tells so. */
export async function pullService(work: Work, name: string, service: JsonObject): Promise<void> {
  const silent = { write: () => true } as unknown as NodeJS.WritableStream;
  work.complain(` ${name} Pulling `);
  try {
    await pullImage({ ...work, stdout: silent }, textAt(service, 'image'), {
      quiet: true,
      platform: textAt(service, 'platform'),
      all: false,
    });
  } catch (error) {
    work.complain(` ${name} Error `);
    throw error;
  }
  work.complain(` ${name} Pulled `);
}

const needsPull = (policy: string, isHere: boolean): boolean => policy === 'always' || (!isHere && policy !== 'never');

/** Sees to it that every service has its image: builds, pulls, or takes the one that is there. Returns their ids. */
export async function ensureImages(
  work: Work,
  names: readonly string[],
  build: boolean,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const name of names) {
    const service = serviceOf(work.project, name) ?? {};
    const image = imageOf(work.project, name, service);
    const policy = work.options.text('pull') || textAt(service, 'pull_policy') || 'missing';
    const isHere = (await imageId(work, image)) !== undefined;
    if (service['build'] === undefined) {
      if (needsPull(policy, isHere)) await pullService(work, name, service);
    } else if (build || policy === 'build' || !(isHere || work.options.is('no-build'))) await buildService(work, name);
    ids.set(name, (await imageId(work, image)) ?? '');
  }
  return ids;
}
