import type { Rule } from '../../rule';
import { entriesOf, itemsOf } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { dropped } from '../removal';

/** A network mode together with networks. */
export const dc014: Rule<ComposeFile> = {
  code: 'DC014',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'network_mode with networks', zh: 'network_mode 与 networks 同时出现' },
  message: {
    en: 'With network_mode this service has no networks of its own to join: Compose refuses both together.',
    zh: '用了 network_mode，服务就没有自己的网络可加入：两者并存会被 Compose 拒绝。',
  },
  why: {
    en: '`network_mode` puts the container into a network that exists already: that of the host, of another container, or none. `networks` gives it one or more of its own. A container can have the one or the other.',
    zh: '`network_mode` 让容器直接使用已有的网络：主机的、另一个容器的，或者没有网络。`networks` 则是给它自己的网络。两者只能选一个。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const service of file.services) {
      const networks = service.entry('networks');
      const count = entriesOf(networks?.value).length + itemsOf(networks?.value).length;
      if (networks === undefined || count === 0 || (service.text('network_mode') ?? '') === '') continue;
      const title = { en: 'Drop networks', zh: '删除 networks' };
      yield { span: networks.key.part(), covers: networks.span, fix: dropped(file, service.body, networks, title) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    network_mode: host\n    «networks»: [front]\nnetworks:\n  front:\n',
        fixed: 'services:\n  web:\n    build: .\n    network_mode: host\nnetworks:\n  front:\n',
      },
      {
        text: 'services:\n  vpn:\n    build: ./vpn\n  web:\n    build: .\n    «networks»:\n      default:\n        aliases: [www]\n    network_mode: service:vpn\n',
        fixed: 'services:\n  vpn:\n    build: ./vpn\n  web:\n    build: .\n    network_mode: service:vpn\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    network_mode: host\n    networks: []\n  api:\n    build: ./api\n    networks: [default]\n',
    ],
  },
};
