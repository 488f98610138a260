import type { Instance } from './instance';

/** What INFO tells: the sections asked for, or all of them. */
export function info(instance: Instance, wanted: readonly string[]): string {
  const names = wanted
    .map((name) => name.toLowerCase())
    .filter((name) => !['all', 'default', 'everything'].includes(name));
  return Object.entries(sections)
    .filter(([name]) => names.length === 0 || names.includes(name))
    .map(([name, rows]) => {
      const lines = Object.entries(rows(instance)).map(([key, value]) => `${key}:${value}\r\n`);
      return `# ${name[0]?.toUpperCase() ?? ''}${name.slice(1)}\r\n${lines.join('')}`;
    })
    .join('\r\n');
}

type Rows = Readonly<Record<string, string | number>>;

const sections: Readonly<Record<string, (instance: Instance) => Rows>> = {
  server: ({ version, self, settings, started }) => ({
    redis_version: version,
    redis_git_sha1: '00000000',
    redis_mode: 'standalone',
    os: `Linux ${self.facts.kernel} x86_64`,
    arch_bits: 64,
    process_id: self.pid,
    tcp_port: settings.get('port') ?? '6379',
    uptime_in_seconds: Math.floor((self.clock.now() - started) / 1000),
    uptime_in_days: Math.floor((self.clock.now() - started) / 86_400_000),
    hz: 10,
    executable: '/usr/local/bin/redis-server',
    config_file: '',
  }),
  clients: ({ sessions, settings }) => ({
    connected_clients: sessions.size,
    maxclients: settings.get('maxclients') ?? '10000',
    blocked_clients: 0,
  }),
  memory: ({ settings }) => ({
    used_memory: 1_048_576,
    used_memory_human: '1.00M',
    maxmemory: settings.get('maxmemory') ?? '0',
    maxmemory_policy: settings.get('maxmemory-policy') ?? 'noeviction',
  }),
  persistence: (instance) => ({
    loading: 0,
    rdb_changes_since_last_save: instance.dirty,
    rdb_bgsave_in_progress: 0,
    rdb_last_save_time: Math.floor(instance.lastSave / 1000),
    rdb_last_bgsave_status: 'ok',
    aof_enabled: instance.appends ? 1 : 0,
    aof_rewrite_in_progress: 0,
    aof_last_write_status: 'ok',
  }),
  stats: ({ connections, commands }) => ({
    total_connections_received: connections,
    total_commands_processed: commands,
    rejected_connections: 0,
  }),
  replication: () => ({ role: 'master', connected_slaves: 0 }),
  cluster: () => ({ cluster_enabled: 0 }),
  keyspace: ({ databases }) =>
    Object.fromEntries(
      databases.flatMap((keys, index) => {
        const all = keys.keys();
        const expiring = all.filter((key) => keys.expiry(key) !== undefined).length;
        return all.length === 0 ? [] : [[`db${index}`, `keys=${all.length},expires=${expiring},avg_ttl=0,subexpiry=0`]];
      }),
    ),
};
