import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Outcome, type Verb } from '../../../core/resources/verb';
import type { VerbId } from '../../../core/resources/verb-names';
import { fill, type Text } from '../../../core/text';
import { inspect, nameLine, pick, simple, verb, type Desk } from '../desk';
import { keptOf, objectAt, objectsAt, textAt, textsAt } from '../fields';
import { consoleLog } from './console-log';
import { flavorChoice, imageChoice } from './choices';

const path = ({ id }: Resource): string => `/servers/${id}`;
const isIn =
  (...states: readonly string[]) =>
  ({ state }: Resource): boolean =>
    states.includes(state);

/** What can be done with a server: https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action */
export function serverVerbs(desk: Desk): readonly Verb<Resource>[] {
  /** A verb that sends one action. */
  const act = (
    id: VerbId,
    words: readonly string[],
    action: object,
    applies: (resource: Resource) => boolean,
    destroys?: Text,
  ) =>
    simple(
      desk,
      id,
      (resource) => ['server', ...words, resource.id],
      (resource) => ({ method: 'POST', service: 'compute', path: `${path(resource)}/action`, body: action }),
      { applies, ...(destroys && { destroys: ({ name }: Resource) => fill(destroys, { name }) }) },
    );
  return [
    act('start', ['start'], { 'os-start': null }, isIn('SHUTOFF')),
    act('stop', ['stop'], { 'os-stop': null }, isIn('ACTIVE', 'ERROR')),
    logs(desk),
    act('restart', ['reboot'], { reboot: { type: 'SOFT' } }, isIn('ACTIVE')),
    act(
      'rebootHard',
      ['reboot', '--hard'],
      { reboot: { type: 'HARD' } },
      isIn('ACTIVE', 'SHUTOFF', 'ERROR', 'REBOOT', 'HARD_REBOOT'),
      hardly,
    ),
    screen(desk),
    resize(desk),
    act('confirmResize', ['resize', 'confirm'], { confirmResize: null }, isIn('VERIFY_RESIZE'), confirmed),
    act('revertResize', ['resize', 'revert'], { revertResize: null }, isIn('VERIFY_RESIZE'), reverted),
    rebuild(desk),
    snapshot(desk),
    inspect(desk, ['server'], 'compute', path),
    remove(desk),
  ];
}

const hardly: Text = {
  en: 'What the server {name} has not written to its disks: it is switched off and on like a machine whose plug is pulled.',
  zh: '云主机 {name} 尚未写入磁盘的数据：硬重启相当于直接断电再开机。',
};
const confirmed: Text = {
  en: 'The old disk of {name} on its old host: the resize cannot be reverted any more.',
  zh: '{name} 在原主机上的旧磁盘：此后无法再撤销规格调整。',
};
const reverted: Text = {
  en: 'What {name} has written to its disk since the resize: it goes back to its old flavor and disk.',
  zh: '{name} 自调整规格以来写入磁盘的数据：它会恢复到原来的规格和磁盘。',
};

function logs(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'logs',
    reads: true,
    words: ({ id }) => ['console', 'log', 'show', id],
    run: ({ id, name }): Promise<Outcome> => {
      const read = (signal: AbortSignal) => consoleLog(desk.client, id, signal);
      return Promise.resolve({ show: 'stream', title: name, read });
    },
  });
}

/** https://docs.openstack.org/api-ref/compute/#create-console */
function screen(desk: Desk): Verb<Resource> {
  const body = { remote_console: { protocol: 'vnc', type: 'novnc' } };
  return verb(desk, {
    id: 'console',
    reads: true,
    applies: isIn('ACTIVE', 'RESCUE', 'PAUSED'),
    words: ({ id }) => ['console', 'url', 'show', '--novnc', id],
    run: async (resource, _answers, signal): Promise<Outcome> => {
      const errand = { method: 'POST', service: 'compute', path: `${path(resource)}/remote-consoles`, body } as const;
      const made = objectAt(await desk.client.send(errand, signal), 'remote_console');
      return { show: 'page', url: textAt(made, 'url') };
    },
  });
}

function resize(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'resize',
    applies: isIn('ACTIVE', 'SHUTOFF'),
    questions: () => [
      pick(
        desk,
        'flavor',
        { en: 'The new flavor', zh: '新的规格' },
        ['compute', '/flavors/detail', 'flavors'],
        flavorChoice,
      ),
    ],
    words: ({ id }, answers) => ['server', 'resize', '--flavor', answerTo(answers, 'flavor'), id],
    run: async (resource, answers, signal): Promise<Outcome> => {
      const body = { resize: { flavorRef: answerTo(answers, 'flavor') } };
      await desk.client.send({ method: 'POST', service: 'compute', path: `${path(resource)}/action`, body }, signal);
      return { show: 'words', words: fill(resizing, { name: resource.name }) };
    },
  });
}

