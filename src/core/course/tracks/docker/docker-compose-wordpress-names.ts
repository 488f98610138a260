import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { allOf, anyOf, matches, not } from '../../match';

const conf: Probe = { source: 'file', path: 'wp.conf', as: 'text' };

/** What is no comment. */
const code = (pattern: RegExp): RegExp => new RegExp(`^[^#\\n]*${pattern.source}`, 'm');
const end = /(?::80)?(?:\/|\s|;)/.source;

/** nginx reaches WordPress by its name: directly, by an upstream, or by a variable. */
const byName = anyOf(
  matches(code(new RegExp(`proxy_pass\\s+http:\\/\\/wordpress${end}`))),
  matches(
    /^[^#\n]*upstream\s+([\w.-]+)\s*\{[^}]*\bserver\s+wordpress(?::80)?\s*;[^]*^[^#\n]*proxy_pass\s+http:\/\/\1\b/m,
  ),
  matches(/^[^#\n]*set\s+\$(\w+)\s+"?(?:http:\/\/)?wordpress\b[^]*^[^#\n]*proxy_pass\s+(?:http:\/\/)?\$\1\b/m),
);
const address = matches(code(/\b\d+\.\d+\.\d+\.\d+/));

/** Where nginx passes the requests on to. */
export const wordpressNames: Condition = {
  id: 'names',
  title: { en: 'wp.conf passes requests on to the service wordpress', zh: 'wp.conf 把请求转给服务 wordpress' },
  when: 'now',
  expect: [{ probe: conf, shape: allOf(byName, not(matches(code(/\b172\.\d/)))) }],
  told: [
    {
      id: 'address',
      probe: conf,
      shape: address,
      text: {
        en: 'That address belonged to one container on one day; write the service name: `proxy_pass http://wordpress;`.',
        zh: '这个地址只在某一天属于某一个容器；请写服务名：`proxy_pass http://wordpress;`。',
      },
    },
    {
      id: 'localhost',
      probe: conf,
      shape: matches(code(/proxy_pass\s+https?:\/\/localhost/)),
      text: {
        en: 'Inside proxy, localhost is proxy itself; write the service name: `proxy_pass http://wordpress;`.',
        zh: '在 proxy 里，localhost 就是 proxy 自己；请写服务名：`proxy_pass http://wordpress;`。',
      },
    },
    {
      id: 'other-port',
      probe: conf,
      shape: matches(code(/proxy_pass\s+http:\/\/wordpress:(?!80\b)/)),
      text: {
        en: 'Between services the port of the container counts: WordPress listens on 80, which may be left out.',
        zh: '服务之间用的是容器的端口：WordPress 监听 80，可以省略不写。',
      },
    },
    {
      id: 'other-name',
      probe: conf,
      shape: matches(code(/proxy_pass\s/)),
      text: {
        en: '`proxy_pass` names something that is no service of this exercise; the service is called `wordpress`.',
        zh: '`proxy_pass` 写的不是本练习里的服务；服务名叫 `wordpress`。',
      },
    },
  ],
};
