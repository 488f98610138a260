import type { Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { mountsIn } from '../mounts';

/** The engine's socket in a container. */
export const dc055: Rule<ComposeFile> = {
  code: 'DC055',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Docker socket in a container', zh: '容器挂载了 Docker 套接字' },
  message: {
    en: 'Whoever gets into this container has the engine, and with it all rights on the host; :ro does not help.',
    zh: '谁进入这个容器，就控制了引擎，也就有了主机的全部权限；加 :ro 也没用。',
  },
  why: {
    en: 'The engine runs as root and does what it is told through its socket: a container can be started that mounts the whole host. Read-only concerns the file, not what is said through it. Proxies and monitors that need a part of the API can be given a filter in between.',
    zh: '引擎以 root 运行，套接字里说什么它就做什么：完全可以启动一个挂载整个主机的容器。只读只管那个文件，管不了通过它发出的请求。只需要部分 API 的代理和监控程序，可以在中间放一个过滤代理。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const service of file.services) {
      for (const { source, scalar } of mountsIn(service.entry('volumes')?.value)) {
        if (source === undefined || !/^(?:\/var)?\/run\/docker\.sock$/.test(source) || scalar === undefined) continue;
        yield { span: scalar.part(0, source.length) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  proxy:\n    image: traefik:3.5\n    volumes:\n      - «/var/run/docker.sock»:/var/run/docker.sock:ro\n',
      },
    ],
    good: ['services:\n  web:\n    build: .\n    volumes: [./run:/var/run, /var/run/other.sock:/other.sock]\n'],
  },
};