const resizing: Text = {
  en: '{name} is being resized. When it is in VERIFY_RESIZE, look whether it works, then confirm or revert the resize.',
  zh: '正在调整 {name} 的规格。进入 VERIFY_RESIZE 状态后，请检查它是否正常，再确认或撤销。',
};

function rebuild(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'rebuild',
    applies: isIn('ACTIVE', 'SHUTOFF', 'ERROR'),
    questions: () => [
      pick(
        desk,
        'image',
        { en: 'The image to rebuild it from', zh: '用于重建的镜像' },
        ['image', '/v2/images', 'images'],
        imageChoice,
      ),
    ],
    words: ({ id }, answers) => ['server', 'rebuild', '--image', answerTo(answers, 'image'), id],
    destroys: ({ name }) => fill(rebuilding, { name }),
    run: async (resource, answers, signal) => {
      const body = { rebuild: { imageRef: answerTo(answers, 'image') } };
      await desk.client.send({ method: 'POST', service: 'compute', path: `${path(resource)}/action`, body }, signal);
    },
  });
}

const rebuilding: Text = {
  en: 'All that is on the root disk of {name}; its addresses, ports and attached volumes stay.',
  zh: '{name} 系统盘上的全部内容；它的地址、端口和已挂载的卷会保留。',
};

/** https://docs.openstack.org/api-ref/compute/#create-image-createimage-action */
function snapshot(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'snapshot',
    applies: isIn('ACTIVE', 'SHUTOFF', 'PAUSED', 'SUSPENDED'),
    questions: ({ name }) => [
      nameLine({ en: 'Name of the image to make of it', zh: '生成的镜像名称' }, `${name}-snapshot`),
    ],
    words: ({ id }, answers) => ['server', 'image', 'create', '--name', answerTo(answers, 'name'), id],
    run: async (resource, answers, signal) => {
      const body = { createImage: { name: answerTo(answers, 'name') } };
      await desk.client.send({ method: 'POST', service: 'compute', path: `${path(resource)}/action`, body }, signal);
    },
  });
}

function remove(desk: Desk): Verb<Resource> {
  return simple(
    desk,
    'remove',
    ({ id }) => ['server', 'delete', id],
    (resource) => ({ method: 'DELETE', service: 'compute', path: path(resource) }),
    { destroys: (resource, _answers, signal) => goesWith(desk, resource, signal) },
  );
}

/** What goes with a server and what stays: https://docs.openstack.org/api-ref/compute/#list-volume-attachments-for-an-instance */
async function goesWith({ client }: Desk, resource: Resource, signal: AbortSignal): Promise<Text> {
  const [ports, attachments] = await Promise.all([
    client.list('network', `/ports?device_id=${resource.id}`, 'ports', signal),
    client.list('compute', `${path(resource)}/os-volume_attachments`, 'volumeAttachments', signal),
  ]);
  const addresses = ports.flatMap((port) => objectsAt(port, 'fixed_ips')).map((ip) => textAt(ip, 'ip_address'));
  const volumes = (isGone: boolean) =>
    attachments
      .filter((one) => (one['delete_on_termination'] === true) === isGone)
      .map((one) => textAt(one, 'volumeId'));
  const parts: readonly (readonly [Text, readonly string[]])[] = [
    [{ en: ', its ports {list}', zh: '、它的端口 {list}' }, addresses],
    [{ en: ' and the volumes {list}', zh: '和卷 {list}' }, volumes(true)],
    [{ en: '. These volumes stay: {list}', zh: '。这些卷会保留：{list}' }, volumes(false)],
    [
      { en: '. These floating IPs stay and are free again: {list}', zh: '。这些浮动 IP 会保留并解除绑定：{list}' },
      textsAt(keptOf(resource), 'floating'),
    ],
  ];
  const told = parts
    .filter(([, list]) => list.length > 0)
    .map(([words, list]) => fill(words, { list: list.join(', ') }));
  const start = fill(
    { en: 'The server {name} with its root disk', zh: '云主机 {name} 及其系统盘' },
    { name: resource.name },
  );
  const all = [start, ...told];
  return { en: `${all.map(({ en }) => en).join('')}.`, zh: `${all.map(({ zh }) => zh).join('')}。` };
}
