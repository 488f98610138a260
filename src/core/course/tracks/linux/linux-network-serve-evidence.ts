import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, exists, lines, matches, not } from '../../match';

const evidence = (name: string): Probe => ({ source: 'file', path: `evidence/${name}`, as: 'text' });

// ss writes LISTEN first and no name, lsof writes (LISTEN) last and perhaps localhost.
const listening = /(?=.*\bLISTEN\b)(?=.*(?:127\.0\.0\.1|\[::1\]|localhost)[:.](?:18080)\b)/;

/** What `ss` or `lsof` showed while the server ran. */
export const listen: Condition = {
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

/** What `curl -I` printed. */
export const headers: Condition = {
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

/** What the second server said. */
export const conflict: Condition = {
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
