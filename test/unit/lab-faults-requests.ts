import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Route } from '../../src/lab/http/call';

/** A request that nobody would send on purpose. */
export type OddRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Texts that have broken servers before. None is the path of a folder of this machine: a bind mount makes its source. */
const texts = [
  '', ' ', 'web', 'gone', 'nope', 'data', 'side', 'bridge', 'host', 'none', 'container:web', 'x'.repeat(300), 'a/b', '..', '../..', '%', '%00', '\0', '\n',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '1e999', '-1', '0', '1', '99999999999999999999', '0.5', 'NaN',
  'é\u{1F600}\ud800', '{}', '[]', 'null', '"', '{"a":', '{"label":["a"]}', '{"name":{"web":true}}', '{"until":["x"]}', '{"status":[1]}', '{"__proto__":["x"]}',
  'true', 'false', 'sha256:', 'sha256:0', '@', ':', ':::', '80/tcp', '80', '0/tcp', '8081-8080:80', 'nginx:1.30-alpine', 'busybox:1.37', 'tutor/x:1', 'SIGKILL', '9', '64',
  'ctrl-p,ctrl-q', 'ctrl-', '-n', '-eo pid,', '172.30.0.0/16', '172.30.0.300/99', '::1/200', '5m', '9h9', '2020-01-01T00:00:00Z', '1600000000.5', 'CMD', 'CMD [', 'ENV a', 'FROM x', 'tutor:/x', 'tutor:/x:zz', 'always', 'on-failure',
] as const; // prettier-ignore
const text = fc.constantFrom(...texts);

/** A value of any type, where the API wants a certain one. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(null, true, false, 0, 1, -1, 0.5, 1e21, -1e21, 2 ** 31, 2 ** 53, [], {}, [null], [[]], [{}], {
    a: null,
  }),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, fc.oneof(text, fc.constantFrom(null, 0, {}, [])), { maxKeys: 2 }),
);

const limits = { Memory: 64 << 20, NanoCpus: 1e9, CpuShares: 2, PidsLimit: 9, RestartPolicy: { Name: 'no', MaximumRetryCount: 0 }, Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }], BlkioWeight: 100, CpusetCpus: '0', MemorySwap: -1 }; // prettier-ignore
const config = {
  Image: 'busybox:1.37', Cmd: ['sh', '-c', 'exit 3'], Entrypoint: null, Env: ['A=b'], Labels: { a: 'b' }, User: '', WorkingDir: '/', Tty: false, OpenStdin: true, StdinOnce: false,
  AttachStdout: true, ExposedPorts: { '80/tcp': {} }, Volumes: { '/v': {} }, Hostname: 'h', Domainname: '', StopSignal: 'TERM', StopTimeout: 1, Shell: ['sh'], OnBuild: [],
  Healthcheck: { Test: ['CMD', 'true'], Interval: 1e9, Timeout: 1e9, Retries: 1, StartPeriod: 0 },
}; // prettier-ignore
const bodies: readonly (readonly [RegExp, object])[] = [
  [
    /containers\/create/,
    {
      ...config,
      HostConfig: {
        ...limits, Binds: ['data:/d:ro'], Mounts: [{ Type: 'volume', Source: 'data', Target: '/m', ReadOnly: false, VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: 'local', Options: {} } } }, { Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 9, Mode: 7 } }],
        PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] }, NetworkMode: 'side', AutoRemove: false, Tmpfs: { '/tmp': 'size=1m' }, VolumesFrom: ['web'], ExtraHosts: ['a:1.2.3.4'], Dns: ['1.1.1.1'], CapAdd: ['ALL'], LogConfig: { Type: 'json-file', Config: {} },
        PidMode: '', IpcMode: '', UTSMode: '', Privileged: false, ReadonlyRootfs: false, SecurityOpt: [], Sysctls: {}, Links: [], Init: true, ShmSize: 0, Devices: [], GroupAdd: [],
      },
      NetworkingConfig: { EndpointsConfig: { side: { Aliases: ['x'], IPAMConfig: { IPv4Address: '172.30.0.9' }, MacAddress: '', Links: [], DriverOpts: {} } } },
    },
  ],
  [/update$/, limits],
  [/exec$/, { Cmd: ['echo', 'a'], AttachStdin: true, AttachStdout: true, Tty: false, Env: [], User: '', WorkingDir: '/', DetachKeys: '', Privileged: false, ConsoleSize: [1, 2] }],
  [/start$/, { Detach: true, Tty: false, ConsoleSize: [24, 80] }],
  [/networks\/create/, { Name: 'n', Driver: 'bridge', Internal: false, IPAM: { Driver: 'default', Options: {}, Config: [{ Subnet: '172.31.0.0/16', Gateway: '172.31.0.1', IPRange: '172.31.1.0/24', AuxiliaryAddresses: {} }] }, Labels: {}, Options: { 'com.docker.network.bridge.name': 'b' }, EnableIPv6: false, Attachable: false, ConfigFrom: { Network: '' } }],
  [/connect$/, { Container: 'web', Force: true, EndpointConfig: { Aliases: ['x'], IPAMConfig: { IPv4Address: '172.30.0.8' }, Links: [], DriverOpts: {} } }],
  [/volumes/, { Name: 'v', Driver: 'local', Labels: {}, DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' }, ClusterVolumeSpec: null }],
  [/commit/, config],
  [/auth/, { username: 'a', password: 'b', serveraddress: '' }],
  [/services/, { Name: 's', TaskTemplate: { ContainerSpec: { Image: 'busybox:1.37', Args: ['sleep', '9'], Env: [], Labels: {}, Mounts: [] }, Networks: [], RestartPolicy: { Condition: 'none' } }, Mode: { Replicated: { Replicas: 1 } }, EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 0 }] }, UpdateConfig: { Parallelism: 1, Delay: 1 } }],
  [/swarm|nodes|secrets|configs/, { ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '127.0.0.1', Spec: { Orchestration: {} }, RemoteAddrs: [], Name: 'x', Data: 'YQ==', Role: 'manager', Availability: 'active' }],
]; // prettier-ignore

/** A copy of a value in which what a number leads to is another one. */
function spoilt(whole: unknown, way: readonly number[], other: unknown): unknown {
  if (typeof whole !== 'object' || whole === null || Object.keys(whole).length === 0 || way.length === 0) return other;
  const keys = Object.keys(whole);
  const key = keys[(way[0] ?? 0) % keys.length] ?? '';
  const inner = spoilt((whole as Record<string, unknown>)[key], way.slice(1), other);
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (String(index) === key ? inner : item));
  return { ...whole, [key]: inner };
}

