import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Outcome, type Question, type Verb } from '../../../core/resources/verb';
import type { Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { line, verb, type Desk } from '../desk';
import { objectAt } from '../fields';
import { ruleSentence } from './rule-words';

/** Adds a rule to a group and says what it means: https://docs.openstack.org/api-ref/network/v2/#create-security-group-rule */
export function addRule(desk: Desk): Verb<Resource> {
  return verb(desk, {
    id: 'addRule',
    questions: () => questions,
    words: ({ id }, answers) => {
      const { direction, protocol, remote, ethertype } = read(answers);
      const ports = answerTo(answers, 'ports').trim().replace('-', ':');
      return [
        ...['security', 'group', 'rule', 'create', `--${direction}`, '--ethertype', ethertype],
        ...(protocol === '' ? [] : ['--protocol', protocol]),
        ...(ports === '' ? [] : ['--dst-port', ports]),
        ...(remote === '' ? [] : ['--remote-ip', remote]),
        id,
      ];
    },
    run: async (group, answers, signal): Promise<Outcome> => {
      const body = { security_group_rule: ruleFor(group.id, answers) };
      const answer = await desk.client.send(
        { method: 'POST', service: 'network', path: '/security-group-rules', body },
        signal,
      );
      return { show: 'words', words: ruleSentence(objectAt(answer, 'security_group_rule'), group.name) };
    },
  });
}

/** A rule as Neutron wants it. */
export function ruleFor(group: string, answers: Answers): Raw {
  const { direction, protocol, remote, ethertype, least, most } = read(answers);
  return {
    security_group_id: group,
    direction,
    ethertype,
    ...(protocol !== '' && { protocol }),
    ...(least !== undefined && { port_range_min: least, port_range_max: most }),
    ...(remote !== '' && { remote_ip_prefix: remote }),
  };
}

function read(answers: Answers) {
  const remote = answerTo(answers, 'remote').trim();
  const [least, most = least] = answerTo(answers, 'ports')
    .split('-')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(Number);
  const protocol = answerTo(answers, 'protocol');
  return {
    direction: answerTo(answers, 'direction') === 'egress' ? 'egress' : 'ingress',
    protocol: protocol === 'any' ? '' : protocol,
    remote,
    ethertype: remote.includes(':') ? 'IPv6' : 'IPv4',
    least,
    most,
  } as const;
}

const questions: readonly Question[] = [
  {
    ask: 'choice',
    id: 'direction',
    title: { en: 'In which direction?', zh: '方向' },
    choices: () => [
      { value: 'ingress', label: 'ingress', detail: { en: 'To the servers', zh: '进入云主机' }, isPicked: true },
      { value: 'egress', label: 'egress', detail: { en: 'From the servers', zh: '离开云主机' } },
    ],
  },
  {
    ask: 'choice',
    id: 'protocol',
    title: { en: 'Which protocol?', zh: '协议' },
    free: true,
    choices: () => ['tcp', 'udp', 'icmp', 'any'].map((value) => ({ value, label: value })),
  },
  {
    ...line(
      'ports',
      { en: 'Port or range; empty for all', zh: '端口或端口范围；留空表示全部' },
      { example: '22', refuse: (input) => (isPorts(input) ? undefined : badPorts) },
    ),
    when: (answers) => ['tcp', 'udp', 'sctp', 'dccp', 'udplite'].includes(answerTo(answers, 'protocol')),
  },
  line(
    'remote',
    { en: 'From or to which addresses; empty for all of the world', zh: '对端地址范围；留空表示所有地址' },
    { example: '203.0.113.0/24', refuse: (input) => (isRange(input) ? undefined : badRange) },
  ),
];

const badPorts: Text = {
  en: 'A port from 1 to 65535, or a range such as 8000-8010.',
  zh: '请输入 1–65535 的端口，或形如 8000-8010 的范围。',
};
const badRange: Text = {
  en: 'An address or a range such as 203.0.113.0/24.',
  zh: '请输入地址，或形如 203.0.113.0/24 的网段。',
};

function isPorts(input: string): boolean {
  if (input.trim() === '') return true;
  if (!/^\s*\d{1,5}\s*(-\s*\d{1,5}\s*)?$/.test(input)) return false;
  const [least = 0, most = least] = input.split('-').map(Number);
  return least >= 1 && most <= 65_535 && least <= most;
}

const isRange = (input: string): boolean => /^([\da-fA-F.:]+(\/\d{1,3})?)?$/.test(input.trim());
