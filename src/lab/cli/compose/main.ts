import type { Client } from '../client/client';
import type { Surroundings } from '../command';

export async function composeMain(
  words: readonly string[],
  around: Surroundings & { readonly client: Client },
): Promise<number> {
  around.stderr.write(`${words.join(' ')}\n`);
  return Promise.resolve(1);
}
