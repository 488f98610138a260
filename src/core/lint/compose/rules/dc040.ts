import type { Problem, Rule } from '../../rule';
import { itemsOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { publishedBy } from '../ports';

/** Port that is published on every address. */
export const dc040: Rule<ComposeFile> = {
  code: 'DC040',
  aliases: ['no-unbound-port-interfaces'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Port open to the whole network', zh: '端口对整个网络开放' },
  message: {
    en: 'Port {port} is open on every address of the host, past its firewall: 127.0.0.1 keeps it to this machine.',
    zh: '端口 {port} 在主机的所有地址上开放，并绕过防火墙；写上 127.0.0.1 就只对本机开放。',
  },
  why: {
    en: 'Without an address Docker publishes on all of them, and its own firewall rules come before those of `ufw` or `firewalld`. What only you, or a proxy on the same machine, shall reach gets the address 127.0.0.1.',
    zh: '不写地址，Docker 就在所有地址上发布端口，而且它的防火墙规则排在 `ufw`、`firewalld` 之前。只给自己或本机代理用的端口，请写上 127.0.0.1。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const service of file.services) {
      if (service.has('network_mode')) continue;
      for (const { value } of itemsOf(service.entry('ports')?.value)) {
        const found = value?.kind === 'scalar' ? problem(value) : undefined;
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    ports:\n      - "«8080»:80"\n',
        fixed: 'services:\n  web:\n    build: .\n    ports:\n      - "127.0.0.1:8080:80"\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    ports: ["127.0.0.1:8080:80", "[::1]:8080:80", 80, "${PORT}:80"]\n    expose: ["80"]\n',
    ],
  },
};

function problem(scalar: Scalar): Problem | undefined {
  const [port] = publishedBy(scalar);
  if (port === undefined || port.address !== '' || /^(?:0\.|\[)/.test(scalar.text)) return undefined;
  const title = { en: 'Publish on 127.0.0.1 only', zh: '只在 127.0.0.1 上发布' };
  const edits = [{ span: { start: port.span.start, end: port.span.start }, text: '127.0.0.1:' }];
  const fix = scalar.inner === undefined ? undefined : { title, edits, safe: false };
  return { span: port.span, args: { port: port.host.from }, fix };
}
