import { brief, type Fix, type Rule } from '../../rule';
import { appendItem } from '../../yaml/edits';
import { variablesIn, type Variable } from '../environment';
import { isOpen, namesIn, type ComposeFile } from '../file';
import type { Service } from '../service';

/** Service that cannot be reached. */
export const dc035: Rule<ComposeFile> = {
  code: 'DC035',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Service on another network', zh: '要访问的服务在别的网络里' },
  message: {
    en: '"{service}" cannot be found from here: the two services share no network.',
    zh: '在这里找不到“{service}”：两个服务没有共同的网络。',
  },
  why: {
    en: 'Names of services are known on the networks that both have joined. A service that lists `networks` leaves the default one, unless `default` is in its list. Let one of the two join a network of the other.',
    zh: '服务名只在双方都加入的网络里有效。服务一旦写了 `networks`，就不再属于默认网络，除非列表里写上 `default`。让其中一方加入另一方的网络即可。',
  },
  lesson: 'docker/compose',
  *check(file) {
    if (!file.isWhole) return;
    for (const service of file.services) {
      const mine = networksOf(service);
      if (mine === undefined) continue;
      for (const variable of variablesIn(service.entry('environment')?.value)) {
        const { name = service.name, start = 0 } = hostIn(variable) ?? {};
        const theirs = name === service.name ? undefined : networksOf(file.service(name));
        if (theirs === undefined || theirs.some((one) => mine.includes(one))) continue;
        const span = variable.part(start, start + name.length);
        yield { span, args: { service: brief(name) }, fix: joinIn(file, service, theirs[0]) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      API: http://«api»:3000/\n    networks:\n      - front\n  api:\n    build: ./api\n    networks: [back]\nnetworks:\n  front:\n  back:\n',
        fixed:
          'services:\n  web:\n    build: .\n    environment:\n      API: http://api:3000/\n    networks:\n      - front\n      - back\n  api:\n    build: ./api\n    networks: [back]\nnetworks:\n  front:\n  back:\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    environment: ["API_HOST=«api»"]\n  api:\n    build: ./api\n    networks: [back]\nnetworks:\n  back:\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment: { API: "http://api:3000", MODE: db, NAME: store }\n    networks: [default, back]\n  api:\n    build: ./api\n    networks: [back]\n  db:\n    build: ./db\n    networks: [hidden]\n  store:\n    build: ./store\n    network_mode: none\nnetworks:\n  back:\n  hidden:\n',
    ],
  },
};

/** The networks of a service; nothing when it has none of its own, or when variables name them. */
function networksOf(service: Service | undefined): readonly string[] | undefined {
  if (service === undefined || service.has('network_mode') || service.has('links') || service.has('extra_hosts'))
    return undefined;
  const names = service.valuesOf('networks').flatMap((value) => namesIn(value).map(({ name }) => name.text));
  if (names.some((name) => isOpen(name))) return undefined;
  return names.length === 0 ? ['default'] : names;
}

/** The host of an address, or of a variable that is named for a host. */
function hostIn({ name, value }: Variable): { readonly name: string; readonly start: number } | undefined {
  const address = /^[a-z][a-z0-9+]*:\/\/(?:[^/@\s]*@)?(?<host>[A-Za-z][\w-]*)(?=[:/]|$)/.exec(value);
  const host = address?.groups?.['host'];
  if (address !== null && host !== undefined) return { name: host, start: address[0].length - host.length };
  const isHost = /(?:^|_)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i.test(name);
  const plain = isHost ? /^[A-Za-z][\w-]*(?=:\d+$|$)/.exec(value)?.[0] : undefined;
  return plain === undefined ? undefined : { name: plain, start: 0 };
}

function joinIn(file: ComposeFile, service: Service, network: string | undefined): Fix | undefined {
  const entry = service.entry('networks');
  if (network === undefined || network === 'default' || entry?.value?.kind !== 'sequence' || entry.isAlias)
    return undefined;
  const edit = appendItem(file, entry.value, network);
  const title = { en: `Join the network "${brief(network)}"`, zh: `加入网络“${brief(network)}”` };
  return edit && { title, edits: [edit], safe: false };
}
