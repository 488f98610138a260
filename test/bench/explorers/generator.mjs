// @ts-check
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// A process of its own that answers as an API server, an engine and a cloud do, each with many objects. The objects are
// recorded ones, filled up to the size that real ones have. `POST /bench/change?…` changes some and tells who listens.

const fixtures = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = async (/** @type {string} */ file) => JSON.parse(await readFile(path.join(fixtures, file), 'utf8'));
const [, , socket = '', ...counts] = process.argv;
const [pods = 0, containers = 0, servers = 0] = counts.map(Number);

/** @typedef {Record<string, any>} Raw */
/** @typedef {{id: string, state: string, text: string}} Made */
/** @typedef {{count: number, make: (at: number, isChanged: boolean) => {id: string, state: string, raw: Raw}}} Maker */

const uid = (/** @type {number} */ at, kind = 1) =>
  `${String(at).padStart(8, '0')}-0000-4000-8000-${String(kind).padStart(12, '0')}`;

const recorded = (await read('unit/backends/kubernetes/recorded/v1.20.json'))['Pod/config'];
let version = 1_000_000;

/** A Pod of a Deployment as a cluster of today lists it: with managed fields, tolerations, the token's volume. @type {Maker} */
const podMaker = {
  count: pods,
  make: (at, isChanged) => {
    const [name, namespace] = [`shop-${at % 40}-6d4cf56db6-${at.toString(36).padStart(5, '0')}`, `team-${at % 25}`];
    const raw = structuredClone(recorded);
    const labels = { app: `shop-${at % 40}`, 'app.kubernetes.io/part-of': 'shop', 'pod-template-hash': '6d4cf56db6' };
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: `shop-${at % 40}-6d4cf56db6`,
      uid: uid(at % 40, 3),
    };
    const fields = (/** @type {string[]} */ names) => Object.fromEntries(names.map((one) => [`f:${one}`, {}]));
    const status = fields(['conditions', 'containerStatuses', 'hostIP', 'phase', 'podIP', 'podIPs', 'startTime']);
    const spec = fields(['dnsPolicy', 'enableServiceLinks', 'restartPolicy', 'schedulerName', 'securityContext']);
    const container = fields(['env', 'image', 'imagePullPolicy', 'name', 'ports', 'resources', 'readinessProbe']);
    Object.assign(raw.metadata, {
      name,
      namespace,
      uid: uid(at),
      labels,
      generateName: `shop-${at % 40}-6d4cf56db6-`,
      resourceVersion: String(++version),
      annotations: { 'checksum/config': 'b2c7a9'.repeat(10), 'prometheus.io/scrape': 'true' },
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      managedFields: ['kube-controller-manager', 'kubelet'].map((manager, part) => ({
        manager,
        operation: 'Update',
        apiVersion: 'v1',
        time: '2026-11-21T21:35:47Z',
        fieldsType: 'FieldsV1',
        fieldsV1: part
          ? { 'f:status': status }
          : {
              'f:metadata': { 'f:labels': fields(Object.keys(labels)) },
              'f:spec': { ...spec, 'f:containers': container },
            },
      })),
    });
    const [main] = raw.spec.containers;
    delete main.envFrom;
    Object.assign(main, {
      name: 'web',
      image: 'nginx:1.30-alpine',
      env: Array.from({ length: 8 }, (_, each) => ({
        name: `SHOP_SETTING_${each}`,
        value: `https://service-${each}.example`,
      })),
      ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
      resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
      readinessProbe: {
        httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' },
        periodSeconds: 10,
        timeoutSeconds: 1,
      },
      volumeMounts: [
        { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access', readOnly: true },
      ],
    });
    raw.spec.volumes = [
      {
        name: 'kube-api-access',
        projected: { defaultMode: 420, sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }] },
      },
    ];
    raw.spec.tolerations = ['not-ready', 'unreachable'].map((key) => ({
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    }));
    const state = isChanged ? 'CrashLoopBackOff' : 'Running';
    const [one] = raw.status.containerStatuses;
    for (const condition of raw.status.conditions) {
      if (!isChanged) Object.assign(condition, { status: 'True', reason: undefined, message: undefined });
    }
    Object.assign(raw.status, { phase: 'Running' });
    Object.assign(one, {
      name: 'web',
      image: main.image,
      imageID: `docker.io/library/nginx@sha256:${'0f1e2d3c'.repeat(8)}`,
      containerID: `containerd://${String(at).padStart(64, 'a')}`,
      ready: !isChanged,
      started: !isChanged,
      state: isChanged
        ? { waiting: { reason: state, message: 'back-off 5m0s restarting failed container=web' } }
        : { running: { startedAt: '2026-11-21T21:35:49Z' } },
    });
    return { id: `pod/${namespace}/${name}`, state, raw };
  },
};

