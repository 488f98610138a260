import type { Trouble } from '../../../core/resources/resource';
import { fill, type Text } from '../../../core/text';
import { lessons } from '../words';

/** What Nova says in a server's fault, and what it means; Nova has no codes for these, and does not translate them. */
type Case = { readonly says: RegExp; readonly why: Text; readonly lesson: string };

// https://opendev.org/openstack/nova/src/branch/master/nova/exception.py
const cases: readonly Case[] = [
  {
    says: /exceeded.*quota|quota.*exceeded/i,
    why: {
      en: 'A quota of the project is used up: {fault} Delete what is no longer needed or ask for more, then delete this server and create it again.',
      zh: '项目的配额已用尽：{fault} 请删除不再需要的资源或申请提高配额，然后删除这台云主机并重新创建。',
    },
    lesson: lessons.volumes,
  },
  {
    says: /no valid host|NoValidHost/i,
    why: {
      en: 'No host can take it: no compute host is up and has the CPU, memory and disk of this flavor, or a property of the image or flavor excludes all of them. Take a smaller flavor or correct the property (see Hypervisors and Services); this server stays in ERROR: delete it and create it again.',
      zh: '没有主机能容纳它：没有在线的计算节点具备该规格所需的 CPU、内存和磁盘，或镜像、规格的属性排除了所有主机。请换更小的规格或修正属性（查看“虚拟化主机”和“服务”）；这台云主机不会自行恢复：请删除后重新创建。',
    },
    lesson: lessons.troubleshooting,
  },
  {
    says: /\bimage\b|flavor'?s disk is (too small|smaller)|ImageNotFound/i,
    why: {
      en: 'The image cannot be used for it: {fault} Look at the state, size and minimum disk of the image, choose one that fits the flavor, then delete this server and create it again.',
      zh: '无法使用该镜像：{fault} 请检查镜像的状态、大小和最小磁盘要求，换一个与规格匹配的镜像，然后删除这台云主机并重新创建。',
    },
    lesson: lessons.images,
  },
  {
    says: /allocate the network|virtual interface|binding failed|PortBinding|no fixed ip|NoMoreFixedIps/i,
    why: {
      en: 'Its network could not be made: {fault} Look whether the agents are alive and the subnet has free addresses, then delete this server and create it again.',
      zh: '无法为它建立网络：{fault} 请检查网络代理是否存活、子网是否还有空闲地址，然后删除这台云主机并重新创建。',
    },
    lesson: lessons.networks,
  },
  {
    says: /volume|block device/i,
    why: {
      en: 'Its volume could not be had: {fault} Look at the state of the volume, then delete this server and create it again.',
      zh: '无法使用它的卷：{fault} 请检查卷的状态，然后删除这台云主机并重新创建。',
    },
    lesson: lessons.volumes,
  },
];

const other: Text = {
  en: 'Nova could not do what it was asked to: {fault} The fault tells the last reason only; `openstack server event list` tells each step.',
  zh: 'Nova 未能完成操作：{fault} 故障信息只有最后的原因；`openstack server event list` 会列出每一步。',
};

const silent: Text = {
  en: 'It is in ERROR and Nova does not say why; look at `openstack server event list` and at the log of nova-compute.',
  zh: '它处于 ERROR 状态，而 Nova 没有说明原因；请查看 `openstack server event list` 和 nova-compute 的日志。',
};

/** Why a server is in ERROR, by the message of its fault. */
export function faultTrouble(fault: string): Trouble {
  if (fault === '') return { why: silent, lesson: lessons.troubleshooting };
  const { why, lesson } = cases.find(({ says }) => says.test(fault)) ?? { why: other, lesson: lessons.troubleshooting };
  return { why: fill(why, { fault: /[.!]$/.test(fault) ? fault : `${fault}.` }), lesson };
}
