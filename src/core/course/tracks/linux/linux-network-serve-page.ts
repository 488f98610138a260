import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, contains, every, exists, not, oneOf, some } from '../../match';

const port: Probe = { source: 'port', port: 18_080 };
const home: Probe = { source: 'http', port: 18_080, path: '/' };

const token = 'amber-heron-4711';
const loopback = anyOf('127.0.0.1', '::1');

/** The right folder is served: seen once, because the server is stopped in the end. */
export const page: Condition = {
  id: 'page',
  title: { en: 'The site was seen on port 18080', zh: '在 18080 端口看到了网站' },
  when: 'once',
  expect: [{ probe: home, shape: { status: 200, body: contains(token) } }],
  told: [
    {
      id: 'refused',
      probe: home,
      shape: { failure: 'refused' },
      text: {
        en: 'Nothing listens on 127.0.0.1:18080. Start the server in a second terminal, leave it running, and check again.',
        zh: '127.0.0.1:18080 上没有程序在监听。请在另一个终端里启动服务器，让它一直运行，然后重新检查。',
      },
    },
    {
      id: 'not-found',
      probe: home,
      shape: { status: 404 },
      text: {
        en: 'A server answers, but 404: there is no `index.html` in the folder that it serves.',
        zh: '服务器有应答，但返回 404：它提供的目录里没有 `index.html`。',
      },
    },
    {
      id: 'other-folder',
      probe: home,
      shape: { status: 200 },
      text: {
        en: 'A server answers with another page: it serves another folder. Start it with `--directory site`, or in the folder `site`.',
        zh: '服务器返回的是别的页面：它提供的是另一个目录。请加上 `--directory site`，或者先进入 `site` 再启动。',
      },
    },
    {
      id: 'no-page',
      probe: home,
      shape: exists,
      text: {
        en: 'Something listens on port 18080, but it does not answer as a web server does. Look who it is: `ss -tlnp`.',
        zh: '18080 端口上有程序在监听，但不像 Web 服务器那样应答。看看是谁：`ss -tlnp`。',
      },
    },
  ],
};

/** It is bound to the loopback address alone. */
export const bound: Condition = {
  id: 'bound',
  title: { en: 'Only this machine could reach it', zh: '只有本机能访问它' },
  when: 'once',
  expect: [{ probe: port, shape: { state: 'open', addresses: every(loopback) } }],
  // macOS does not tell who listens where.
  or: [[{ probe: port, shape: { state: 'open', addresses: absent } }]],
  told: [
    {
      id: 'everywhere',
      probe: port,
      shape: { addresses: some(oneOf('0.0.0.0', '::')) },
      text: {
        en: 'It listens on every address, so everybody in your network can read it. Stop it and start it again with `--bind 127.0.0.1`.',
        zh: '它监听在所有地址上，同一网络里的任何人都能读到。请停掉它，加上 `--bind 127.0.0.1` 重新启动。',
      },
    },
    {
      id: 'other-address',
      probe: port,
      shape: { addresses: some(not(loopback)) },
      args: { addresses: { probe: port, path: ['addresses'] } },
      text: {
        en: 'It listens on {addresses}, which others can reach. Bind it to 127.0.0.1 alone.',
        zh: '它监听在 {addresses}，别人也能访问。请只绑定到 127.0.0.1。',
      },
    },
    {
      id: 'refused',
      probe: port,
      shape: { state: 'refused' },
      text: {
        en: 'Nothing listens on port 18080 now. Start the server again and check while it runs.',
        zh: '现在 18080 端口没有程序监听。请重新启动服务器，并在它运行时检查。',
      },
    },
  ],
};

/** After it was seen, the server is gone. */
export const stopped: Condition = {
  id: 'stopped',
  title: { en: 'The server is stopped', zh: '服务器已经停止' },
  when: 'now',
  after: 'page',
  expect: [{ probe: port, shape: { state: 'refused' } }],
  told: [
    {
      id: 'others',
      probe: port,
      shape: { state: 'open', pid: absent, addresses: exists },
      text: {
        en: 'Port 18080 is open, but the program is not yours. `sudo ss -tlnp` names it; choose whether to stop it.',
        zh: '18080 端口还开着，但占用它的程序不属于你。`sudo ss -tlnp` 会显示是谁；由你决定要不要停掉它。',
      },
    },
    {
      id: 'by-pid',
      probe: port,
      shape: { state: 'open', pid: exists },
      args: { pid: { probe: port, path: ['pid'] } },
      text: {
        en: 'The page was seen; now stop the server: Ctrl+C in its terminal, or `kill {pid}`.',
        zh: '页面已经看到了，现在请停掉服务器：在它的终端里按 Ctrl+C，或者 `kill {pid}`。',
      },
    },
    {
      id: 'running',
      probe: port,
      shape: { state: 'open' },
      text: {
        en: 'The page was seen; now stop the server: Ctrl+C in its terminal.',
        zh: '页面已经看到了，现在请停掉服务器：在它的终端里按 Ctrl+C。',
      },
    },
  ],
};
