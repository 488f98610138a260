import { answerTo, type Answers, type Question, type Verb } from '../../../core/resources/verb';
import { verbatim } from '../../../core/text';
import { nameLine, pick, verb, type Desk } from '../desk';
import { nameOf, objectAt, textAt } from '../fields';
import { flavorChoice, imageChoice, networkChoice } from './choices';
import { userData } from './user-data';

/** Makes a server: https://docs.openstack.org/api-ref/compute/#create-server */
export function createServer(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => questions(desk),
    words: (_none, answers) => [
      ...['server', 'create', '--image', answerTo(answers, 'image'), '--flavor', answerTo(answers, 'flavor')],
      ...(answers['networks']?.length ? options('--network', answers, 'networks') : ['--nic', 'none']),
      ...options('--key-name', answers, 'key'),
      ...options('--security-group', answers, 'groups'),
      ...options('--user-data', answers, 'file'),
      answerTo(answers, 'name'),
    ],
    run: async (_none, answers, signal) => {
      const networks = (answers['networks'] ?? []).map((uuid) => ({ uuid }));
      const groups = answers['groups'] ?? [];
      const [key, file] = [answerTo(answers, 'key'), answerTo(answers, 'file')];
      const server = {
        name: answerTo(answers, 'name'),
        imageRef: answerTo(answers, 'image'),
        flavorRef: answerTo(answers, 'flavor'),
        networks: networks.length === 0 ? 'none' : networks,
        ...(key !== '' && { key_name: key }),
        ...(groups.length > 0 && { security_groups: groups.map((name) => ({ name })) }),
        ...(file !== '' && { user_data: await userData(file) }),
      };
      await desk.client.send({ method: 'POST', service: 'compute', path: '/servers', body: { server } }, signal);
    },
  });
}

const options = (option: string, answers: Answers, id: string): readonly string[] =>
  (answers[id] ?? []).filter((one) => one !== '').flatMap((one) => [option, one]);

function questions(desk: Desk): readonly Question[] {
  const hasNetwork = (answers: Answers) => (answers['networks']?.length ?? 0) > 0;
  return [
    nameLine({ en: 'Name of the server', zh: '云主机名称' }, 'web-1'),
    pick(desk, 'image', { en: 'Image', zh: '镜像' }, ['image', '/v2/images', 'images'], imageChoice),
    pick(desk, 'flavor', { en: 'Flavor', zh: '规格' }, ['compute', '/flavors/detail', 'flavors'], flavorChoice),
    pick(
      desk,
      'networks',
      { en: 'Networks; none leaves it without', zh: '网络；不选则没有网络' },
      ['network', '/networks', 'networks'],
      networkChoice,
      { many: true },
    ),
    keyQuestion(desk),
    {
      ...pick(
        desk,
        'groups',
        { en: 'Security groups; none means default', zh: '安全组；不选则使用 default' },
        ['network', '/security-groups', 'security_groups'],
        // Of two with one name, Nova wants the id.
        (raw) => ({ value: textAt(raw, 'id'), label: nameOf(raw), detail: verbatim(textAt(raw, 'description')) }),
        { many: true },
      ),
      when: hasNetwork,
    },
    {
      ask: 'choice',
      id: 'data',
      title: { en: 'User data for cloud-init', zh: '传给 cloud-init 的 user data' },
      choices: () => [
        { value: 'none', label: '—', detail: { en: 'None', zh: '无' }, isPicked: true },
        { value: 'file', label: 'cloud-init', detail: { en: 'From a file', zh: '从文件读取' } },
      ],
    },
    {
      ask: 'open',
      id: 'file',
      title: { en: 'The file with the user data', zh: 'user data 文件' },
      when: (answers) => answerTo(answers, 'data') === 'file',
    },
  ];
}

function keyQuestion({ client }: Desk): Question {
  return {
    ask: 'choice',
    id: 'key',
    title: { en: 'Key pair for logging in', zh: '登录用的密钥对' },
    choices: async (_answers, signal) => {
      const pairs = await client.list('compute', '/os-keypairs', 'keypairs', signal);
      const named = pairs.map((one) => objectAt(one, 'keypair'));
      return [
        ...named.map((one) => ({
          value: textAt(one, 'name'),
          label: textAt(one, 'name'),
          detail: verbatim(textAt(one, 'fingerprint')),
        })),
        { value: '', label: '—', detail: { en: 'No key pair', zh: '不使用密钥对' } },
      ];
    },
  };
}
