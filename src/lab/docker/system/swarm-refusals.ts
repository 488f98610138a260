import { ApiError, type Route } from '../../http/call';

const notManager =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

const refuse = (): never => {
  throw new ApiError(503, notManager);
};

/** What the endpoints of a swarm answer on a node that is in none. */
export const swarmRefusals: readonly Route[] = [
  { method: 'GET', path: '/swarm', run: refuse },
  { method: 'GET', path: '/swarm/unlockkey', run: refuse },
  { method: 'POST', path: '/swarm/unlock', run: refuse },
  {
    method: 'POST',
    path: '/swarm/leave',
    run: () => {
      throw new ApiError(503, 'This node is not part of a swarm');
    },
  },
  ...['nodes', 'services', 'tasks', 'secrets', 'configs'].flatMap((kind): readonly Route[] => [
    { method: 'GET', path: `/${kind}`, run: refuse },
    { method: 'GET', path: `/${kind}/{id:.*}`, run: refuse },
    { method: 'POST', path: `/${kind}/{id:.*}`, run: refuse },
    { method: 'DELETE', path: `/${kind}/{id:.*}`, run: refuse },
  ]),
];
