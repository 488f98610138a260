import type { Process } from '../../../kernel/process';
import { log } from './log';
import { readManifest } from './manifest';
import type { RegistrySettings } from './settings';
import { Storage } from './storage';

type Doomed = readonly [name: string, digest: string];

type Collection = {
  readonly storage: Storage;
  readonly say: (text: string) => Promise<void>;
  readonly untagged: boolean;
  readonly marked: Set<string>;
  readonly doomed: Doomed[];
};

/** Marks what manifests hold, and takes away the blobs that none does; `--dry-run` only tells. */
export async function collect(self: Process, settings: RegistrySettings, args: readonly string[]): Promise<number> {
  const storage = new Storage(self.files, settings.root);
  const dry = args.some((arg) => /^(--dry-run(=true)?|-d|-dm|-md)$/.test(arg));
  const untagged = args.some((arg) => /^(--delete-untagged(=true)?|-m|-dm|-md)$/.test(arg));
  const say = (text: string) => self.stdout.write(`${text}\n`);
  const collection: Collection = { storage, say, untagged, marked: new Set(), doomed: [] };
  for (const name of await storage.repositories()) await markRepository(collection, name);
  const { marked, doomed } = collection;
  const lost = (await storage.blobs()).filter((digest) => !marked.has(digest));
  await say(`\n${marked.size} blobs marked, ${lost.length} blobs and ${doomed.length} manifests eligible for deletion`);
  for (const [name, digest] of doomed) {
    await say(`manifest eligible for deletion: ${digest}`);
    if (!dry) await storage.removeManifest(name, digest);
  }
  for (const digest of lost) {
    await say(`blob eligible for deletion: ${digest}`);
    if (dry) continue;
    await storage.removeBlob(digest);
    await log(self, 'info', `Deleting blob: ${storage.blobFolder(digest).replace(settings.root, '')}`);
  }
  return 0;
}

async function markRepository(collection: Collection, name: string): Promise<void> {
  const { storage, say, untagged, marked, doomed } = collection;
  await say(name);
  const tagged = new Set(await Promise.all((await storage.tags(name)).map((tag) => storage.tag(name, tag))));
  const roots = await storage.manifests(name);
  for (const digest of roots) if (!untagged || tagged.has(digest)) await markManifest(collection, name, digest);
  for (const digest of roots) if (untagged && !marked.has(digest)) doomed.push([name, digest]);
}

async function markManifest(collection: Collection, name: string, digest: string): Promise<void> {
  const { storage, say, marked } = collection;
  await say(`${name}: marking manifest ${digest} `);
  marked.add(digest);
  const content = await storage.blob(digest);
  const manifest = content && readManifest(content);
  for (const blob of manifest?.blobs ?? []) {
    if (!marked.has(blob)) await say(`${name}: marking blob ${blob}`);
    marked.add(blob);
  }
  for (const inner of manifest?.manifests ?? []) if (!marked.has(inner)) await markManifest(collection, name, inner);
}