const way = fc.array(fc.nat(40), { minLength: 1, maxLength: 5 });
const jsonBody = (path: string): fc.Arbitrary<Uint8Array> => {
  const whole = bodies.find(([pattern]) => pattern.test(path))?.[1] ?? config;
  const one = fc.array(fc.tuple(way, value), { maxLength: 3 }).map((wishes) => wishes.reduce<unknown>((made, [to, other]) => spoilt(made, to, other), whole)); // prettier-ignore
  return fc
    .oneof({ weight: 8, arbitrary: one }, { weight: 1, arbitrary: value })
    .map((made) => Buffer.from(JSON.stringify(made)));
};

/** A header of a tar archive, with what is written in it, true or not. */
export function tarHeader(name: string, size: string, type: string, link: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write(size.slice(0, 12), 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link.slice(0, 100), 157);
  header.write('ustar\0' + '00', 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(sum.toString(8).padStart(6, '0') + '\0 ', 148);
  return header;
}

const tarName = fc.constantFrom('Dockerfile', 'a', 'a/b', '../../x', 'manifest.json', 'index.json', 'layer.tar', 'x/', '.', '', '.dockerignore', '.wh.a', '.wh..wh..opq', 'a\n', 'PaxHeader'); // prettier-ignore
const dockerfile = fc
  .array(
    fc.constantFrom(
      'FROM busybox:1.37', 'FROM busybox:1.37 AS b', 'FROM scratch', 'FROM b', 'FROM ${x:?y}', 'FROM', 'ARG x=${x}', 'ARG', 'ENV a=b c', 'ENV a', 'ENV =', 'RUN echo a >b', 'RUN exit 3', 'RUN', 'RUN ["a"', 'RUN []', 'RUN <<E\necho', 'RUN --mount=type=cache,target=/c,id=', 'RUN --mount=type=bind,from=b,source=/', 'RUN --network=none ls', 'RUN --x',
      'COPY . /x', 'COPY a', 'COPY --from=0 a b', 'COPY --from=b / /b/', 'COPY --chown=nobody:: a /', 'COPY --chmod=9z a /', 'COPY [] x', 'COPY <<E /e\nE', 'ADD a /', 'ADD ../.. /', 'USER', 'USER a:b', 'WORKDIR ${x', 'WORKDIR /x/..', 'VOLUME [""]', 'VOLUME /v', 'EXPOSE 1-99999999', 'EXPOSE 80/x', 'CMD [1]', 'CMD a', 'ENTRYPOINT []', 'HEALTHCHECK --interval=x CMD a', 'HEALTHCHECK NONE', 'HEALTHCHECK', 'STOPSIGNAL 99', 'SHELL []', 'SHELL ["a"]', 'LABEL', 'LABEL a=${b', 'ONBUILD FROM x', 'ONBUILD RUN ls', 'MAINTAINER', 'XYZ', '\\', '# escape=`', '# syntax=x', '\0', '"',
    ),
    { maxLength: 5 },
  )
  .chain((lines) => fc.constantFrom('', 'FROM busybox:1.37 AS b\n', 'FROM busybox:1.37 AS b\nARG a\n').map((first) => first + lines.join('\n'))); // prettier-ignore
const imageFile = fc
  .tuple(way, value)
  .map(([to, other]) => JSON.stringify(spoilt({ architecture: 'amd64', os: 'linux', config, history: [{ created: '2020-01-01T00:00:00Z', created_by: 'x' }], rootfs: { type: 'layers', diff_ids: ['sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef'] } }, to, other))); // prettier-ignore
const manifest = fc
  .tuple(way, value)
  .map(([to, other]) => JSON.stringify(spoilt([{ Config: 'a', RepoTags: ['tutor/made:1'], Layers: ['layer.tar'] }], to, other))); // prettier-ignore
const tarContent = fc.oneof(
  fc.constantFrom('', 'FROM', '[{"Config":"a","RepoTags":["x:1"],"Layers":["layer.tar"]}]', '[{"Config":null}]', '{}', 'null', '[null]', '**\n!\n[', '{"schemaVersion":2,"manifests":[{"digest":"sha256:x"}]}', '30 path=' + 'a'.repeat(19) + '\n', '9 size=-1\n', 'x'.repeat(2000)),
  dockerfile,
  imageFile,
); // prettier-ignore
function tarEntryOf([name, content, wrong, type, link]: readonly [
  string,
  string | Uint8Array,
  string,
  string,
  string,
]): Buffer {
  const bytes = Buffer.from(content);
  const size = wrong === '' ? bytes.length.toString(8).padStart(11, '0') : wrong;
  return Buffer.concat([tarHeader(name, size, type, link), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
const tarEntry = fc
  .tuple(tarName, tarContent, fc.constantFrom('', '', '77777777777', '-1', 'zz', '00000000000'), fc.constantFrom('0', '0', '0', '1', '2', '3', '5', '6', 'x', 'g', 'L', 'Z'), tarName)
  .map(tarEntryOf); // prettier-ignore
const file = (name: string, content: fc.Arbitrary<string | Uint8Array>): fc.Arbitrary<Buffer> =>
  content.map((bytes) => tarEntryOf([name, bytes, '', '0', '']));
/** What an archive of each use must have to be looked at any closer. */
const context = fc.tuple(file('Dockerfile', dockerfile), file('a', fc.constant('a')));
const saved = fc.tuple(file('manifest.json', manifest), file('a', imageFile), file('layer.tar', fc.constant(Buffer.alloc(1024)))); // prettier-ignore
const tarBody = (path: string): fc.Arbitrary<Uint8Array> => {
  const apt = path.endsWith('build') ? context : saved;
  return fc
    .tuple(
      fc.oneof<fc.Arbitrary<readonly Buffer[]>[]>(apt, apt, apt, fc.array(tarEntry, { maxLength: 5 })),
      fc.nat(12),
      fc.uint8Array({ maxLength: 600 }),
    )
    .map(([entries, how, noise]) => {
      const tar = Buffer.concat([...entries, Buffer.alloc(1024)]);
      if (how === 0) return Buffer.concat([...entries, noise]);
      if (how === 1) return gzipSync(tar);
      if (how === 2) return gzipSync(tar).subarray(0, 40);
      return how === 3 ? noise : tar;
    });
};

const queryNames = 'all buildargs cachefrom changes comment condition container copyUIDGID detachKeys details dockerfile extrahosts filters follow force forcerm fromImage fromSrc h id labels limit link logs message memory name names networkmode noOverwriteDirNonDir nocache noprune one-shot path pause platform ps_args pull q quiet remote repo rm scope secrets shared-size signal since size status stderr stdin stdout stream t tag tail target term timestamps type until v verbose version w'.split(' '); // prettier-ignore
const filterText = fc
  .dictionary(fc.constantFrom('label', 'name', 'status', 'until', 'type', 'id', 'ancestor', 'before', 'since', 'dangling', 'exited', 'health', 'network', 'volume', 'publish', 'expose', 'driver', 'scope', 'reference', 'event', 'container', 'is-task', 'label!', '__proto__', 'constructor'), fc.oneof(fc.array(fc.oneof(text, value), { maxLength: 2 }), fc.dictionary(text, fc.constantFrom(true, false, null, 1), { maxKeys: 2 }), value), { maxKeys: 2 })
  .map((filters) => JSON.stringify(filters)); // prettier-ignore
const query = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...queryNames), text) },
      { weight: 2, arbitrary: fc.tuple(fc.constant('filters'), filterText) },
      { weight: 1, arbitrary: fc.tuple(text, text) },
      { weight: 1, arbitrary: fc.constantFrom(['fromSrc', '-'] as const, ['path', '/'] as const, ['path', '/data'] as const, ['t', 'tutor/made:2'] as const) },
    ),
    { maxLength: 4 },
  )
  // What leads out of this machine is not for a test.
  .map((pairs) => pairs.filter(([name, said]) => name !== 'remote' && (name !== 'fromSrc' || said === '-')))
  .map((pairs) => pairs.map(([name, said]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(said))}`).join('&')); // prettier-ignore
const wellFormed = (given: string): string => given.replaceAll(/\p{Surrogate}/gu, '\ufffd');

/** What there is of each kind, so that a request gets past the door; see `stage` of the test. */
const known: readonly (readonly [RegExp, readonly string[]])[] = [
  [/containers|exec/, ['web', 'gone']],
  [/images|distribution/, ['busybox:1.37', 'nginx:1.30-alpine', 'tutor/made']],
  [/networks/, ['side', 'bridge']],
  [/volumes/, ['data']],
];

const pathOf = (pattern: string): fc.Arbitrary<string> => {
  const names = known.find(([kind]) => kind.test(pattern))?.[1] ?? ['web'];
  const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: text });
  return fc.array(name, { minLength: 3, maxLength: 3 }).map((filling) => {
    let index = 0;
    return pattern.replace(/\{[^}]+\}/g, () => encodeURIComponent(wellFormed(filling[index++] ?? '')) || 'web');
  });
};

const headers = fc
  .dictionary(fc.constantFrom('Content-Type', 'X-Registry-Auth', 'X-Registry-Config', 'Accept', 'Range', 'Accept-Encoding'), fc.constantFrom('application/json', 'application/x-tar', 'text/plain; charset=x', 'e30=', 'bm90IGpzb24=', '!!!', '', 'gzip', 'bytes=5-'), { maxKeys: 2 })
  .map((made) => ({ ...made })); // prettier-ignore

/** Odd requests to any of the routes; a few to routes that there are not. */
export function oddRequests(routes: readonly Pick<Route, 'method' | 'path'>[]): fc.Arbitrary<OddRequest> {
  // What the engine refuses whatever is asked of it needs fewer tries.
  const refused = /swarm|nodes|services|tasks|secrets|configs|plugins|session|grpc/;
  const busy = routes.filter(({ path }) => !refused.test(path));
  const any = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...busy) },
    { weight: 1, arbitrary: fc.constantFrom(...routes) },
  );
  const some = any.chain((route) => {
    const takesTar = /build$|load$|archive$|images\/create$/.test(route.path);
    const body =
      route.method === 'POST' || route.method === 'PUT'
        ? fc.oneof({ weight: takesTar ? 1 : 12, arbitrary: jsonBody(route.path) }, { weight: takesTar ? 8 : 1, arbitrary: tarBody(route.path) }, { weight: 1, arbitrary: fc.constant(new Uint8Array()) })
        : fc.constant(new Uint8Array()); // prettier-ignore
    const kind: Readonly<Record<string, string>> = takesTar ? {} : { 'Content-Type': 'application/json' };
    return fc
      .tuple(pathOf(route.path), fc.constantFrom('', '/v1.24', '/v1.41', '/v1.45', '/v1.45'), query, headers, body)
      .map(([path, version, asked, more, bytes]) => ({
        method: route.method,
        url: `${version}${path}${asked === '' ? '' : `?${asked}`}`,
        headers: { ...kind, ...more },
        body: bytes,
      }));
  });
  const none = fc
    .tuple(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'), fc.array(text, { maxLength: 4 }))
    .map(([method, parts]) => ({ method, url: `/${parts.map((part) => encodeURIComponent(wellFormed(part))).join('/')}`, headers: {}, body: new Uint8Array() })); // prettier-ignore
  return fc.oneof({ weight: 30, arbitrary: some }, { weight: 1, arbitrary: none });
}
