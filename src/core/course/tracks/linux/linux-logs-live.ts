import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, exists, lines, matches, not, sameAs } from '../../match';

const evidence = (name: string): Probe => ({ source: 'file', path: `evidence/${name}`, as: 'text' });
const first = evidence('first.log');
const second = evidence('second.log');
const journal = evidence('journal.txt');
const syslog: Probe = { source: 'host', path: '/var/log/syslog', as: 'text' };

const taken = matches(/Address (?:already )?in use|EADDRINUSE/i);
const served = lines(/"(?:GET|HEAD) \S+ HTTP\/[\d.]+" 200\b/);
const marked = lines(/\btutor(?:\[\d+\])?: .*exercise linux-logs-live/);

const conditions: readonly Condition[] = [
  {
    id: 'first',
    title: { en: 'first.log has a request that was answered', zh: 'first.log 里有一次成功的请求' },
    when: 'now',
    expect: [{ probe: first, shape: served }],
    told: [
      {
        id: 'swapped',
        probe: first,
        shape: taken,
        text: {
          en: 'This is the log of the server that did not start. The one that got the port belongs in `first.log`.',
          zh: '这是没能启动的那个服务器的日志。抢到端口的那个才该写进 `first.log`。',
        },
      },
      {
        id: 'empty',
        probe: first,
        shape: matches(/^\s*$/),
        text: {
          en: '`first.log` is empty: python writes its requests to stderr, so add `2>&1`, and ask it for a page with curl.',
          zh: '`first.log` 是空的：python 把请求写到 stderr，请加上 `2>&1`，再用 curl 访问一次。',
        },
      },
      {
        id: 'not-served',
        probe: first,
        shape: lines(/" [345]\d\d\b/),
        text: {
          en: 'There was a request, but nothing was found for it: ask for `/`, and serve the folder `site`.',
          zh: '有请求，但没找到内容：请访问 `/`，并让服务器提供 `site` 文件夹。',
        },
      },
      {
        id: 'no-request',
        probe: first,
        shape: exists,
        text: {
          en: 'No request yet: while the server runs, `curl http://127.0.0.1:18078/` in another terminal.',
          zh: '还没有请求：趁服务器在运行，在另一个终端里执行 `curl http://127.0.0.1:18078/`。',
        },
      },
    ],
  },
  {
    id: 'conflict',
    title: { en: 'second.log says that the port is taken', zh: 'second.log 报告端口被占用' },
    when: 'now',
    expect: [{ probe: second, shape: taken }],
    told: [
      {
        id: 'empty',
        probe: second,
        shape: matches(/^\s*$/),
        text: {
          en: '`second.log` is empty: the error went to stderr. `2>&1` behind `> evidence/second.log` catches it.',
          zh: '`second.log` 是空的：报错去了 stderr。在 `> evidence/second.log` 后面加 `2>&1` 就能抓到。',
        },
      },
      {
        id: 'same-log',
        probe: second,
        shape: sameAs({ probe: first, path: [] }),
        text: {
          en: 'Both logs are the same. The second server must be started while the first still runs, and say why it cannot.',
          zh: '两份日志一模一样。第二个服务器要在第一个还在运行时启动，并说出自己为什么起不来。',
        },
      },
      {
        id: 'it-served',
        probe: second,
        shape: served,
        text: {
          en: 'The second server ran as well, so the first had ended or has another port: start both on 18078, at the same time.',
          zh: '第二个服务器也跑起来了，说明第一个已经结束，或者端口不同：请让两个同时使用 18078。',
        },
      },
      {
        id: 'other-error',
        probe: second,
        shape: exists,
        text: {
          en: 'This is another error: read its last line. Expected is that port 18078 is already in use.',
          zh: '这是别的错误：请读它的最后一行。应当出现的是 18078 端口已被占用。',
        },
      },
    ],
  },
  {
    id: 'mark',
    title: { en: 'journal.txt has your marked line', zh: 'journal.txt 里有你写的那行标记' },
    when: 'now',
    // Containers have neither a journal nor a syslog socket, and who is not in adm may not read either.
    optional: true,
    excusedBy: ['needs-adm'],
    expect: [
      { probe: journal, shape: marked },
      { probe: syslog, shape: marked },
    ],
    or: [
      [
        { probe: journal, shape: marked },
        { probe: syslog, shape: absent },
      ],
    ],
    told: [
      {
        id: 'nothing-found',
        probe: journal,
        shape: matches(/^\s*$|No entries/),
        text: {
          en: 'The search found nothing: was the line written with `logger -t tutor`, and are you in the group adm or systemd-journal? Without a journal leave this row.',
          zh: '什么也没搜到：那一行是用 `logger -t tutor` 写的吗？你在 adm 或 systemd-journal 组里吗？没有 journal 的话，这一行可以不管。',
        },
      },
      {
        id: 'only-the-words',
        probe: journal,
        shape: not(marked),
        text: {
          en: 'A line of the journal has time, host and `tutor:` before the words: save what `journalctl -t tutor` prints.',
          zh: 'journal 里的一行，在正文前有时间、主机名和 `tutor:`：请保存 `journalctl -t tutor` 的输出。',
        },
      },
      {
        id: 'not-in-syslog',
        probe: syslog,
        shape: not(marked),
        text: {
          en: '`/var/log/syslog` of this machine has no such line: write it with `logger -t tutor "exercise linux-logs-live"`, do not type it into the file.',
          zh: '这台机器的 `/var/log/syslog` 里没有这一行：请用 `logger -t tutor "exercise linux-logs-live"` 来写，不要手敲进文件。',
        },
      },
    ],
  },
];

/** Two servers that want one port, and a line of one's own in the journal. */
export const linuxLogsLive: Exercise = {
  id: 'linux-logs-live',
  title: { en: 'Two servers, one port', zh: '两个服务器，一个端口' },
  core: false,
  minutes: 15,
  needs: ['linux'],
  ports: [18078],
  tasks: [
    {
      en: 'Start `python3 -m http.server 18078 --bind 127.0.0.1 --directory site`, with everything it writes in `evidence/first.log`, and fetch `/` from it once.',
      zh: '启动 `python3 -m http.server 18078 --bind 127.0.0.1 --directory site`，把它写的一切都存进 `evidence/first.log`，再访问一次 `/`。',
    },
    {
      en: 'While it runs, start the same again, with its output in `evidence/second.log`. Then end the first one.',
      zh: '趁它在运行，再启动一个同样的，输出存进 `evidence/second.log`。然后结束第一个。',
    },
    {
      en: 'Where there is a journal: `logger -t tutor "exercise linux-logs-live"`, and save the lines of that mark in `evidence/journal.txt`.',
      zh: '有 journal 的话：执行 `logger -t tutor "exercise linux-logs-live"`，再把带这个标记的行存进 `evidence/journal.txt`。',
    },
  ],
  conditions,
  hints: [
    {
      en: 'Two terminals, or `&` behind the first command. `kill %1` ends it.',
      zh: '开两个终端，或者在第一条命令后面加 `&`。用 `kill %1` 结束它。',
    },
    { en: '`journalctl -t tutor -n 5` shows the marked lines.', zh: '`journalctl -t tutor -n 5` 会显示带标记的行。' },
    {
      en: '`python3 -m http.server 18078 --bind 127.0.0.1 --directory site > evidence/first.log 2>&1 &`, `curl http://127.0.0.1:18078/`, the first command again with `second.log` and no `&`, `kill %1`; then `journalctl -t tutor --since today > evidence/journal.txt`.',
      zh: '`python3 -m http.server 18078 --bind 127.0.0.1 --directory site > evidence/first.log 2>&1 &`、`curl http://127.0.0.1:18078/`，再来一遍第一条命令，换成 `second.log`，不加 `&`，然后 `kill %1`；最后 `journalctl -t tutor --since today > evidence/journal.txt`。',
    },
  ],
  mutants: [
    { name: 'same-log-twice', refusedBy: 'conflict', told: 'same-log' },
    { name: 'stderr-lost', refusedBy: 'conflict', told: 'empty' },
    { name: 'one-after-the-other', refusedBy: 'conflict', told: 'it-served' },
    { name: 'misspelt-module', refusedBy: 'conflict', told: 'other-error' },
    { name: 'only-one', refusedBy: 'conflict', told: 'file-absent' },
    { name: 'swapped', refusedBy: 'first', told: 'swapped' },
    { name: 'requests-lost', refusedBy: 'first', told: 'empty' },
    { name: 'not-asked', refusedBy: 'first', told: 'no-request' },
    { name: 'asked-for-nothing', refusedBy: 'first', told: 'not-served' },
    { name: 'journal-empty', refusedBy: 'mark', told: 'nothing-found' },
    { name: 'journal-typed', refusedBy: 'mark', told: 'only-the-words' },
  ],
};
