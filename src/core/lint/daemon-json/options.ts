/** What an option of dockerd wants in daemon.json. */
export type Kind = 'text' | 'number' | 'switch' | 'texts' | 'tables' | 'table' | 'table of texts' | 'table of switches';

/**
 * Every option of daemon.json, on Linux and on Windows, removed ones included that files still carry:
 * https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file and daemon/config/*.go of moby (November 2026)
 */
const names: Readonly<Record<Kind, string>> = {
  text: `api-cors-header bip bip6 bridge bridge-accept-fwmark cgroup-parent cluster-advertise cluster-store containerd
    containerd-namespace containerd-plugin-namespace containerd-plugins-namespace data-root default-cgroupns-mode
    default-gateway default-gateway-v6 default-init default-ipc-mode default-runtime default-shm-size
    deprecated-key-path exec-root firewall-backend fixed-cidr fixed-cidr-v6 graph group host-gateway-ip http-proxy
    https-proxy init-path ip log-driver log-format log-level metrics-addr min-api-version no-proxy pidfile resolv-conf
    seccomp-profile storage-driver swarm-default-advertise-addr tlscacert tlscert tlskey userland-proxy-path
    userns-remap`,
  number: `cpu-rt-period cpu-rt-runtime max-concurrent-downloads max-concurrent-uploads max-download-attempts mtu
    network-control-plane-mtu network-diagnostic-port oom-score-adjust shutdown-timeout swarm-raft-election-tick
    swarm-raft-heartbeat-tick`,
  switch: `allow-direct-routing cri-containerd debug disable-legacy-registry experimental icc init ip-forward
    ip-forward-no-drop ip-masq ip6tables iptables ipv6 live-restore no-new-privileges raw-logs rootless selinux-enabled
    tls tlsverify userland-proxy`,
  texts: `allow-nondistributable-artifacts authorization-plugins cdi-spec-dirs dns dns-opts dns-search exec-opts
    host-gateway-ips hosts insecure-registries labels node-generic-resources registry-mirrors storage-opts`,
  tables: 'default-address-pools',
  table: 'builder default-network-opts default-ulimits proxies runtimes',
  'table of texts': 'cluster-store-opts log-opts',
  'table of switches': 'features',
};

/** The options by their names, with what each wants. */
export const options: ReadonlyMap<string, Kind> = new Map(
  (Object.entries(names) as [Kind, string][]).flatMap(([kind, list]) =>
    list.split(/\s+/).map((name): [string, Kind] => [name, kind]),
  ),
);

/** The command line says these once for each value; in the file dockerd takes such a name, and reads nothing from it. */
export const flags: ReadonlyMap<string, string> = new Map([
  ['add-runtime', 'runtimes'],
  ['authorization-plugin', 'authorization-plugins'],
  ['cdi-spec-dir', 'cdi-spec-dirs'],
  ['default-address-pool', 'default-address-pools'],
  ['default-network-opt', 'default-network-opts'],
  ['default-ulimit', 'default-ulimits'],
  ['dns-opt', 'dns-opts'],
  ['exec-opt', 'exec-opts'],
  ['feature', 'features'],
  ['host', 'hosts'],
  ['insecure-registry', 'insecure-registries'],
  ['label', 'labels'],
  ['log-opt', 'log-opts'],
  ['node-generic-resource', 'node-generic-resources'],
  ['registry-mirror', 'registry-mirrors'],
  ['storage-opt', 'storage-opts'],
]);

/** The log drivers that keep files on the host, and what they may be told. */
export const fileDrivers: ReadonlySet<string> = new Set(['json-file', 'local']);
export const logOptions: readonly string[] = [
  'compress',
  'env',
  'env-regex',
  'labels',
  'labels-regex',
  'max-buffer-size',
  'max-file',
  'max-size',
  'mode',
  'tag',
];
