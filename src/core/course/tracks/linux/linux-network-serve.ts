import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, anyOf, atLeast, exists, lines, matches, none, not, sameAs, some, allOf } from '../../match';
import { bound, page, stopped } from './linux-network-serve-page';

const evidence = (name: string): Probe => ({ source: 'file', path: `evidence/${name}`, as: 'text' });
const facts: Probe = { source: 'file', path: 'facts.yaml', as: 'yaml' };
const routes: Probe = { source: 'host', path: '/proc/net/route', as: 'routes' };

// ss writes LISTEN first and no name, lsof writes (LISTEN) last and perhaps localhost.
const listening = /(?=.*\bLISTEN\b)(?=.*(?:127\.0\.0\.1|\[::1\]|localhost)[:.](?:18080)\b)/;
const ipv4 = matches(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/);

const listen: Condition = {
  id: 'listen',
  title: { en: 'The listening socket is recorded', zh: '记录了监听的套接字' },
  when: 'now',
  expect: [{ probe: evidence('listen.txt'), shape: lines(listening) }],
  told: [
    {
      id: 'absent',
      probe: evidence('listen.txt'),
      shape: absent,
      text: {
        en: '`evidence/listen.txt` is not there or empty. While the server runs: `ss -tlnp > evidence/listen.txt`.',
        zh: '`evidence/listen.txt` 不存在或者是空的。请在服务器运行时执行 `ss -tlnp > evidence/listen.txt`。',
      },
    },
    {
      id: 'connections',
      probe: evidence('listen.txt'),
      shape: allOf(lines(/ESTAB/), not(lines(/LISTEN/))),
      text: {
        en: 'These are connections (`ESTAB`), not listeners: the option `-l` shows listening sockets.',
        zh: '这些是已建立的连接（`ESTAB`），不是监听：加上 `-l` 选项才显示监听的套接字。',
      },
    },
    {
      id: 'everywhere',
      probe: evidence('listen.txt'),
      shape: lines(/(?=.*LISTEN)(?=.*(?:0\.0\.0\.0|\*|\[::\]):18080\b)/),
      text: {
        en: 'The file shows a server on every address. Record the one that is bound to 127.0.0.1.',
        zh: '文件里显示的服务器监听在所有地址上。请记录绑定到 127.0.0.1 的那个。',
      },
    },
    {
      id: 'no-line',
      probe: evidence('listen.txt'),
      shape: exists,
      text: {
        en: 'No line shows `LISTEN` and `127.0.0.1:18080`. Was the server running, and did you add `-n`, so that ports stay numbers?',
        zh: '没有哪一行同时有 `LISTEN` 和 `127.0.0.1:18080`。当时服务器在运行吗？加了 `-n`（端口保持数字）吗？',
      },
    },
  ],
};

const headers: Condition = {
  id: 'headers',
  title: { en: 'The headers of /health.txt are recorded', zh: '记录了 /health.txt 的响应头' },
  when: 'now',
  expect: [
    {
      probe: evidence('headers.txt'),
      shape: allOf(
        lines(/^(?:< )?HTTP\/[123](?:\.[01])? 200/),
        lines(/^(?:< )?content-type:/i),
        not(matches(/<html/i)),
      ),
    },
  ],
  told: [
    {
      id: 'absent',
      probe: evidence('headers.txt'),
      shape: absent,
      text: {
        en: '`evidence/headers.txt` is not there or empty: `curl -I http://127.0.0.1:18080/health.txt > evidence/headers.txt`.',
        zh: '`evidence/headers.txt` 不存在或者是空的：`curl -I http://127.0.0.1:18080/health.txt > evidence/headers.txt`。',
      },
    },
    {
      id: 'not-found',
      probe: evidence('headers.txt'),
      shape: lines(/^(?:< )?HTTP\/\S+ 404/),
      text: {
        en: 'The server said 404: the path is `/health.txt`, below the folder `site` that it serves.',
        zh: '服务器返回了 404：路径是 `/health.txt`，位于它提供的 `site` 目录之下。',
      },
    },
    {
      id: 'body',
      probe: evidence('headers.txt'),
      shape: exists,
      text: {
        en: 'That is not what the headers look like: they begin with `HTTP/1.0 200 OK`. `curl -I` prints headers only.',
        zh: '这不是响应头：响应头以 `HTTP/1.0 200 OK` 开头。`curl -I` 只打印响应头。',
      },
    },
  ],
};

