import type { Exercise } from '../../lesson';
import { conflict, headers, listen } from './linux-network-serve-evidence';
import { answers, gateway } from './linux-network-serve-facts';
import { bound, page, stopped } from './linux-network-serve-page';

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
