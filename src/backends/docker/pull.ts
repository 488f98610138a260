import type { DockerClient } from './client';
import { progressOf } from './progress';
import { parseReference } from './reference';
import { pathOf } from './transport';

/** Pulls an image: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageCreate */
export async function* pullImage(
  client: DockerClient,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const { repository: fromImage, tag } = parseReference(name);
  const headers = await client.authHeader(name, signal);
  const call = { method: 'POST', path: '/images/create', query: { fromImage, tag }, headers } as const;
  yield* progressOf(await client.stream(call, signal), `docker pull ${name}`);
}

/** Pushes an image: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImagePush */
export async function* pushImage(
  client: DockerClient,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const { repository, tag } = parseReference(name);
  const headers = await client.authHeader(name, signal);
  const call = { method: 'POST', path: pathOf('images', repository, 'push'), query: { tag }, headers } as const;
  yield* progressOf(await client.stream(call, signal), `docker push ${name}`);
}
