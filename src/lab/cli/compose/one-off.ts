import { pathOf } from '../containers/lifecycle';
import { pairsOf, variables } from '../containers/pairs';
import { readPorts } from '../containers/ports';
import { checkTerminal, session } from '../containers/session';
import { Failure } from '../failure';
import { numberAt, objectAt, textsAt, type Json, type JsonObject } from '../text/json';
import { checkReferences } from './check';
import { converge, createOne, startServices } from './converge';
import { ensureImages } from './images';
import { ensureNetworks, ensureVolumes } from './resources';
import { checkServices, inOrder, serviceOf, type Work } from './work';

/** What `run` changes in the container of a service. */
function changed(work: Work, words: readonly string[], tty: boolean): (body: JsonObject) => JsonObject {
  const { options } = work;
  const ports = readPorts(options.list('publish'), []);
  const open = options.is('interactive', true);
  return (body) => {
    const host = objectAt(body, 'HostConfig');
    const own = options.is('service-ports') ? objectAt(host, 'PortBindings') : {};
    const binds = [
      ...textsAt(host, 'Binds'),
      ...options.list('volume').map((text) => text.replace(/^\.(?=[\\/]|$)/, work.project.folder)),
    ];
    return {
      ...body,
      Tty: tty,
      OpenStdin: open,
      StdinOnce: open,
      AttachStdin: open,
      ...(words.length ? { Cmd: words } : {}),
      ...(options.has('entrypoint') ? { Entrypoint: [options.text('entrypoint')] } : {}),
      ...(options.has('user') ? { User: options.text('user') } : {}),
      ...(options.has('workdir') ? { WorkingDir: options.text('workdir') } : {}),
      Env: [...textsAt(body, 'Env'), ...variables(options.list('env'), work.env)],
      Labels: { ...objectAt(body, 'Labels'), ...pairsOf(options.list('label')) },
      ExposedPorts: { ...objectAt(body, 'ExposedPorts'), ...ports.exposed },
      HostConfig: {
        ...host,
        Binds: binds,
        PortBindings: { ...own, ...(ports.bindings as JsonObject) },
        AutoRemove: options.is('rm'),
        RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
      },
    };
  };
}

/** `docker compose run`: one more container of a service, for one command. */
export async function runOneOff(work: Work): Promise<number> {
  const { options, project, client } = work;
  const [name = '', ...words] = work.args;
  checkReferences(project);
  checkServices(project, [name]);
  const service = serviceOf(project, name) ?? {};
  if (!options.is('no-deps')) {
    const others = inOrder(project, [name]).filter((each) => each !== name);
    if (others.length) {
      await converge(work, others, { build: false, recreate: 'changed', scale: new Map() });
      await startServices(work, others);
    }
  }
  const ids = await ensureImages(work, [name], options.is('build'));
  await ensureNetworks(work, [name]);
  await ensureVolumes(work, [name]);
  const tty = !options.is('no-TTY', !work.terminal.stdout) && work.terminal.stdin;
  const slug = Array.from({ length: 12 }, () => Math.trunc(Math.random() * 16).toString(16)).join('');
  const container = options.text('name') || `${project.name}-${name}-run-${slug}`;
  const alone = { ...service, container_name: container };
  const body = changed(work, words, tty);
  const id = await createOne(
    work,
    name,
    alone,
    { number: 1, oneOff: true, imageId: ids.get(name) ?? '', keep: [] },
    { name: container, change: body },
  );
  if (options.is('detach')) {
    await client.text('POST', `${pathOf(id)}/start`);
    work.print(`${id}\n`);
    return 0;
  }
  const stdin = options.is('interactive', true);
  const refused = checkTerminal(work, tty, stdin);
  if (refused !== undefined) throw new Failure(refused);
  const socket = await client.hijack(`${pathOf(id)}/attach`, {
    query: { stream: true, stdin, stdout: true, stderr: true },
  });
  const ended = session({ socket, tty, stdin, detachKeys: '' }, work);
  const gone: Promise<Json> = client.json('POST', `${pathOf(id)}/wait`, {
    query: { condition: options.is('rm') ? 'removed' : 'next-exit' },
  });
  gone.catch(() => undefined);
  await client.text('POST', `${pathOf(id)}/start`);
  return (await ended) === 'detached' ? 0 : numberAt(await gone, 'StatusCode');
}
