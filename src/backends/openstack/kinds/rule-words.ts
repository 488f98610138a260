import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { textAt } from '../fields';

/** What a rule of a security group means, in a sentence; `group` is what its group is called. */
export function ruleSentence(rule: Raw, group: string, groups: ReadonlyMap<string, string> = new Map()): Text {
  const isIn = textAt(rule, 'direction') === 'ingress';
  const { en, zh } = fill(isIn ? incoming : outgoing, { who: whoOf(rule, groups), what: whatOf(rule), group });
  return { en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}`, zh };
}

const incoming: Text = {
  en: '{who} may reach servers in {group} by {what}.',
  zh: '{who}可以通过 {what} 访问 {group} 中的云主机。',
};
const outgoing: Text = {
  en: 'Servers in {group} may reach {who} by {what}.',
  zh: '{group} 中的云主机可以通过 {what} 访问{who}。',
};

/** On the other side of a rule: a range, the members of a group, or everybody. */
function whoOf(rule: Raw, groups: ReadonlyMap<string, string>): Text {
  const range = textAt(rule, 'remote_ip_prefix');
  const remote = textAt(rule, 'remote_group_id');
  if (remote !== '') {
    const group = groups.get(remote) ?? remote;
    return fill({ en: 'members of the group {group}', zh: '安全组 {group} 的成员' }, { group });
  }
  if (range === '' || range === '0.0.0.0/0' || range === '::/0') {
    const isSix = textAt(rule, 'ethertype') === 'IPv6';
    return isSix
      ? { en: 'anybody on the Internet (IPv6)', zh: '互联网上的任何人（IPv6）' }
      : { en: 'anybody on the Internet (IPv4)', zh: '互联网上的任何人（IPv4）' };
  }
  return fill({ en: 'addresses in {range}', zh: '{range} 内的地址' }, { range });
}

function whatOf(rule: Raw): Text {
  const protocol = textAt(rule, 'protocol');
  const [least, most] = [textAt(rule, 'port_range_min'), textAt(rule, 'port_range_max')];
  if (protocol === '') return { en: 'any protocol', zh: '任意协议' };
  const name = protocol.toUpperCase();
  // Of ICMP these are type and code.
  if (/icmp/i.test(protocol)) return verbatim(least === '' ? name : `${name} ${least}/${most}`);
  if (least === '') return fill({ en: '{name} on any port', zh: '{name} 任意端口' }, { name });
  if (least === most) return fill({ en: '{name} port {least}', zh: '{name} 端口 {least}' }, { name, least });
  return fill({ en: '{name} ports {least} to {most}', zh: '{name} 端口 {least}–{most}' }, { name, least, most });
}
