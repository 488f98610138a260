import type { Fix, Rule } from '../../rule';
import { removeEntry } from '../../yaml/edits';
import type { Entry } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import type { Service } from '../service';

/** Host network together with published ports. */
export const dc015: Rule<ComposeFile> = {
  code: 'DC015',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Host network with ports', zh: 'host 网络模式下的 ports' },
  message: {
    en: 'With network_mode: host this service uses the ports of the host itself; this list is dropped.',
    zh: '网络模式为 host 时，服务直接使用主机的端口，这里的 ports 会被丢弃。',
  },
  why: {
    en: 'Publishing leads a port of the host to a network that the container has of its own. In host mode it has none: what the program listens on is open on the host, under that very number, and a mapping such as `8080:80` changes nothing. Without host mode, services also reach each other by name.',
    zh: '发布端口，是把主机的端口转到容器自己的网络里。host 模式下容器没有自己的网络：程序监听哪个端口，主机上开放的就是哪个端口，`8080:80` 这样的映射不起作用。去掉 host 模式，服务之间还能用名字互相访问。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const service of file.services) {
      const ports = service.entry('ports');
      const isEmpty = ports?.value?.kind !== 'sequence' || ports.value.items.length === 0;
      if (ports === undefined || isEmpty || service.text('network_mode') !== 'host') continue;
      yield { span: ports.key.part(), fix: dropped(file, service, ports) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    network_mode: host\n    «ports»:\n      - "8080:80"\n    restart: always\n',
        fixed: 'services:\n  web:\n    build: .\n    network_mode: host\n    restart: always\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    «ports»: ["8080:80"] # web\n    network_mode: "host"\n',
        fixed: 'services:\n  web:\n    build: .\n    # web\n    network_mode: "host"\n',
      },
      {
        text: 'x-host: &host\n  network_mode: host\nservices:\n  web:\n    <<: *host\n    build: .\n    «ports»:\n      - target: 80\n        published: 8080',
        fixed: 'x-host: &host\n  network_mode: host\nservices:\n  web:\n    <<: *host\n    build: .',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    network_mode: host\n    expose: ["80"]\n    ports: []\n',
      'services:\n  web:\n    build: .\n    network_mode: ${MODE:-host}\n    ports: ["8080:80"]\n',
      'services:\n  web:\n    network_mode: host\n    ports: !reset ["8080:80"]\n',
    ],
  },
};

function dropped(file: ComposeFile, service: Service, ports: Entry): Fix | undefined {
  const removal = removeEntry(file, service.body, ports);
  const title = { en: 'Drop ports', zh: '删除 ports' };
  return removal && { title, edits: [removal.edit], safe: removal.isSafe };
}