const [firstContainer] = await read('fixtures/docker/engine-26.1/containers.json');

/** Containers of the engine's list; every other one belongs to a Compose project. @type {Maker} */
const containerMaker = {
  count: containers,
  make: (at, isChanged) => {
    const id = at.toString(16).padStart(64, '0');
    const state = isChanged ? 'paused' : 'running';
    const project =
      at % 2 ? { 'com.docker.compose.project': `shop-${at % 50}`, 'com.docker.compose.service': `s${at}` } : {};
    const Ports = [{ IP: '127.0.0.1', PrivatePort: 80, PublicPort: 20_000 + at, Type: 'tcp' }];
    const Status = isChanged ? 'Up 2 hours (Paused)' : 'Up 2 hours';
    const raw = { ...firstContainer, Id: id, Names: [`/web-${at}`], Ports, Labels: project, State: state, Status };
    return { id: `container/${id}`, state, raw };
  },
};

const zed = await read('unit/backends/openstack/zed.json');
const webServer = zed.servers.servers.find((/** @type {Raw} */ { name }) => name === 'web-1');

/** @type {Maker} */
const serverMaker = {
  count: servers,
  make: (at, isChanged) => {
    const state = isChanged ? 'SHUTOFF' : 'ACTIVE';
    return { id: `servers/${uid(at)}`, state, raw: { ...webServer, id: uid(at), name: `web-${at}`, status: state } };
  },
};

/** All objects of a kind, kept as text as they go over the wire. @param {Maker} maker */
function store({ count, make }) {
  const changed = new Set();
  const made = (/** @type {number} */ at) => {
    const { raw, ...rest } = make(at, changed.has(at));
    return { ...rest, raw, text: JSON.stringify(raw) };
  };
  const all = Array.from({ length: count }, (_, at) => made(at).text);
  let next = 0;
  return {
    all,
    change: () => {
      const at = (next += 7919) % count;
      if (!changed.delete(at)) changed.add(at);
      const one = made(at);
      all[at] = one.text;
      return one;
    },
    /** One that is not among them. */
    guest: () => made(count + 1),
  };
}

const stores = { kubernetes: store(podMaker), docker: store(containerMaker), openstack: store(serverMaker) };
/** @type {Record<string, Set<import('node:http').ServerResponse>>} */
const listeners = { kubernetes: new Set(), docker: new Set() };
/** @param {string} to @param {string} line */
const tell = (to, line) => listeners[to]?.forEach((one) => one.write(`${line}\n`));

/** @param {string} text */
const event = (text, type = 'MODIFIED') => `{"type":"${type}","object":${text}}`;

/** @param {URLSearchParams} query */
function change(query) {
  const platform = /** @type {keyof typeof stores} */ (query.get('platform'));
  if (query.has('guest')) {
    const { text } = stores.kubernetes.guest();
    for (let each = 0; each < Number(query.get('times')); each++) {
      tell('kubernetes', event(text, 'ADDED'));
      tell('kubernetes', event(text, 'DELETED'));
    }
    const last = stores.kubernetes.change();
    tell('kubernetes', event(last.text));
    return { id: last.id, state: last.state };
  }
  let last = { id: '', state: '' };
  for (let each = 0; each < Number(query.get('times')); each++) {
    const { id, state, text, raw } = stores[platform].change();
    last = { id, state };
    if (platform === 'kubernetes') tell('kubernetes', event(text));
    const Action = state === 'paused' ? 'pause' : 'unpause';
    const Actor = { ID: raw['Id'], Attributes: { name: 'web', image: 'nginx' } };
    if (platform === 'docker')
      tell('docker', JSON.stringify({ Type: 'container', Action, Actor, scope: 'local', timeNano: 1 }));
  }
  return last;
}

/** @param {string} name @param {string} kind */
const type = (name, kind, namespaced = true) => ({ name, kind, namespaced, verbs: ['get', 'list', 'watch'] });
const discovery = {
  kind: 'APIResourceList',
  groupVersion: 'v1',
  resources: [type('pods', 'Pod'), type('events', 'Event'), type('namespaces', 'Namespace', false)],
};

