import { createHash } from 'node:crypto';
import type { Files } from '../../../kernel/files';

/** `sha256:` and the hash of bytes. */
export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A well-formed digest. */
export const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);

const hex = (digest: string): string => digest.slice('sha256:'.length);

/** A registry's storage in the layout of Distribution's file-system driver. */
export class Storage {
  readonly #files: Files;
  readonly #top: string;

  constructor(files: Files, root: string) {
    this.#files = files;
    this.#top = `${root.replace(/\/$/, '')}/docker/registry/v2`;
  }

  blobFolder(digest: string): string {
    return `${this.#top}/blobs/sha256/${hex(digest).slice(0, 2)}/${hex(digest)}`;
  }

  #repository(name: string): string {
    return `${this.#top}/repositories/${name}`;
  }

  async #put(path: string, data: Uint8Array | string, append = false): Promise<void> {
    await this.#files.mkdir(path.slice(0, path.lastIndexOf('/')), { parents: true, mode: 0o755 });
    await this.#files.write(path, data, { append });
  }

  async #link(path: string): Promise<string | undefined> {
    const content = await this.#files.read(path).catch(() => undefined);
    const text = content?.toString('utf8').trim();
    return text !== undefined && isDigest(text) ? text : undefined;
  }

  async #names(path: string): Promise<readonly string[]> {
    return this.#files.list(path).catch(() => []);
  }

  /** The bytes of a blob, whatever repository it belongs to. */
  async blob(digest: string): Promise<Buffer | undefined> {
    return this.#files.read(`${this.blobFolder(digest)}/data`).catch(() => undefined);
  }

  async hasLayer(name: string, digest: string): Promise<boolean> {
    return (await this.#link(`${this.#repository(name)}/_layers/sha256/${hex(digest)}/link`)) !== undefined;
  }

  async putBlob(name: string, bytes: Uint8Array): Promise<string> {
    const digest = digestOf(bytes);
    const path = `${this.blobFolder(digest)}/data`;
    const there = await this.#files.stat(path).catch(() => undefined);
    if (!there) await this.#put(path, bytes);
    await this.linkLayer(name, digest);
    return digest;
  }

  linkLayer(name: string, digest: string): Promise<void> {
    return this.#put(`${this.#repository(name)}/_layers/sha256/${hex(digest)}/link`, digest);
  }

  async removeLayer(name: string, digest: string): Promise<void> {
    await this.#files.remove(`${this.#repository(name)}/_layers/sha256/${hex(digest)}`, { recursive: true });
  }

  async hasRepository(name: string): Promise<boolean> {
    return (await this.#names(this.#repository(name))).some((entry) => entry === '_manifests' || entry === '_layers');
  }

  /** The digest that a tag points to. */
  tag(name: string, tag: string): Promise<string | undefined> {
    return this.#link(`${this.#repository(name)}/_manifests/tags/${tag}/current/link`);
  }

  async tags(name: string): Promise<readonly string[]> {
    const all = await this.#names(`${this.#repository(name)}/_manifests/tags`);
    const found = await Promise.all(all.map(async (tag) => ((await this.tag(name, tag)) ? [tag] : [])));
    return found.flat();
  }

  async hasManifest(name: string, digest: string): Promise<boolean> {
    return (
      (await this.#link(`${this.#repository(name)}/_manifests/revisions/sha256/${hex(digest)}/link`)) !== undefined
    );
  }

  async manifests(name: string): Promise<readonly string[]> {
    const all = await this.#names(`${this.#repository(name)}/_manifests/revisions/sha256`);
    const found = await Promise.all(
      all.map(async (one) => ((await this.hasManifest(name, `sha256:${one}`)) ? [`sha256:${one}`] : [])),
    );
    return found.flat();
  }

  async putManifest(name: string, bytes: Uint8Array, tag: string | undefined): Promise<string> {
    const digest = digestOf(bytes);
    await this.#put(`${this.blobFolder(digest)}/data`, bytes);
    const folder = `${this.#repository(name)}/_manifests`;
    await this.#put(`${folder}/revisions/sha256/${hex(digest)}/link`, digest);
    if (tag === undefined) return digest;
    await this.#put(`${folder}/tags/${tag}/index/sha256/${hex(digest)}/link`, digest);
    await this.#put(`${folder}/tags/${tag}/current/link`, digest);
    return digest;
  }

  /** Takes a manifest away with every tag that points to it. */
  async removeManifest(name: string, digest: string): Promise<void> {
    for (const tag of await this.tags(name))
      if ((await this.tag(name, tag)) === digest) await this.removeTag(name, tag);
    await this.#files.remove(`${this.#repository(name)}/_manifests/revisions/sha256/${hex(digest)}`, {
      recursive: true,
    });
  }

  removeTag(name: string, tag: string): Promise<void> {
    return this.#files.remove(`${this.#repository(name)}/_manifests/tags/${tag}`, { recursive: true });
  }

  /** Names of all repositories, sorted. */
  async repositories(): Promise<readonly string[]> {
    const found: string[] = [];
    const visit = async (path: string, name: string): Promise<void> => {
      const entries = await this.#names(path);
      if (name !== '' && entries.some((entry) => entry === '_manifests' || entry === '_layers')) found.push(name);
      for (const entry of entries)
        if (!entry.startsWith('_')) await visit(`${path}/${entry}`, name === '' ? entry : `${name}/${entry}`);
    };
    await visit(`${this.#top}/repositories`, '');
    return found.sort();
  }

  #upload(name: string, id: string): string {
    return `${this.#repository(name)}/_uploads/${id}`;
  }

  async beginUpload(name: string, id: string, started: string): Promise<void> {
    await this.#put(`${this.#upload(name, id)}/startedat`, started);
    await this.#put(`${this.#upload(name, id)}/data`, '');
  }

  /** What an upload holds so far; undefined when there is none. */
  async upload(name: string, id: string): Promise<Buffer | undefined> {
    return this.#files.read(`${this.#upload(name, id)}/data`).catch(() => undefined);
  }

  appendUpload(name: string, id: string, bytes: Uint8Array): Promise<void> {
    return this.#put(`${this.#upload(name, id)}/data`, bytes, true);
  }

  async endUpload(name: string, id: string): Promise<void> {
    await this.#files.remove(this.#upload(name, id), { recursive: true }).catch(() => undefined);
  }

  /** Digests of all stored blobs. */
  async blobs(): Promise<readonly string[]> {
    const found: string[] = [];
    const top = `${this.#top}/blobs/sha256`;
    for (const start of await this.#names(top))
      for (const name of await this.#names(`${top}/${start}`)) found.push(`sha256:${name}`);
    return found;
  }

  async removeBlob(digest: string): Promise<void> {
    await this.#files.remove(this.blobFolder(digest), { recursive: true });
  }
}
