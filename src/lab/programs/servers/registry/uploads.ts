import { randomUUID } from 'node:crypto';
import { digestInvalid, mayWrite, mismatch, notFound, RegistryError, notAllowed, type Answer, type Call } from './call';
import { digestOf, isDigest } from './storage';

const state = (call: Call, id: string, size: number, status: number): Answer => ({
  status,
  headers: [
    ['Docker-Upload-Uuid', id],
    [
      'Location',
      `${call.base}/v2/${call.name}/blobs/uploads/${id}?_state=${Buffer.from(`${call.name} ${id} ${size}`).toString('base64url')}`,
    ],
    ['Range', `0-${Math.max(0, size - 1)}`],
  ],
  body: '',
});

type Step = (call: Call, id: string, held: Buffer) => Answer | Promise<Answer>;

const steps: Readonly<Record<string, Step>> = {
  GET: (call, id, held) => state(call, id, held.length, 204),
  HEAD: (call, id, held) => state(call, id, held.length, 204),
  PATCH: (call, id, held) => patch(call, id, held.length),
  PUT: finish,
  DELETE: async ({ api, name }, id) => {
    await api.storage.endUpload(name, id);
    return { status: 204, headers: [['Docker-Upload-Uuid', id]] };
  },
};

/** Uploads of blobs: begun with POST, continued with PATCH, ended with PUT. Rejects with RegistryError. */
export async function uploads(call: Call, id: string): Promise<Answer> {
  const { api, name, method } = call;
  if (id === '') return method === 'POST' ? beginUpload(call) : notAllowed('POST');
  if (!/^[0-9a-zA-Z_=.-]+$/.test(id)) return notFound;
  const held = /^[0-9a-fA-F-]{36}$/.test(id) ? await api.storage.upload(name, id) : undefined;
  if (!held) throw new RegistryError(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  const step = Object.hasOwn(steps, method) ? steps[method] : undefined;
  return step ? step(call, id, held) : notAllowed('DELETE, GET, HEAD, PATCH, PUT');
}

async function beginUpload(call: Call): Promise<Answer> {
  mayWrite(call);
  const { api, name, query } = call;
  const mount = query.get('mount') ?? '';
  const from = query.get('from');
  if (isDigest(mount) && from !== null && (await api.storage.hasLayer(from, mount))) {
    await api.storage.linkLayer(name, mount);
    return created(call, mount);
  }
  const digest = query.get('digest');
  if (digest !== null) {
    const bytes = await call.body();
    if (!isDigest(digest)) throw digestInvalid();
    if (digestOf(bytes) !== digest) throw mismatch(digest);
    await api.storage.putBlob(name, bytes);
    return created(call, digest);
  }
  const id = randomUUID();
  await api.storage.beginUpload(name, id, new Date(api.clock.now()).toISOString());
  return state(call, id, 0, 202);
}

const created = (call: Call, digest: string): Answer => ({
  status: 201,
  headers: [
    ['Docker-Content-Digest', digest],
    ['Location', `${call.base}/v2/${call.name}/blobs/${digest}`],
  ],
  body: '',
});

async function patch(call: Call, id: string, size: number): Promise<Answer> {
  mayWrite(call);
  const told = /^(?:bytes )?(\d+)-(\d+)/.exec([call.headers['content-range']].flat()[0] ?? '');
  if (told && Number(told[1]) !== size) throw new RegistryError(416, 'RANGE_INVALID', 'invalid content range');
  const bytes = await call.body();
  await call.api.storage.appendUpload(call.name, id, bytes);
  return state(call, id, size + bytes.length, 202);
}

async function finish(call: Call, id: string, held: Buffer): Promise<Answer> {
  mayWrite(call);
  const { api, name, query } = call;
  const digest = query.get('digest') ?? '';
  if (digest === '') throw digestInvalid('digest missing');
  const bytes = Buffer.concat([held, await call.body()]);
  if (!isDigest(digest) || digestOf(bytes) !== digest) {
    await api.storage.endUpload(name, id);
    throw isDigest(digest) ? mismatch(digest) : digestInvalid();
  }
  await api.storage.putBlob(name, bytes);
  await api.storage.endUpload(name, id);
  return created(call, digest);
}
