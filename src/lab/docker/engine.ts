import type { EngineMaker } from '../frame/engine';
import { withBusybox } from '../programs/commands';
import { serverPrograms } from '../programs/servers';
import { shellPrograms } from '../shell/programs';
import { createBuilder } from './build';
import { catalogue } from './catalogue';
import { createContainers } from './containers/room';
import { createEvents } from './events/room';
import { createImages } from './images';
import { withJsonBody } from './json-bodies';
import type { ContainerRoom } from './model';
import { createNetworks } from './networks/room';
import { engine } from './system/facts';
import { createSystem } from './system/room';
import { createSwarm } from './swarm/room';
import { createVolumes } from './volumes/room';

/** Everything that can run in a container. */
const programs = withBusybox(new Map([...serverPrograms, ...shellPrograms]));

/** The lab's Docker engine: its rooms, each with its endpoints, handed to each other. */
export const createDockerEngine: EngineMaker = ({ clock, keeper }) => {
  const events = createEvents(clock);
  const containers = (): ContainerRoom => room;
  const volumes = createVolumes({ clock, events, keeper });
  const networks = createNetworks({ clock, events, keeper, containers });
  const images = createImages({ clock, events, keeper, catalogue, containers });
  const room = createContainers({
    clock,
    events,
    keeper,
    images,
    volumes,
    networks,
    programs,
    taskFiles: (id) => swarm.filesOf(id),
    startTakes: 120,
  });
  const swarm = createSwarm({ clock, events, keeper, images, networks: networks.swarm, containers: () => room.tasks });
  const builder = createBuilder({ clock, events, keeper, images, programs });
  const system = createSystem({
    clock,
    keeper,
    containers,
    swarm,
    imageCount: () => images.all().length,
    eventListeners: () => events.listeners(),
    diskUsage: {
      layersSize: () => images.layersSize(),
      images: () => images.usage(),
      containers: () => room.usage(),
      volumes: () => volumes.usage(),
      buildCache: () => builder.usage().items,
    },
  });
  // In the order in which they need each other: what a container mounts is there before the container is.
  const rooms = [events, volumes, networks, images, builder, system, room, swarm];
  return {
    id: 'docker',
    routes: rooms.flatMap(({ routes }) => routes).map(withJsonBody),
    api: {
      versions: { oldest: versionOf(engine.oldestApi), newest: versionOf(engine.api) },
      headers: {
        'Api-Version': engine.api,
        'Docker-Experimental': 'false',
        Ostype: 'linux',
        Server: `Docker/${engine.version} (linux)`,
      },
    },
    restore: async () => {
      for (const each of rooms) await each.restore();
    },
    close: async () => {
      for (const each of [...rooms].reverse()) await each.close();
    },
    counts: () => ({
      containers: room.all().length,
      running: room.all().filter(({ state }) => state === 'running').length,
      images: images.all().length,
      networks: networks.all().length,
      volumes: volumes.all().length,
    }),
  };
};

function versionOf(text: string): readonly [number, number] {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return [major, minor];
}
