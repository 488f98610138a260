import {
  either,
  field,
  hosts,
  listOf,
  options,
  ownNames,
  table,
  text,
  textOrNumber,
  textOrTexts,
  texts,
  wholeNumber,
  number,
  type Keys,
} from './shape';

const port = table(
  {
    name: field(text, 'A name for readers.', '供人阅读的名字。'),
    target: field(wholeNumber, 'The port in the container.', '容器端口。'),
    published: field(
      { kind: 'value', takes: ['text', 'whole number'] },
      'The port of the host, or a range in quotes.',
      '主机端口；端口范围要加引号。',
    ),
    host_ip: field(text, 'The address of the host; left out, every one.', '主机地址；不写表示所有地址。'),
    protocol: field(text, 'tcp or udp.', 'tcp 或 udp。', 'tcp'),
    app_protocol: field(text, 'What is spoken there, such as http.', '应用层协议，如 http。'),
    mode: field(text, 'host or ingress; for a swarm.', '取值 host 或 ingress，用于 Swarm。', 'ingress'),
  },
  'target',
);

const joined = table({
  aliases: field(texts, 'More names for this service on the network.', '本服务在该网络里的其他名字。'),
  ipv4_address: field(
    text,
    'A fixed address; the network needs a subnet of its own.',
    '固定 IPv4 地址；该网络必须自定义子网。',
  ),
  ipv6_address: field(text, 'A fixed IPv6 address.', '固定 IPv6 地址。'),
  link_local_ips: field(texts),
  mac_address: field(text),
  interface_name: field(text),
  driver_opts: field(options),
  priority: field(number, 'Networks are joined from the highest to the lowest.', '按优先级从高到低依次加入网络。', '0'),
  gw_priority: field(number, 'The network with the highest one has the way out.', '数值最高的网络提供默认网关。', '0'),
});

/** The keys of a service about networks. */
export const networkKeys: Keys = {
  ports: field(
    listOf(either(textOrNumber, port)),
    'Leads ports of the host to the container: "8080:80".',
    '把主机端口转到容器：“8080:80”。',
  ),
  expose: field(
    listOf(textOrNumber),
    'Says which ports it listens on; publishes nothing.',
    '声明监听的端口，并不发布。',
  ),
  networks: field(
    either(texts, ownNames(joined)),
    'Networks that it joins; left out, the default one.',
    '要加入的网络；不写则加入 default。',
  ),
  network_mode: field(
    text,
    'host, none, service:… or container:… in place of a network of its own.',
    '取值 host、none、service:… 或 container:…，代替自己的网络。',
  ),
  links: field(texts, 'Old: services find each other by name without it.', '旧写法：没有它，服务之间也能用名字互访。'),
  external_links: field(texts),
  hostname: field(text, 'What the container calls itself.', '容器自己的主机名。'),
  domainname: field(text),
  dns: field(textOrTexts, 'Name servers.', 'DNS 服务器。'),
  dns_opt: field(texts),
  dns_search: field(textOrTexts),
  extra_hosts: field(hosts, 'More lines for /etc/hosts: "name:address".', '写入 /etc/hosts 的条目：“名字:地址”。'),
  mac_address: field(text),
};
