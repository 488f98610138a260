import type { Rule } from '../../rule';
import type { NginxFile } from '../file';

/** A proxy to the address that Docker gave a container. */
export const sh070: Rule<NginxFile> = {
  code: 'SH070',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Address of a container', zh: '写死了容器地址' },
  message: {
    en: '{address} is an address of a container: it changes when the container is made anew.',
    zh: '{address} 是容器的地址：容器重建之后就会变。',
  },
  why: {
    en: 'Docker hands out the addresses of its default networks in the order in which containers start. After a restart another container may have this one, and nginx sends requests to it. In a network of your own the name of a container or of a Compose service always leads to the right one.',
    zh: 'Docker 默认网络里的地址按容器启动的顺序分配。重启之后，这个地址可能属于另一个容器，nginx 就会把请求发错地方。在自定义网络里，用容器名或 Compose 的服务名总能找到正确的容器。',
  },
  lesson: 'docker/networks',
  *check({ directives }) {
    for (const { name, words, around } of directives) {
      const isTarget = /^(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/.test(name);
      if (!isTarget && !(name === 'server' && around.at(-1) === 'upstream')) continue;
      const [word] = words;
      const found = word && /^(?:\w+:\/\/)?(172\.(?:1[7-9]|2\d|3[01])\.\d{1,3}\.\d{1,3})(?=[:/]|$)/.exec(word.text);
      if (!word || !found?.[1]) continue;
      const start = word.span.start + (word.isQuoted ? 1 : 0) + found[0].length - found[1].length;
      yield { span: { start, end: start + found[1].length }, args: { address: found[1] } };
    }
  },
  examples: {
    bad: [
      { text: 'server {\n  location / {\n    proxy_pass http://«172.17.0.8»:8080/;\n  }\n}\n' },
      { text: 'upstream app {\n  server «172.18.0.3»:9000 weight=2;\n}\n' },
    ],
    good: [
      'upstream app {\n  server app:9000;\n  server 10.0.0.8;\n}\nserver {\n  # proxy_pass http://172.17.0.8;\n  allow 172.17.0.0/16;\n  location / { proxy_pass http://app; }\n}\n',
    ],
  },
};
