import type { Resource } from '../../../core/resources/resource';
import type { Verb } from '../../../core/resources/verb';
import { dockerRefused } from '../../../core/errors';
import type { DockerClient } from '../client';
import { pathOf } from '../transport';

/** All that the engine knows of one object, as JSON. */
export function inspected(
  client: DockerClient,
  collection: 'containers' | 'images' | 'networks' | 'volumes',
  idOf: (resource: Resource) => string,
  commandLine: (resource: Resource) => string,
): Verb<Resource> {
  const rest = collection === 'containers' || collection === 'images' ? ['json'] : [];
  return {
    id: 'inspect',
    applies: () => true,
    commandLine,
    reads: true,
    run: async (resource, _answers, signal) => {
      const found = await client.get({ path: pathOf(collection, idOf(resource), ...rest) }, signal);
      if (!found) throw dockerRefused({ status: 404, message: `No such object: ${resource.name}` });
      return { show: 'text', title: resource.name, language: 'json', text: `${JSON.stringify(found, null, 2)}\n` };
    },
  };
}