const conflict: Condition = {
  id: 'conflict',
  title: { en: 'The error of the second server is kept', zh: '保存了第二个服务器的报错' },
  when: 'now',
  expect: [
    {
      probe: evidence('conflict.txt'),
      shape: matches(/address already in use|EADDRINUSE|\[?errno (?:98|48)\b|\((?:98|48): |地址已(?:被|在)使用/i),
    },
  ],
  told: [
    {
      id: 'absent',
      probe: evidence('conflict.txt'),
      shape: absent,
      text: {
        en: '`evidence/conflict.txt` is not there or empty. The error goes to stderr: write it with `2>`, and start the second server while the first one runs.',
        zh: '`evidence/conflict.txt` 不存在或者是空的。报错走的是 stderr：要用 `2>` 写入，而且要在第一个服务器运行时启动第二个。',
      },
    },
    {
      id: 'started',
      probe: evidence('conflict.txt'),
      shape: lines(/^Serving HTTP/),
      text: {
        en: 'This server started: the other one did not run, or had another port or address. Two on one address and port cannot be.',
        zh: '这个服务器启动成功了：另一个当时没有运行，或者端口、地址不同。同一个地址和端口不可能有两个。',
      },
    },
    {
      id: 'other-error',
      probe: evidence('conflict.txt'),
      shape: exists,
      text: {
        en: 'That is another error. Start the second server with the same command as the first; it says `Address already in use`.',
        zh: '这是别的错误。请用和第一个一样的命令启动第二个服务器，它会说 `Address already in use`。',
      },
    },
  ],
};

const answers: Condition = {
  id: 'facts',
  title: { en: 'The facts of your machine are right', zh: '本机的各项事实正确' },
  when: 'now',
  expect: [
    {
      probe: facts,
      shape: { gateway: anyOf(ipv4, 'none'), loopbackName: matches(/^localhost\b/), refused: atLeast(1) },
    },
  ],
  told: [
    {
      id: 'open',
      probe: facts,
      shape: anyOf({ gateway: absent }, { loopbackName: absent }, { refused: absent }),
      text: {
        en: 'An answer in `facts.yaml` is still empty. `ip route`, `getent hosts 127.0.0.1`, and `echo $?` right after `nc` or `curl`.',
        zh: '`facts.yaml` 里还有没填的答案。用 `ip route`、`getent hosts 127.0.0.1`，以及紧跟在 `nc` 或 `curl` 后面的 `echo $?`。',
      },
    },
    {
      id: 'zero',
      probe: facts,
      shape: { refused: 0 },
      text: {
        en: '0 would mean that something listens on 18079. A refused connection is status 1 of `nc` and 7 of `curl`; `echo $?` must come right after it.',
        zh: '0 表示有程序在监听 18079。连接被拒绝时，`nc` 的退出状态是 1，`curl` 是 7；`echo $?` 必须紧跟在它后面。',
      },
    },
    {
      id: 'not-a-status',
      probe: facts,
      shape: { refused: not(atLeast(1)) },
      text: {
        en: '`refused` is a number: the exit status that `echo $?` prints.',
        zh: '`refused` 应该是一个数字：`echo $?` 打印的退出状态。',
      },
    },
    {
      id: 'name',
      probe: facts,
      shape: { loopbackName: not(matches(/^localhost\b/)) },
      text: {
        en: 'The name behind 127.0.0.1 is the first one of its line in `/etc/hosts`: `getent hosts 127.0.0.1`.',
        zh: '127.0.0.1 对应的名字，是 `/etc/hosts` 那一行里的第一个：`getent hosts 127.0.0.1`。',
      },
    },
    {
      id: 'no-address',
      probe: facts,
      shape: { gateway: exists },
      text: {
        en: '`gateway` is an IPv4 address like 192.168.56.2, without a prefix length; `none` if `ip route` has no line that begins with `default`.',
        zh: '`gateway` 是形如 192.168.56.2 的 IPv4 地址，不带前缀长度；如果 `ip route` 没有以 `default` 开头的行，就写 `none`。',
      },
    },
  ],
};

const gatewayAt = (index: number) => sameAs({ probe: routes, path: ['gateways', index] });

const gateway: Condition = {
  id: 'gateway',
  title: { en: 'The gateway is the one of this machine', zh: '网关就是这台机器的网关' },
  when: 'now',
  after: 'facts',
  excusedBy: ['not-linux'],
  expect: [{ probe: facts, shape: { gateway: anyOf(gatewayAt(0), gatewayAt(1), gatewayAt(2)) } }],
  // A machine without a default gateway: whatever stands there cannot be proven wrong.
  or: [[{ probe: routes, shape: { gateways: none(exists) } }]],
  told: [
    {
      id: 'not-none',
      probe: facts,
      shape: { gateway: 'none' },
      args: { gateway: { probe: routes, path: ['gateways', 0] } },
      text: {
        en: 'This machine has a default gateway, {gateway}: `ip route` shows it in the line that begins with `default`.',
        zh: '这台机器有默认网关 {gateway}：`ip route` 里以 `default` 开头的那一行就是。',
      },
    },
    {
      id: 'other-address',
      probe: facts,
      shape: { gateway: exists },
      args: { found: { probe: facts, path: ['gateway'] } },
      text: {
        en: '{found} is not your default gateway. In `ip route` it comes after `via` in the line that begins with `default`; the address after `src` is your own.',
        zh: '{found} 不是默认网关。在 `ip route` 里以 `default` 开头的那一行，`via` 后面才是网关；`src` 后面是你自己的地址。',
      },
    },
    {
      id: 'routes',
      probe: routes,
      shape: { gateways: some(exists) },
      text: {
        en: 'Compare `gateway` with `ip route`.',
        zh: '请把 `gateway` 和 `ip route` 对照一下。',
      },
    },
  ],
};

/** A server on loopback: what it serves, where it listens, why a second one fails. */
export const linuxNetworkServe: Exercise = {
  id: 'linux-network-serve',
  title: { en: 'Serve a folder and prove who listens', zh: '提供一个目录，并证明谁在监听' },
  core: true,
  minutes: 30,
  needs: ['linux'],
  ports: [18_080],
  workers: [{ name: 'http.server' }, { name: 'http-server' }, { name: 'serve.mjs' }],
  tasks: [
    {
      en: 'Serve the folder `site` on 127.0.0.1, port 18080: `python3 -m http.server 18080 --bind 127.0.0.1 --directory site`, or another static server.',
      zh: '在 127.0.0.1 的 18080 端口上提供 `site` 目录：`python3 -m http.server 18080 --bind 127.0.0.1 --directory site`，也可以用别的静态服务器。',
    },
    {
      en: 'While it runs, save the listening socket (`ss -tlnp`, or `lsof -nP -iTCP:18080`) in `evidence/listen.txt`, and the headers of `/health.txt` in `evidence/headers.txt`.',
      zh: '在它运行时，把监听的套接字（`ss -tlnp`，或者 `lsof -nP -iTCP:18080`）存到 `evidence/listen.txt`，把 `/health.txt` 的响应头存到 `evidence/headers.txt`。',
    },
    {
      en: 'Start a second server on the same port and keep its error in `evidence/conflict.txt`.',
      zh: '在同一个端口上再启动一个服务器，把它的报错存到 `evidence/conflict.txt`。',
    },
    {
      en: 'Fill in `facts.yaml`: your default gateway, the name behind 127.0.0.1, and the exit status of `nc -z 127.0.0.1 18079` (or of `curl` to it), where nobody listens.',
      zh: '填写 `facts.yaml`：默认网关、127.0.0.1 对应的名字，以及 `nc -z 127.0.0.1 18079`（或用 `curl` 访问它）的退出状态，那里没有程序监听。',
    },
    {
      en: 'Check while the server runs. When the page was seen, stop the server and check again.',
      zh: '在服务器运行时检查一次。页面被看到之后，停掉服务器，再检查一次。',
    },
  ],
  conditions: [page, bound, listen, headers, conflict, answers, gateway, stopped],
  hints: [
    {
      en: 'Two terminals: one for the server, one for the questions to it.',
      zh: '开两个终端：一个运行服务器，一个用来向它提问。',
    },
    {
      en: '`ss -tlnp` shows who listens, `curl -I` prints headers, `2>` keeps an error in a file.',
      zh: '`ss -tlnp` 显示谁在监听，`curl -I` 打印响应头，`2>` 把报错存进文件。',
    },
    {
      en: '`python3 -m http.server 18080 --bind 127.0.0.1 --directory site &`, `ss -tlnp > evidence/listen.txt`, `curl -sI http://127.0.0.1:18080/health.txt > evidence/headers.txt`, `python3 -m http.server 18080 --bind 127.0.0.1 2> evidence/conflict.txt`, `ip route`, `getent hosts 127.0.0.1`, `curl -s http://127.0.0.1:18079/; echo $?`, and after the check `kill %1`.',
      zh: '`python3 -m http.server 18080 --bind 127.0.0.1 --directory site &`，`ss -tlnp > evidence/listen.txt`，`curl -sI http://127.0.0.1:18080/health.txt > evidence/headers.txt`，`python3 -m http.server 18080 --bind 127.0.0.1 2> evidence/conflict.txt`，`ip route`，`getent hosts 127.0.0.1`，`curl -s http://127.0.0.1:18079/; echo $?`，检查之后执行 `kill %1`。',
    },
  ],
  mutants: [
    { name: 'no-server', refusedBy: 'page', told: 'refused' },
    { name: 'parent-folder', refusedBy: 'page', told: 'other-folder' },
    { name: 'no-index', refusedBy: 'page', told: 'not-found' },
    { name: 'no-web-server', refusedBy: 'page', told: 'no-page' },
    { name: 'every-address', refusedBy: 'bound', told: 'everywhere' },
    { name: 'listen-missing', refusedBy: 'listen', told: 'absent' },
    { name: 'connections-listed', refusedBy: 'listen', told: 'connections' },
    { name: 'other-server-listed', refusedBy: 'listen', told: 'everywhere' },
    { name: 'names-for-ports', refusedBy: 'listen', told: 'no-line' },
    { name: 'headers-missing', refusedBy: 'headers', told: 'absent' },
    { name: 'headers-of-nothing', refusedBy: 'headers', told: 'not-found' },
    { name: 'body-for-headers', refusedBy: 'headers', told: 'body' },
    { name: 'conflict-empty', refusedBy: 'conflict', told: 'absent' },
    { name: 'normal-start', refusedBy: 'conflict', told: 'started' },
    { name: 'other-error', refusedBy: 'conflict', told: 'other-error' },
    { name: 'facts-open', refusedBy: 'facts', told: 'open' },
    { name: 'status-of-echo', refusedBy: 'facts', told: 'zero' },
    { name: 'refused-in-words', refusedBy: 'facts', told: 'not-a-status' },
    { name: 'host-name', refusedBy: 'facts', told: 'name' },
    { name: 'gateway-with-prefix', refusedBy: 'facts', told: 'no-address' },
    { name: 'left-running', refusedBy: 'stopped', told: 'by-pid' },
  ],
};
