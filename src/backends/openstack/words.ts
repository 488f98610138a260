import type { Text } from '../../core/text';

/** What facts of clouds are called. */
export const factNames = {
  id: { en: 'ID', zh: 'ID' },
  addresses: { en: 'Addresses', zh: '地址' },
  flavor: { en: 'Flavor', zh: '规格' },
  image: { en: 'Image', zh: '镜像' },
  key: { en: 'Key pair', zh: '密钥对' },
  zone: { en: 'Availability zone', zh: '可用域' },
  created: { en: 'Created', zh: '创建时间' },
  fault: { en: 'Fault', zh: '故障' },
  task: { en: 'Task', zh: '任务' },
  size: { en: 'Size', zh: '大小' },
  format: { en: 'Format', zh: '格式' },
  visibility: { en: 'Visibility', zh: '可见性' },
  least: { en: 'Needs at least', zh: '最低要求' },
  checksum: { en: 'Checksum (MD5)', zh: '校验和（MD5）' },
  fingerprint: { en: 'Fingerprint', zh: '指纹' },
  type: { en: 'Type', zh: '类型' },
  cidr: { en: 'Range', zh: '网段' },
  gateway: { en: 'Gateway', zh: '网关' },
  pools: { en: 'Addresses given out', zh: '地址池' },
  dns: { en: 'DNS servers', zh: 'DNS 服务器' },
  mtu: { en: 'MTU', zh: 'MTU' },
  mac: { en: 'MAC address', zh: 'MAC 地址' },
  owner: { en: 'Used by', zh: '使用者' },
  device: { en: 'Device', zh: '设备' },
  fixed: { en: 'Fixed address', zh: '内网地址' },
  attached: { en: 'Attached to', zh: '挂载到' },
  host: { en: 'Host', zh: '主机' },
  updated: { en: 'Last heard of', zh: '最近一次心跳' },
  reason: { en: 'Reason', zh: '原因' },
  used: { en: 'In use', zh: '已用' },
  limit: { en: 'Limit', zh: '上限' },
  description: { en: 'Description', zh: '描述' },
} as const satisfies Record<string, Text>;

/** The lessons that explain what is wrong. */
export const lessons = {
  servers: 'openstack/servers',
  images: 'openstack/images',
  networks: 'openstack/networks',
  volumes: 'openstack/volumes',
  identity: 'openstack/identity',
  troubleshooting: 'openstack/troubleshooting',
} as const;
