import { EngineError, sentenceOf } from '../failure';
import { listAt, textAt, truthAt, isList, type Json } from '../text/json';
import { confirmed } from '../engine/prune';
import { pathOf } from '../containers/lifecycle';
import { atLeast } from '../command';
import { imageOf } from './body';
import { startServices } from './converge';
import { composeCommand } from './up';
import { checkServices, inOrder, ofServices, ownedContainers, removeOne, stopOne, type Owned, type Work } from './work';

/** Groups of containers in the order in which they stop: who depends on others goes first. */
function stopOrder(work: Work, owned: readonly Owned[]): readonly (readonly Owned[])[] {
  const order = Array.from(inOrder(work.project, [])).reverse();
  const known = order.map((name) => owned.filter((each) => each.service === name));
  const others = owned.filter((each) => !order.includes(each.service));
  return [others, ...known].filter((group) => group.length > 0);
}

async function gone(work: Work, kind: string, name: string, path: string): Promise<void> {
  work.tell(kind, name, 'Removing');
  try {
    await work.client.text('DELETE', path);
    work.tell(kind, name, 'Removed');
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.code === 404) work.tell(kind, name, 'Removed');
    else if (error.code === 409 || /active endpoints/.test(error.sentence))
      work.tell(kind, name, 'Resource is still in use');
    else throw error;
  }
}

async function owns(work: Work, path: string): Promise<readonly Json[]> {
  const filters = JSON.stringify({ label: { [`com.docker.compose.project=${work.project.name}`]: true } });
  const found = await work.client.json('GET', path, { query: { filters } });
  return isList(found) ? found : listAt(found, 'Volumes');
}

async function down(work: Work): Promise<number> {
  const { project, options } = work;
  checkServices(project, work.args);
  const all = await ownedContainers(work, true);
  const hasFile = project.services.size > 0;
  const lost = (each: Owned): boolean =>
    hasFile && !project.services.has(each.service) && !project.disabled.has(each.service);
  const owned = ofServices(all, work.args).filter((each) => !lost(each) || options.is('remove-orphans'));
  for (const group of stopOrder(work, owned)) {
    await Promise.all(
      group.map(async (each) => {
        await stopOne(work, each);
        await removeOne(work, each, options.is('volumes'));
      }),
    );
  }
  if (work.args.length) return 0;
  if (options.has('rmi')) await removeImages(work);
  if (options.is('volumes')) {
    const external = new Set(
      Array.from(project.volumes.values())
        .filter((volume) => truthAt(volume, 'external'))
        .map((volume) => textAt(volume, 'name')),
    );
    for (const volume of await owns(work, '/volumes')) {
      const name = textAt(volume, 'Name');
      if (!external.has(name)) await gone(work, 'Volume', name, `/volumes/${name}`);
    }
  }
  for (const network of await owns(work, '/networks'))
    await gone(work, 'Network', textAt(network, 'Name'), `/networks/${textAt(network, 'Id')}`);
  return 0;
}

async function removeImages(work: Work): Promise<void> {
  const onlyOwn = work.options.text('rmi') === 'local';
  for (const [name, service] of work.project.services) {
    if (onlyOwn && textAt(service, 'image') !== '') continue;
    const image = imageOf(work.project, name, service);
    await gone(work, 'Image', image.includes(':') ? image : `${image}:latest`, `/images/${image}`);
  }
}

async function start(work: Work): Promise<number> {
  const names = inOrder(work.project, work.args);
  const owned = await ownedContainers(work);
  const missing = work.project.services.size
    ? names.find((name) => !owned.some((each) => each.service === name))
    : undefined;
  if (missing !== undefined) {
    work.complain(`service ${JSON.stringify(missing)} has no container to start`);
    return 1;
  }
  await startServices(work, names);
  return 0;
}

async function stop(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  const owned = ofServices(await ownedContainers(work), work.args);
  for (const group of stopOrder(work, owned)) await Promise.all(group.map((each) => stopOne(work, each)));
  return 0;
}

async function restart(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  for (const name of inOrder(work.project, work.args, work.args.length > 0)) {
    for (const each of ofServices(await ownedContainers(work), [name])) {
      work.tell('Container', each.name, 'Restarting');
      const timeout = work.options.text('timeout');
      await work.client.text('POST', `${pathOf(each.id)}/restart`, {
        query: { t: timeout === '' ? undefined : timeout },
      });
      work.tell('Container', each.name, 'Started');
    }
  }
  return 0;
}

function simple(verb: string, doing: string, done: string): (work: Work) => Promise<number> {
  return async (work) => {
    checkServices(work.project, work.args);
    const live = ofServices(await ownedContainers(work), work.args).filter((each) =>
      ['running', 'paused'].includes(each.state),
    );
    if (verb === 'kill' && !live.length) work.complain('no container to kill');
    for (const each of live) {
      work.tell('Container', each.name, doing);
      await work.client.text('POST', `${pathOf(each.id)}/${verb}`, {
        query: { signal: verb === 'kill' ? work.options.text('signal', 'SIGKILL') : '' },
      });
      work.tell('Container', each.name, done);
    }
    return 0;
  };
}

async function remove(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  if (work.options.is('stop')) await stop(work);
  const ended = ofServices(await ownedContainers(work), work.args).filter(
    (each) => !['running', 'paused', 'restarting'].includes(each.state),
  );
  if (!ended.length) {
    work.complain('No stopped containers');
    return 0;
  }
  if (!(await confirmed(work, `? Going to remove ${ended.map((each) => each.name).join(', ')}`))) return 0;
  for (const each of ended) {
    try {
      await removeOne(work, each, work.options.is('volumes'));
    } catch (error) {
      work.complain(sentenceOf(error));
    }
  }
  return 0;
}

const timeout = '-t, --timeout int | Specify a shutdown timeout in seconds';

/** What starts, stops and removes the containers of a project. */
export const downCommands = [
  composeCommand({
    names: 'down',
    usage: '[OPTIONS] [SERVICES]',
    short: 'Stop and remove containers, networks',
    flags: `
      --remove-orphans | Remove containers for services not defined in the Compose file
      --rmi string | Remove images used by services ("local"|"all")
      ${timeout}
      -v, --volumes | Remove named volumes and anonymous volumes attached to containers
    `,
    needsFile: false,
    act: down,
  }),
  composeCommand({ names: 'start', usage: '[SERVICE...]', short: 'Start services', act: start }),
  composeCommand({
    names: 'stop',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Stop services',
    flags: timeout,
    needsFile: false,
    act: stop,
  }),
  composeCommand({
    names: 'restart',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Restart service containers',
    flags: `${timeout}\n--no-deps | Don't restart dependent services`,
    act: restart,
  }),
  composeCommand({
    names: 'kill',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Force stop service containers',
    flags: '-s, --signal string | SIGNAL to send to the container',
    act: simple('kill', 'Killing', 'Killed'),
  }),
  composeCommand({
    names: 'pause',
    usage: '[SERVICE...]',
    short: 'Pause services',
    act: simple('pause', 'Pausing', 'Paused'),
  }),
  composeCommand({
    names: 'unpause',
    usage: '[SERVICE...]',
    short: 'Unpause services',
    act: simple('unpause', 'Unpausing', 'Unpaused'),
  }),
  composeCommand({
    names: 'rm',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Removes stopped service containers',
    flags: `
      -f, --force | Don't ask to confirm removal
      -s, --stop | Stop the containers, if required, before removing
      -v, --volumes | Remove any anonymous volumes attached to containers
    `,
    args: atLeast(0),
    act: remove,
  }),
];