/** @param {string} kind @param {readonly string[]} all @param {URLSearchParams} query */
function page(kind, all, query) {
  const [from, limit] = [Number(query.get('continue') ?? 0), Number(query.get('limit') || all.length)];
  const token =
    from + limit < all.length ? `"continue":"${from + limit}","remainingItemCount":${all.length - from - limit},` : '';
  const items = all.slice(from, from + limit).join(',');
  return `{"kind":"${kind}List","apiVersion":"v1","metadata":{${token}"resourceVersion":"${version}"},"items":[${items}]}`;
}

/** @param {string} to @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function listen(to, request, response) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
  listeners[to]?.add(response);
  const bookmark = () => {
    const object = { kind: 'Pod', apiVersion: 'v1', metadata: { resourceVersion: String(version) } };
    if (to === 'kubernetes') response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  };
  const timer = setInterval(bookmark, 5000);
  request.on('close', () => {
    clearInterval(timer);
    listeners[to]?.delete(response);
  });
}

const catalogOf = (/** @type {string} */ url) => ({
  token: {
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    project: { id: 'p1' },
    user: { id: 'u1' },
    catalog: Object.entries({ compute: `${url}/v2.1`, image: url, network: url, identity: `${url}/v3` }).map(
      ([name, address]) => ({
        type: name,
        name,
        endpoints: [{ interface: 'public', region_id: 'R', region: 'R', url: address }],
      }),
    ),
  },
});

/** @param {URLSearchParams} query @param {string} base */
function serversPage(query, base) {
  const { all } = stores.openstack;
  const marker = query.get('marker');
  const from = marker ? Number(marker.slice(0, 8)) + 1 : 0;
  const limit = Math.min(1000, Number(query.get('limit') || 1000));
  const href = `${base}/v2.1/servers/detail?limit=${limit}&marker=${uid(from + limit - 1)}`;
  const links = from + limit < all.length ? `,"servers_links":[{"rel":"next","href":"${href}"}]` : '';
  return `{"servers":[${all.slice(from, from + limit).join(',')}]${links}}`;
}

/** @param {URL} url @param {string} base @returns {string | object | undefined} */
function answer({ pathname, searchParams: query }, base) {
  if (pathname === '/bench/change') return change(query);
  if (pathname === '/version') return { gitVersion: 'v1.33.0' };
  if (pathname === '/api/v1') return discovery;
  if (pathname === '/api/v1/pods') return page('Pod', stores.kubernetes.all, query);
  if (pathname === '/api/v1/events') return page('Event', [], query);
  if (pathname === '/v2.1/servers/detail') return serversPage(query, base);
  if (pathname === '/v2/images') return { images: zed.images.images };
  if (pathname === '/v3/auth/tokens') return catalogOf(base);
  if (!pathname.endsWith('/containers/json')) return undefined;
  const wanted = JSON.parse(query.get('filters') ?? '{}').id;
  const all = stores.docker.all.filter(
    (text) => !wanted || wanted.some((/** @type {string} */ id) => text.includes(id)),
  );
  return `[${all.join(',')}]`;
}

const server = createServer((request, response) => {
  const base = `http://${request.headers.host}`;
  const url = new URL(request.url ?? '/', 'http://generator');
  response.setHeader('Api-Version', '1.45');
  if (url.pathname === '/_ping') return response.end('OK');
  if (url.pathname.endsWith('/events') && !url.pathname.startsWith('/api/')) return listen('docker', request, response);
  if (url.searchParams.has('watch'))
    return listen(url.pathname.endsWith('/pods') ? 'kubernetes' : 'other', request, response);
  const found = answer(url, base);
  const status = found === undefined ? 404 : request.method === 'POST' && url.pathname.startsWith('/v3') ? 201 : 200;
  response.writeHead(status, { 'Content-Type': 'application/json', 'X-Subject-Token': 't1' });
  return response.end(typeof found === 'string' ? found : JSON.stringify(found ?? {}));
});
const engine = createServer((request, response) => server.emit('request', request, response));
engine.listen(socket, () =>
  server.listen(0, '127.0.0.1', () => {
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    const sizes = Object.entries(stores).map(([name, { all }]) => [
      name,
      Math.round(all.join('').length / all.length) || 0,
    ]);
    console.log(JSON.stringify({ url: `http://127.0.0.1:${address.port}`, sizes: Object.fromEntries(sizes) }));
  }),
);
process.on('disconnect', () => process.exit());
