import type { JsonFile } from '../../json/file';
import { brief, type Rule } from '../../rule';
import { entriesOf, hostOf, isLoopback } from '../read';

/** A registry whose answers nobody can check. */
export const sh055: Rule<JsonFile> = {
  code: 'SH055',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Insecure registry on the network', zh: '网络上的不安全镜像仓库' },
  message: {
    en: 'Nobody checks who answers as {host}: on the way, images can be changed and passwords read.',
    zh: '访问 {host} 时不核实对方身份：镜像和密码在途中可能被读取或篡改。',
  },
  why: {
    en: 'For these registries dockerd accepts any certificate, and falls back to plain http. On a network of your own, for a test, that may do. Anywhere else give the registry a certificate and put its CA into `/etc/docker/certs.d/<host:port>/ca.crt`: then it needs no entry here. Loopback addresses need none either.',
    zh: '对这些仓库，dockerd 接受任何证书，还会退回到明文 http。在自己的网络里临时测试，这样也许可以；其他场合请给仓库配上证书，把它的 CA 放到 `/etc/docker/certs.d/<host:port>/ca.crt`，这里就不需要条目了。本机回环地址同样不需要。',
  },
  lesson: 'docker/registry',
  *check(file) {
    for (const { value, span } of entriesOf(file, 'insecure-registries')) {
      const host = hostOf(value);
      if (host !== '' && !isLoopback(host)) yield { span, args: { host: brief(value, 32) } };
    }
  },
  examples: {
    bad: [
      { text: '{ "insecure-registries": ["«192.168.56.11:5000»"] }\n' },
      { text: '{ "insecure-registries": ["127.0.0.0/8", "«registry.example:5000»"] }\n' },
    ],
    good: ['{ "insecure-registries": ["localhost:5000", "127.0.0.1", "127.0.0.0/8", "[::1]:5000", "::1/128"] }\n'],
  },
};
