import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, allOf, anyOf, atLeast, exists, matches, none, some } from '../../match';
import { insecure, json, mirror } from './docker-daemon-json-registries';

const text: Probe = { source: 'file', path: 'daemon.json', as: 'text' };
const findings: Probe = { source: 'findings', path: 'daemon.json' };
const line = { probe: json, path: ['line'] };

const driver = (name: string) => matches(new RegExp(`^\\s*native\\.cgroupdriver\\s*=\\s*${name}\\s*$`, 'i'));

const conditions: readonly Condition[] = [
  {
    id: 'json',
    title: { en: 'daemon.json is JSON', zh: 'daemon.json 是合法的 JSON' },
    when: 'now',
    expect: [{ probe: json, shape: { invalid: absent } }],
    told: [
      {
        id: 'comment',
        probe: text,
        shape: matches(/^[^"\n]*(?:"[^"\n]*"[^"\n]*)*?(?:\/\/|\/\*|#)/m),
        text: { en: 'JSON has no comments; dockerd would not start.', zh: 'JSON 里没有注释；dockerd 无法启动。' },
      },
      {
        id: 'trailing-comma',
        probe: text,
        shape: matches(/,\s*[}\]]/),
        args: { line },
        text: {
          en: 'JSON allows no comma before a closing bracket (look at line {line} and above it); dockerd would not start.',
          zh: 'JSON 不允许右括号前面有逗号（看第 {line} 行和它上面一行）；dockerd 无法启动。',
        },
      },
      {
        id: 'not-json',
        probe: json,
        shape: { invalid: exists },
        args: { line, why: { probe: json, path: ['invalid'] } },
        text: {
          en: 'Not JSON at line {line}, so dockerd would not start: {why}.',
          zh: '第 {line} 行不是合法的 JSON，dockerd 无法启动：{why}。',
        },
      },
    ],
    notes: [
      {
        id: 'refused',
        probe: findings,
        shape: some({ code: 'SH051' }),
        text: {
          en: 'It is JSON, but dockerd would still refuse it: the editor marks the option or the type that it does not know (SH051).',
          zh: '它是 JSON，但 dockerd 仍会拒绝：编辑器标出了它不认识的选项或类型（SH051）。',
        },
      },
    ],
  },
  {
    id: 'logs',
    title: { en: 'Logs are kept in 3 files of 10 MB', zh: '日志保留 3 个文件，每个 10 MB' },
    when: 'now',
    after: 'json',
    expect: [{ probe: json, shape: { 'log-opts': { 'max-size': matches(/^10 ?mb?$/i), 'max-file': '3' } } }],
    told: [
      {
        id: 'number',
        probe: json,
        shape: anyOf({ 'log-opts': { 'max-file': atLeast(0) } }, { 'log-opts': { 'max-size': atLeast(0) } }),
        text: {
          en: 'Values in `log-opts` are text. dockerd would say `cannot unmarshal number … of type string`: quote it, `"3"`.',
          zh: '`log-opts` 里的值都是文本。dockerd 会说 `cannot unmarshal number … of type string`：请加上引号，`"3"`。',
        },
      },
      {
        id: 'missing',
        probe: json,
        shape: anyOf(
          { 'log-opts': absent },
          { 'log-opts': { 'max-size': absent } },
          { 'log-opts': { 'max-file': absent } },
        ),
        text: {
          en: 'Rotation is gone or half gone: without `max-size` a log grows until the disk is full, and without `max-file` only one file is kept.',
          zh: '日志轮转没有了，或者只剩一半：没有 `max-size`，日志会一直长到磁盘写满；没有 `max-file`，只保留一个文件。',
        },
      },
      {
        id: 'other-size',
        probe: json,
        shape: { 'log-opts': exists },
        text: {
          en: 'Keep 3 files of 10 MB: `"max-size": "10m"` and `"max-file": "3"`.',
          zh: '请保留 3 个 10 MB 的文件：`"max-size": "10m"` 和 `"max-file": "3"`。',
        },
      },
    ],
  },
  insecure,
  mirror,
  {
    id: 'cgroup',
    title: { en: 'One cgroup driver, the one of a systemd host', zh: '只有一个 cgroup 驱动，而且适合 systemd 主机' },
    when: 'now',
    after: 'json',
    expect: [
      {
        probe: json,
        shape: { 'exec-opts': anyOf(absent, allOf(some(driver('systemd')), none(driver('cgroupfs')))) },
      },
    ],
    told: [
      {
        id: 'mixed',
        probe: json,
        shape: { 'exec-opts': allOf(some(driver('systemd')), some(driver('cgroupfs'))) },
        text: {
          en: 'Give one driver only: of two, the last one would win.',
          zh: '只写一个驱动：写了两个，生效的是后面那个。',
        },
      },
      {
        id: 'cgroupfs',
        probe: json,
        shape: { 'exec-opts': anyOf(some(driver('cgroupfs')), driver('cgroupfs')) },
        text: {
          en: 'On a systemd host two managers would own the cgroup tree: write `native.cgroupdriver=systemd`.',
          zh: '在 systemd 主机上，这会让 cgroup 树有两个管理者：请写成 `native.cgroupdriver=systemd`。',
        },
      },
      {
        id: 'not-a-list',
        probe: json,
        shape: { 'exec-opts': matches(/./) },
        text: {
          en: '`exec-opts` is a list, even of one: put the entry into brackets.',
          zh: '`exec-opts` 是列表，只有一项也一样：请把条目放进方括号。',
        },
      },
    ],
  },
];

/** A configuration that keeps dockerd from starting, and what is risky in it. */
export const dockerDaemonJson: Exercise = {
  id: 'docker-daemon-json',
  title: { en: 'Repair a daemon.json', zh: '修好一份 daemon.json' },
  core: false,
  minutes: 10,
  needs: ['files'],
  ports: [],
  tasks: [
    { en: 'Make `daemon.json` valid JSON.', zh: '让 `daemon.json` 成为合法的 JSON。' },
    { en: 'Keep log rotation: 10 MB, 3 files.', zh: '保留日志轮转：每个 10 MB，共 3 个文件。' },
    {
      en: 'Name the insecure registry in the form that the daemon accepts.',
      zh: '用守护进程接受的形式写不安全仓库。',
    },
    { en: 'Take the mirror over HTTPS.', zh: '镜像加速改走 HTTPS。' },
    { en: 'Use the cgroup driver that fits a systemd host.', zh: '使用适合 systemd 主机的 cgroup 驱动。' },
  ],
  conditions,
  hints: [
    { en: 'The editor underlines each problem.', zh: '编辑器会在每个问题下面画线。' },
    { en: 'Compare number and string in `log-opts`.', zh: '在 `log-opts` 里比较一下数字和字符串。' },
    {
      en: '`"log-opts": { "max-size": "10m", "max-file": "3" }`',
      zh: '`"log-opts": { "max-size": "10m", "max-file": "3" }`',
    },
  ],
  mutants: [
    { name: 'only-comma-fixed', refusedBy: 'logs', told: 'number' },
    { name: 'rotation-deleted', refusedBy: 'logs', told: 'missing' },
    { name: 'scheme-kept', refusedBy: 'insecure', told: 'scheme' },
    { name: 'comma-kept', refusedBy: 'json', told: 'trailing-comma' },
    { name: 'commented-out', refusedBy: 'json', told: 'comment' },
    { name: 'single-quotes', refusedBy: 'json', told: 'not-json' },
    { name: 'file-deleted', refusedBy: 'json', told: 'file-absent' },
    { name: 'one-file-only', refusedBy: 'logs', told: 'missing' },
    { name: 'other-size', refusedBy: 'logs', told: 'other-size' },
    { name: 'registry-deleted', refusedBy: 'insecure', told: 'missing' },
    { name: 'registry-as-text', refusedBy: 'insecure', told: 'not-a-list' },
    { name: 'registry-without-port', refusedBy: 'insecure', told: 'other' },
    { name: 'plain-mirror', refusedBy: 'mirror', told: 'plain-http' },
    { name: 'mirror-without-scheme', refusedBy: 'mirror', told: 'no-scheme' },
    { name: 'mirror-as-text', refusedBy: 'mirror', told: 'not-a-list' },
    { name: 'mirror-deleted', refusedBy: 'mirror', told: 'missing' },
    { name: 'other-mirror', refusedBy: 'mirror', told: 'other' },
    { name: 'cgroupfs-kept', refusedBy: 'cgroup', told: 'cgroupfs' },
    { name: 'both-drivers', refusedBy: 'cgroup', told: 'mixed' },
    { name: 'driver-as-text', refusedBy: 'cgroup', told: 'not-a-list' },
  ],
};
