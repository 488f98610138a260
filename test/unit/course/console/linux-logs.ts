import type { ConsoleOf } from './console';

/** What the commands of linux/logs need, and which are not run. */
export const logsConsole: ConsoleOf = {
  lesson: 'linux/logs',
  before: `{
for code in 200 200 502 200 404 502 200 200; do
  echo "192.168.56.1 - - [16/Nov/2026:09:00:01 +0800] \\"GET / HTTP/1.1\\" $code 612 \\"-\\" \\"curl/8.5.0\\""
done > access.log
for code in 502 200 502 502; do
  echo "192.168.56.1 - - [14/Nov/2026:09:00:01 +0800] \\"GET / HTTP/1.1\\" $code 157 \\"-\\" \\"curl/8.5.0\\""
done | gzip > access.log.2.gz
cat > error.log <<'EOF'
2026/11/16 08:04:37 [error] 1022#1022: *3 open() "/var/www/html/favicon.ico" failed (2: No such file or directory)
2026/11/16 08:20:05 [emerg] 2788#2788: bind() to 0.0.0.0:80 failed (98: Address already in use)
2026/11/16 08:20:05 [emerg] 2788#2788: bind() to [::]:80 failed (98: Address already in use)
2026/11/16 08:35:14 [emerg] 3155#3155: still could not bind()
EOF
}`,
  notRun: {
    'systemctl status nginx': 'needs systemd and the incident of the sample machine',
    "sudo ss -tlnp 'sport = :80'": 'needs root and the incident of the sample machine',
    'sudo nginx -t': 'needs root and nginx',
    'sudo systemctl restart nginx': 'changes the machine',
    'curl -sI http://127.0.0.1:8080/ | head -n 1': 'needs nginx on this port',
    'sudo sshd -t': 'needs root and a broken sshd_config',
  },
};
