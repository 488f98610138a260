import worker from 'node:worker_threads';
import zlib from 'node:zlib';
import { nextTurn } from '../turns';

/**
 * What is used of the official client; the build leaves out the rest, which takes a fifth of a second to evaluate.
 * https://github.com/kubernetes-client/javascript
 */
export type Sdk = Pick<typeof import('@kubernetes/client-node'), 'KubeConfig' | 'Exec'>;

let sdk: Promise<Sdk> | undefined;

/** Loads the client when it is first needed. */
export async function loadSdk(): Promise<Sdk> {
  sdk ??= load();
  try {
    return await sdk;
  } catch (error) {
    sdk = undefined;
    throw error;
  }
}

// The client brings undici 8, which wants Node 22.19 and ends at once where these two are missing, as in the Node 20 of
// VS Code 1.100. Nothing of undici is used here (requests go through node:https), so it gets stand-ins as it is loaded.
async function load(): Promise<Sdk> {
  const undo = [
    standIn(zlib, 'createZstdDecompress', () => {
      throw new Error('this Node has no Zstandard');
    }),
    standIn(worker, 'markAsUncloneable', () => undefined),
  ];
  try {
    const client = await import('@kubernetes/client-node');
    await nextTurn();
    return client;
  } finally {
    for (const one of undo) one();
  }
}

function standIn(module: object, name: string, value: () => unknown): () => void {
  if (name in module) return () => undefined;
  Object.defineProperty(module, name, { value, configurable: true });
  return () => Reflect.deleteProperty(module, name);
}
