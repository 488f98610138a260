import { fill } from '../../../text';
import { brief, type Fix, type Rule, type Span } from '../../rule';
import { itemsOf, mappingOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import type { Service } from '../service';

// What Docker gives its own networks: /16 each, counted from the bottom. The first address is the host's.
const container =
  /(?<![\d.])172\.(?:1[7-9]|2\d|3[01])\.0\.(?:[2-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])(?![\d.]|\/\d{1,2}\b)/g;

/** Address of a container. */
export const dc034: Rule<ComposeFile> = {
  code: 'DC034',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Address of a container', zh: '写死的容器地址' },
  message: {
    en: '{address} is what a container got today; after the next start another one may have it. Use the name.',
    zh: '{address} 只是某个容器这次拿到的地址，下次启动可能就归别的容器了：请用服务名。',
  },
  why: {
    en: 'Docker hands out the addresses of a network in the order in which containers start. A recreated container, a changed order, another project: and the address leads nowhere, or to somebody else. The name of a service always leads to its containers.',
    zh: 'Docker 按容器启动的先后分配网络里的地址。重建一个容器、换个启动顺序、多一个项目，这个地址就会失效，甚至指向别的容器。服务名则始终指向它自己的容器。',
  },
  lesson: 'docker/networks',
  *check(file) {
    if (choosesAddresses(file)) return;
    for (const service of file.services) {
      for (const scalar of textsOf(service)) {
        for (const { index, 0: address } of scalar.text.matchAll(container)) {
          const span = scalar.part(index, index + address.length);
          yield { span, args: { address }, fix: otherService(file, service, span, scalar) };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      API: http://«172.17.0.7»:3000/v1\n  api:\n    build: ./api\n',
        fixed:
          'services:\n  web:\n    build: .\n    environment:\n      API: http://api:3000/v1\n  api:\n    build: ./api\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    command: ["serve", "--upstream=«172.18.0.3»"]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment:\n      PROXIES: 172.18.0.0/16,172.18.0.5/32\n      GATEWAY: 172.17.0.1\n      SERVER: 172.16.8.20\n      VERSION: 172.17.0.7.1\n',
      'services:\n  web:\n    build: .\n    environment: { DNS: 172.20.0.5 }\nnetworks:\n  default:\n    ipam:\n      config:\n        - subnet: 172.20.0.0/16\n',
      'services:\n  web:\n    build: .\n    environment: { DB: 172.20.0.5 }\n    networks: [office]\nnetworks:\n  office: { external: true }\n',
    ],
  },
};

/** Networks with addresses of their own, in this file or elsewhere, may well have fixed ones. */
function choosesAddresses({ root, services, isWhole }: ComposeFile): boolean {
  const networks = [...(mappingOf(root?.get('networks'))?.all.values() ?? [])].map(({ value }) => mappingOf(value));
  const isForeign = networks.some((one) => one?.all.has('ipam') === true || one?.all.has('external') === true);
  const joined = services.flatMap((one) => [...(mappingOf(one.get('networks'))?.all.values() ?? [])]);
  return !isWhole || isForeign || joined.some(({ value }) => mappingOf(value)?.all.has('ipv4_address') === true);
}

function textsOf(service: Service): readonly Scalar[] {
  return ['environment', 'command', 'entrypoint', 'extra_hosts'].flatMap((key) => {
    const value = service.entry(key)?.value;
    const entries = [...(mappingOf(value)?.all.values() ?? []), ...itemsOf(value)];
    return [value, ...entries.map((entry) => entry.value)].filter((one) => one?.kind === 'scalar');
  });
}

/** With one other service, there is no doubt which one is meant. */
function otherService(file: ComposeFile, service: Service, span: Span, scalar: Scalar): Fix | undefined {
  const [other, ...more] = file.services.filter((one) => one !== service);
  const isHosts = service.entry('extra_hosts') !== undefined;
  if (other === undefined || more.length > 0 || span === scalar.span || isHosts) return undefined;
  const title = fill({ en: 'Use the service "{name}"', zh: '改用服务“{name}”' }, { name: brief(other.name) });
  return { title, edits: [{ span, text: other.name }], safe: false };
}
