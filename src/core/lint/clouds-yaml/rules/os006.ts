import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { loginOf, type CloudsFile } from '../file';

/** An address without a scheme, which the HTTP library of the client refuses. */
export const os006: Rule<CloudsFile> = {
  code: 'OS006',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'auth_url without http:// or https://', zh: 'auth_url 缺少 http:// 或 https://' },
  message: {
    en: '"{url}" does not begin with http:// or https://: no client can call it.',
    zh: '“{url}”没有以 http:// 或 https:// 开头，客户端无法访问。',
  },
  why: {
    en: '`auth_url` is the address of Keystone as a browser would want it: scheme, host, port and mostly the path `/v3`. Without the scheme nobody knows whether the connection is to be encrypted, and the client stops with "No scheme supplied" or finds no version of the API.',
    zh: '`auth_url` 是 Keystone 的完整地址，和浏览器里写的一样：协议、主机、端口，通常还有路径 `/v3`。缺少协议，就不知道连接是否加密，客户端会报“No scheme supplied”，或者找不到 API 版本。',
  },
  lesson: 'openstack/lab',
  *check({ clouds }) {
    for (const cloud of clouds) {
      const url = scalarOf(loginOf(cloud, 'auth_url')?.value);
      if (url === undefined || url.style === 'block' || !/^[A-Za-z0-9/]/.test(url.text)) continue;
      if (!/^https?:\/\//i.test(url.text)) yield { span: url.part(), args: { url: brief(url.text, 40) } };
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    auth:\n      auth_url: «controller:5000/v3»\n      user_id: a\n      project_id: b\n',
      },
      {
        text: 'clouds:\n  lab:\n    auth:\n      auth_url: «http:/controller:5000/v3»\n      user_id: a\n      project_id: b\n',
      },
    ],
    good: [
      'clouds:\n  a:\n    auth:\n      auth_url: http://[2001:db8::1]:5000/v3\n      user_id: a\n      project_id: b\n  b:\n    auth:\n      auth_url: $OS_AUTH_URL\n      user_id: a\n      project_id: b\n',
    ],
  },
};
