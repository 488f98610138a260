import type { Exercise } from '../../lesson';
import { memberships } from './docker-net1-net2-members';
import { probings } from './docker-net1-net2-probes';

/** Two networks do not reach each other, and a container may be in both. */
export const dockerNet1Net2: Exercise = {
  id: 'docker-net1-net2',
  title: { en: 'Two networks, and a container in both', zh: '两个网络，一个容器两边都在' },
  core: true,
  minutes: 15,
  needs: ['docker'],
  ports: [],
  tasks: [
    {
      en: 'Create the networks `tutor-net1` and `tutor-net2`, each with `--label tutor.exercise=docker-net1-net2`. Give every container below the same label.',
      zh: '创建网络 `tutor-net1` 和 `tutor-net2`，都加上 `--label tutor.exercise=docker-net1-net2`。下面的每个容器也加上同一个标签。',
    },
    {
      en: 'Run `busybox:1.37` with `sleep 3600` in the background: `tutor-a` and `tutor-b` on tutor-net1, `tutor-c` on tutor-net2.',
      zh: '用 `busybox:1.37` 在后台运行 `sleep 3600`：`tutor-a` 和 `tutor-b` 在 tutor-net1 上，`tutor-c` 在 tutor-net2 上。',
    },
    {
      en: "Probe with short containers that borrow tutor-a's network (`--network container:tutor-a`, image busybox, command `ping -c 1 -W 2 <target>`, no `--rm`): `tutor-probe-ab` to tutor-b, `tutor-probe-ac1` to tutor-c.",
      zh: '用借用 tutor-a 网络的短命容器来探测（`--network container:tutor-a`，镜像 busybox，命令 `ping -c 1 -W 2 <target>`，不加 `--rm`）：`tutor-probe-ab` 探测 tutor-b，`tutor-probe-ac1` 探测 tutor-c。',
    },
    {
      en: 'Join tutor-c to tutor-net1 as well, without stopping it.',
      zh: '在不停止 tutor-c 的情况下，让它同时加入 tutor-net1。',
    },
    {
      en: 'Probe tutor-c again in the same way: `tutor-probe-ac2`.',
      zh: '用同样的方法再探测一次 tutor-c：`tutor-probe-ac2`。',
    },
  ],
  conditions: [...memberships, ...probings],
  hints: [
    { en: 'Bridges do not route to each other.', zh: '网桥之间不会互相路由。' },
    {
      en: "`docker inspect -f '{{json .NetworkSettings.Networks}}' tutor-c`",
      zh: "`docker inspect -f '{{json .NetworkSettings.Networks}}' tutor-c`",
    },
    { en: '`docker network connect tutor-net1 tutor-c`', zh: '`docker network connect tutor-net1 tutor-c`' },
  ],
  mutants: [
    { name: 'one-network', refusedBy: 'nets', told: 'network-absent' },
    { name: 'a-elsewhere', refusedBy: 'ab-home', told: 'a-not-in-net1' },
    { name: 'b-on-default-too', refusedBy: 'ab-home', told: 'b-on-default' },
    { name: 'all-in-both', refusedBy: 'ab-home', told: 'a-in-net2' },
    { name: 'not-joined', refusedBy: 'c-both', told: 'not-joined' },
    { name: 'all-in-net1', refusedBy: 'c-both', told: 'moved' },
    { name: 'c-on-default-too', refusedBy: 'c-both', told: 'on-default' },
    { name: 'missing-label', refusedBy: 'probe-ab', told: 'own' },
    { name: 'probe-on-net1', refusedBy: 'probe-ab', told: 'own-network' },
    { name: 'probe-from-b', refusedBy: 'probe-ab', told: 'other-container' },
    { name: 'b-too-late', refusedBy: 'probe-ab', told: 'no-answer' },
    { name: 'joined-first', refusedBy: 'apart', told: 'reached' },
    { name: 'probed-after-joining', refusedBy: 'apart', told: 'newer' },
    { name: 'first-probe-skipped', refusedBy: 'apart', told: 'container-absent' },
    { name: 'second-probe-early', refusedBy: 'joined', told: 'unknown-name' },
    { name: 'c-ignores-pings', refusedBy: 'joined', told: 'no-answer' },
  ],
};
