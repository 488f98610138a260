import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, nameLine, removal, verb, type Desk } from '../desk';
import { factsOf, joined, keptOf, markOf, nameOf, objectsAt, textAt } from '../fields';
import { factNames } from '../words';
import { addRule } from './rule-add';
import { ruleSentence } from './rule-words';

/** A group of `GET /v2.0/security-groups`: https://docs.openstack.org/api-ref/network/v2/#list-security-groups */
export function groupOf(raw: Raw): Resource {
  const rules = objectsAt(raw, 'security_group_rules');
  const count = (direction: string) => rules.filter((one) => textAt(one, 'direction') === direction).length;
  return {
    kind: 'security-groups',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    // Neutron gives a group no state.
    state: '',
    health: 'present',
    summary: fill(
      { en: '{in} in, {out} out', zh: '入站 {in} 条，出站 {out} 条' },
      { in: count('ingress'), out: count('egress') },
    ),
    facts: factsOf([factNames.id, textAt(raw, 'id')], [factNames.description, textAt(raw, 'description')]),
    ...markOf(raw),
  };
}

/** A rule of a group: https://docs.openstack.org/api-ref/network/v2/#list-security-group-rules */
export function ruleOf(raw: Raw, group: string, groups: ReadonlyMap<string, string> = new Map()): Resource {
  const protocol = textAt(raw, 'protocol') || 'any';
  const [least, most] = [textAt(raw, 'port_range_min'), textAt(raw, 'port_range_max')];
  const ports = least === '' ? '' : least === most ? least : `${least}-${most}`;
  return {
    kind: 'rules',
    id: textAt(raw, 'id'),
    name: joined(textAt(raw, 'direction'), textAt(raw, 'ethertype'), protocol, ports),
    state: '',
    health: 'present',
    summary: ruleSentence(raw, group, groups),
    facts: factsOf([factNames.id, textAt(raw, 'id')], [factNames.description, textAt(raw, 'description')]),
    raw: { group },
  };
}

const path = ({ id }: Resource): string => `/security-groups/${id}`;

/** Security groups, with their rules below them. */
export function securityGroups(desk: Desk): Kind {
  const { client } = desk;
  const goes = { en: 'The security group {name} with its rules.', zh: '安全组 {name} 及其规则。' };
  const group = ['security', 'group'];
  const remove: Verb<Resource> = {
    ...removal(desk, group, 'network', path, goes),
    // Neutron keeps the group `default` of each project.
    applies: ({ name }) => name !== 'default',
  };
  return {
    id: 'security-groups',
    title: { en: 'Security Groups', zh: '安全组' },
    follow: following(desk, async (signal) =>
      (await client.list('network', '/security-groups', 'security_groups', signal)).map(groupOf),
    ),
    below: ({ id, name }) =>
      following(desk, async (signal) => {
        const all = await client.list('network', '/security-groups', 'security_groups', signal);
        const names = new Map(all.map((one) => [textAt(one, 'id'), nameOf(one)]));
        const own = all.filter((one) => textAt(one, 'id') === id);
        return own.flatMap((one) => objectsAt(one, 'security_group_rules')).map((rule) => ruleOf(rule, name, names));
      }),
    verbs: [addRule(desk), inspect(desk, group, 'network', path), remove],
    general: [create(desk)],
  };
}

/** Rules stand below their groups only. */
export function rules(desk: Desk): Kind {
  const noun = ['security', 'group', 'rule'];
  const at = ({ id }: Resource) => `/security-group-rules/${id}`;
  const remove = removal(desk, noun, 'network', at, { en: '', zh: '' });
  const goes: Text = { en: 'This rule of the group {group}: {sentence}', zh: '安全组 {group} 的这条规则：{sentence}' };
  return {
    id: 'rules',
    title: { en: 'Rules', zh: '规则' },
    verbs: [
      inspect(desk, noun, 'network', at),
      {
        ...remove,
        destroys: (rule) => fill(goes, { group: textAt(keptOf(rule), 'group'), sentence: rule.summary }),
      },
    ],
  };
}

function create(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => [nameLine({ en: 'Name of the security group', zh: '安全组名称' }, 'web')],
    words: (_none, answers) => ['security', 'group', 'create', answerTo(answers, 'name')],
    run: async (_none, answers, signal) => {
      const body = { security_group: { name: answerTo(answers, 'name') } };
      await desk.client.send({ method: 'POST', service: 'network', path: '/security-groups', body }, signal);
    },
  });
}
