/** A package that the lab's package managers know: what it claims, and which commands come with it. */
export type Package = {
  readonly name: string;
  readonly version: string;
  /** What it takes on the disk, in bytes; the download is taken for a third of it. */
  readonly size: number;
  readonly depends: readonly string[];
  /** Installed too unless told otherwise (Debian). */
  readonly recommends: readonly string[];
  /** Executables: path and the program of the lab that runs there. */
  readonly programs: Readonly<Record<string, string>>;
  /** Other files that it brings. */
  readonly files: Readonly<Record<string, string>>;
};

type Extra = Partial<Pick<Package, 'depends' | 'recommends' | 'programs' | 'files'>>;

const of = (name: string, version: string, kilobytes: number, extra: Extra = {}): Package => ({
  name,
  version,
  size: kilobytes * 1000,
  depends: extra.depends ?? [],
  recommends: extra.recommends ?? [],
  programs: extra.programs ?? {},
  files: extra.files ?? {},
});

/** Executables in one folder whose programs have their own names. */
const bin = (folder: string, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`${folder}/${name}`, name]));
/** Executables that the lab does not simulate: they say so and end well. */
const recorded = (folder: string, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`${folder}/${name}`, 'recorded']));

const zones = [
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Hong_Kong',
  'Asia/Singapore',
  'Asia/Kolkata',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Paris',
  'Europe/Moscow',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Etc/UTC',
  'UTC',
];
const zoneFiles = Object.fromEntries([
  ...zones.map((zone) => [`/usr/share/zoneinfo/${zone}`, `TZif2 ${zone}\n`] as const),
  ['/usr/share/zoneinfo/tzdata.zi', '# version 2025b\n'] as const,
]);

const nginxConf = (include: string): string =>
  `user nginx;\nworker_processes auto;\npcre_jit on;\nerror_log /var/log/nginx/error.log warn;\ninclude /etc/nginx/modules/*.conf;\nevents {\n\tworker_connections 1024;\n}\nhttp {\n\tinclude /etc/nginx/mime.types;\n\tdefault_type application/octet-stream;\n\tserver_tokens off;\n\tclient_max_body_size 1m;\n\tsendfile on;\n\ttcp_nopush on;\n\taccess_log /var/log/nginx/access.log;\n\tinclude ${include};\n}\n`;
const mimeTypes =
  'types {\n\ttext/html html htm;\n\ttext/css css;\n\ttext/plain txt;\n\tapplication/javascript js;\n\tapplication/json json;\n\timage/png png;\n\timage/svg+xml svg;\n}\n';
const supervisorConf =
  '[supervisord]\nlogfile=/var/log/supervisord.log\npidfile=/run/supervisord.pid\n\n[include]\nfiles = /etc/supervisor.d/*.ini\n';

const alpine: readonly Package[] = [
  of('ca-certificates', '20250619-r0', 680, { files: { '/etc/ssl/certs/ca-certificates.crt': '# authorities\n' } }),
  of('brotli-libs', '1.1.0-r2', 824),
  of('c-ares', '1.34.5-r0', 205),
  of('libunistring', '1.3-r0', 1711),
  of('libidn2', '2.3.7-r0', 206),
  of('nghttp2-libs', '1.65.0-r0', 172),
  of('libpsl', '0.21.5-r3', 95),
  of('zstd-libs', '1.5.7-r0', 660),
  of('libcurl', '8.14.1-r2', 617, {
    depends: [
      'ca-certificates',
      'brotli-libs',
      'c-ares',
      'libunistring',
      'libidn2',
      'nghttp2-libs',
      'libpsl',
      'zstd-libs',
    ],
  }),
  of('curl', '8.14.1-r2', 262, { depends: ['libcurl'], programs: bin('/usr/bin', 'curl') }),
  of('wget', '1.25.0-r1', 525, { depends: ['libunistring', 'libidn2'], programs: bin('/usr/bin', 'wget') }),
  of('ncurses-terminfo-base', '6.5_p20250503-r0', 212),
  of('libncursesw', '6.5_p20250503-r0', 300, { depends: ['ncurses-terminfo-base'] }),
  of('readline', '8.2.13-r1', 311, { depends: ['libncursesw'] }),
  of('bash', '5.2.37-r0', 1280, { depends: ['readline'], programs: bin('/bin', 'bash') }),
  of('tzdata', '2025b-r0', 3200, { files: zoneFiles }),
  of('iputils-ping', '20240905-r0', 90, { programs: bin('/bin', 'ping') }),
  of('iputils', '20240905-r0', 20, { depends: ['iputils-ping'] }),
  of('iproute2-minimal', '6.15.0-r0', 600, { programs: bin('/sbin', 'ip') }),
  of('iproute2-ss', '6.15.0-r0', 180, { programs: bin('/bin', 'ss') }),
  of('iproute2', '6.15.0-r0', 900, { depends: ['iproute2-minimal', 'iproute2-ss'] }),
  of('procps-ng', '4.0.4-r3', 430, {
    depends: ['libncursesw'],
    programs: bin('/bin', 'ps', 'top', 'free', 'pgrep', 'pkill', 'pidof', 'uptime', 'watch', 'sysctl'),
  }),
  of('procps', '4.0.4-r3', 1, { depends: ['procps-ng'] }),
  of('bind-libs', '9.20.11-r0', 3200),
  of('bind-tools', '9.20.11-r0', 1500, {
    depends: ['bind-libs'],
    programs: bin('/usr/bin', 'dig', 'nslookup', 'host'),
  }),
  of('nginx', '1.28.0-r3', 1500, {
    programs: bin('/usr/sbin', 'nginx'),
    files: {
      '/etc/nginx/nginx.conf': nginxConf('/etc/nginx/http.d/*.conf'),
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/http.d/default.conf':
        'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\tlocation / {\n\t\treturn 404;\n\t}\n}\n',
      '/var/lib/nginx/html/index.html': '<html><body><h1>Welcome to nginx!</h1></body></html>\n',
    },
  }),
  of('redis', '8.0.3-r0', 6200, {
    programs: { '/usr/bin/redis-server': 'redis-server', '/usr/bin/redis-cli': 'redis-cli' },
  }),
  of('libexpat', '2.7.1-r0', 180),
  of('python3', '3.12.11-r0', 42_000, {
    depends: ['libexpat', 'readline'],
    programs: { '/usr/bin/python3': 'python', '/usr/bin/python3.12': 'python' },
  }),
  of('py3-setuptools', '80.9.0-r0', 6100, { depends: ['python3'] }),
  of('py3-pip', '25.1.1-r0', 7900, {
    depends: ['py3-setuptools'],
    programs: { '/usr/bin/pip': 'pip', '/usr/bin/pip3': 'pip' },
  }),
  of('supervisor', '4.2.5-r5', 1200, {
    depends: ['python3', 'py3-setuptools'],
    programs: bin('/usr/bin', 'supervisord', 'supervisorctl'),
    files: { '/etc/supervisord.conf': supervisorConf },
  }),
  of('openssl', '3.5.1-r0', 980, { programs: bin('/usr/bin', 'openssl') }),
  of('jq', '1.8.0-r0', 310, { programs: recorded('/usr/bin', 'jq') }),
  of('git', '2.49.1-r0', 12_600, { depends: ['libexpat', 'libcurl'], programs: recorded('/usr/bin', 'git') }),
  of('make', '4.4.1-r3', 250, { programs: recorded('/usr/bin', 'make') }),
  of('musl-dev', '1.2.5-r10', 11_000),
  of('linux-headers', '6.14.2-r0', 11_500),
  of('libffi-dev', '3.4.8-r0', 160),
  of('openssl-dev', '3.5.1-r0', 2100),
  of('gcc', '14.2.0-r6', 136_000, { depends: ['musl-dev'], programs: recorded('/usr/bin', 'gcc', 'cc') }),
  of('g++', '14.2.0-r6', 62_000, { depends: ['gcc'], programs: recorded('/usr/bin', 'g++', 'c++') }),
  of('build-base', '0.5-r3', 1, { depends: ['make', 'gcc', 'g++'] }),
  of('nodejs', '22.16.0-r2', 61_000, { programs: recorded('/usr/bin', 'node') }),
  of('npm', '11.3.0-r1', 9800, { depends: ['nodejs'], programs: bin('/usr/bin', 'npm') }),
  of('go', '1.24.4-r0', 224_000, { programs: recorded('/usr/bin', 'go') }),
  of('tini', '0.19.0-r3', 25, { programs: bin('/sbin', 'tini') }),
  of('su-exec', '0.2-r3', 10, { programs: bin('/sbin', 'su-exec') }),
  of('dumb-init', '1.2.5-r3', 20, { programs: bin('/usr/bin', 'dumb-init') }),
  of('shadow', '4.17.3-r0', 700, {
    programs: bin('/usr/sbin', 'useradd', 'groupadd', 'userdel', 'groupdel', 'usermod'),
  }),
  of('coreutils', '9.7-r1', 1100),
  of('findutils', '4.10.0-r0', 500),
  of('grep', '3.12-r0', 150),
  of('sed', '4.9-r2', 200),
  of('gawk', '5.3.2-r2', 900),
  of('tar', '1.35-r3', 600),
  of('gzip', '1.14-r1', 120),
  of('vim', '9.1.1415-r0', 3100, { programs: bin('/usr/bin', 'vim') }),
  of('nano', '8.4-r0', 650, { programs: bin('/usr/bin', 'nano') }),
  of('less', '668-r0', 170, { programs: bin('/usr/bin', 'less') }),
  of('htop', '3.4.1-r0', 240, { programs: recorded('/usr/bin', 'htop') }),
  of('openssh-client', '10.0_p1-r7', 2400, { programs: recorded('/usr/bin', 'ssh') }),
  of('openssh', '10.0_p1-r7', 3900),
  of('rsync', '3.4.1-r0', 420, { programs: recorded('/usr/bin', 'rsync') }),
  of('tcpdump', '4.99.5-r1', 920, { programs: recorded('/usr/bin', 'tcpdump') }),
  of('socat', '1.8.0.3-r1', 380, { programs: recorded('/usr/bin', 'socat') }),
  of('netcat-openbsd', '1.229.1-r0', 45, { programs: bin('/usr/bin', 'nc') }),
  of('busybox-extras', '1.37.0-r18', 130, { programs: bin('/usr/bin', 'telnet') }),
  of('stress-ng', '0.19.00-r0', 3100, { programs: { '/usr/bin/stress-ng': 'stress' } }),
  of('mariadb-client', '11.4.5-r2', 28_000, { programs: bin('/usr/bin', 'mariadb', 'mariadb-admin', 'mariadb-dump') }),
  of('postgresql17-client', '17.5-r0', 4300, { programs: recorded('/usr/bin', 'psql') }),
  of('openjdk17-jre', '17.0.15_p6-r0', 190_000, { programs: recorded('/usr/bin', 'java') }),
  of('openjdk21-jre', '21.0.7_p6-r0', 200_000, { programs: recorded('/usr/bin', 'java') }),
  of('apache2-utils', '2.4.63-r1', 230, { programs: recorded('/usr/bin', 'htpasswd', 'ab') }),
  of('unzip', '6.0-r15', 330),
  of('zip', '3.0-r13', 420),
  of('gettext', '0.24.1-r0', 5100, { programs: recorded('/usr/bin', 'envsubst') }),
  of('libc6-compat', '1.1.0-r4', 30),
  of('gcompat', '1.1.0-r4', 90),
  of('sudo', '1.9.17_p1-r0', 2100, { programs: bin('/usr/bin', 'sudo') }),
  of('dcron', '4.6-r0', 60),
  of('logrotate', '3.21.0-r1', 90),
];

const debian: readonly Package[] = [
  of('openssl', '3.0.13-0ubuntu3.5', 2100, { programs: bin('/usr/bin', 'openssl') }),
  of('ca-certificates', '20240203', 380, {
    depends: ['openssl'],
    files: { '/etc/ssl/certs/ca-certificates.crt': '# authorities\n' },
  }),
  of('libbrotli1', '1.1.0-2build2', 850),
  of('libnghttp2-14', '1.59.0-1ubuntu0.2', 216),
  of('libpsl5t64', '0.21.2-1.1build1', 110),
  of('publicsuffix', '20231001.0357-0.1', 330),
  of('librtmp1', '2.4+20151223-2build7', 160),
  of('libssh-4', '0.10.6-2ubuntu0.1', 550),
  of('libkrb5-3', '1.20.1-6ubuntu2.6', 1100),
  of('libldap2', '2.6.7+dfsg-1ubuntu2', 560),
  of('libldap-common', '2.6.7+dfsg-1ubuntu2', 100),
  of('libsasl2-modules', '2.1.28+dfsg1-5ubuntu3', 260),
  of('krb5-locales', '1.20.1-6ubuntu2.6', 40),
  of('libcurl4t64', '8.5.0-2ubuntu10.6', 860, {
    depends: ['libbrotli1', 'libnghttp2-14', 'libpsl5t64', 'librtmp1', 'libssh-4', 'libkrb5-3', 'libldap2'],
  }),
  of('curl', '8.5.0-2ubuntu10.6', 534, {
    depends: ['libcurl4t64'],
    recommends: ['ca-certificates', 'publicsuffix', 'libldap-common', 'libsasl2-modules', 'krb5-locales'],
    programs: bin('/usr/bin', 'curl'),
  }),
  of('wget', '1.21.4-1ubuntu4.1', 1000, {
    depends: ['libpsl5t64'],
    recommends: ['ca-certificates', 'publicsuffix'],
    programs: bin('/usr/bin', 'wget'),
  }),
  of('tzdata', '2025b-0ubuntu0.24.04.1', 3500, { files: zoneFiles }),
  of('iputils-ping', '3:20240117-1build1', 110, { programs: bin('/usr/bin', 'ping') }),
  of('libbpf1', '1:1.3.0-2build2', 390),
  of('libmnl0', '1.0.5-2build1', 40),
  of('iproute2', '6.1.0-1ubuntu6', 3000, {
    depends: ['libbpf1', 'libmnl0'],
    programs: { '/usr/sbin/ip': 'ip', '/usr/bin/ss': 'ss' },
  }),
  of('net-tools', '2.10-0.1ubuntu4', 800, {
    programs: { '/usr/sbin/ifconfig': 'ifconfig', '/usr/sbin/route': 'route', '/usr/bin/netstat': 'netstat' },
  }),
  of('libproc2-0', '2:4.0.4-4ubuntu3', 150),
  of('procps', '2:4.0.4-4ubuntu3', 1500, {
    depends: ['libproc2-0'],
    programs: bin('/usr/bin', 'ps', 'top', 'free', 'pgrep', 'pkill', 'pidof', 'uptime', 'watch', 'kill'),
  }),
  of('psmisc', '23.7-1build1', 800, { programs: bin('/usr/bin', 'killall') }),
  of('bind9-libs', '1:9.18.39-0ubuntu0.24.04.1', 3300),
  of('bind9-host', '1:9.18.39-0ubuntu0.24.04.1', 170, { programs: bin('/usr/bin', 'host') }),
  of('bind9-dnsutils', '1:9.18.39-0ubuntu0.24.04.1', 440, {
    depends: ['bind9-libs', 'bind9-host'],
    programs: bin('/usr/bin', 'dig', 'nslookup'),
  }),
  of('dnsutils', '1:9.18.39-0ubuntu0.24.04.1', 20, { depends: ['bind9-dnsutils'] }),
  of('nginx-common', '1.24.0-2ubuntu7.5', 320, {
    files: {
      '/etc/nginx/nginx.conf': nginxConf('/etc/nginx/sites-enabled/*').replace('user nginx;', 'user www-data;'),
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/sites-enabled/default':
        'server {\n\tlisten 80 default_server;\n\troot /var/www/html;\n\tindex index.html index.htm;\n\tserver_name _;\n\tlocation / {\n\t\ttry_files $uri $uri/ =404;\n\t}\n}\n',
      '/var/www/html/index.html':
        '<!DOCTYPE html>\n<html>\n<head><title>Welcome to nginx!</title></head>\n<body><h1>Welcome to nginx!</h1></body>\n</html>\n',
    },
  }),
  of('nginx', '1.24.0-2ubuntu7.5', 1400, { depends: ['nginx-common'], programs: bin('/usr/sbin', 'nginx') }),
  of('apache2', '2.4.58-1ubuntu8.7', 6800, { programs: recorded('/usr/sbin', 'apache2', 'apachectl') }),
  of('redis-tools', '5:7.0.15-1ubuntu0.24.04.1', 2200, { programs: bin('/usr/bin', 'redis-cli') }),
  of('redis-server', '5:7.0.15-1ubuntu0.24.04.1', 180, {
    depends: ['redis-tools'],
    programs: bin('/usr/bin', 'redis-server'),
  }),
  of('libpython3.12-stdlib', '3.12.3-1ubuntu0.7', 18_000),
  of('python3', '3.12.3-0ubuntu2', 7200, {
    depends: ['libpython3.12-stdlib'],
    programs: { '/usr/bin/python3': 'python', '/usr/bin/python3.12': 'python' },
  }),
  of('build-essential', '12.10ubuntu1', 20, { depends: ['gcc', 'g++', 'make'] }),
  of('python3-pip', '24.0+dfsg-1ubuntu1.2', 9100, {
    depends: ['python3'],
    recommends: ['build-essential'],
    programs: { '/usr/bin/pip': 'pip', '/usr/bin/pip3': 'pip' },
  }),
  of('python3-venv', '3.12.3-0ubuntu2', 20, { depends: ['python3'] }),
  of('supervisor', '4.2.5-1ubuntu0.1', 1600, {
    depends: ['python3'],
    programs: bin('/usr/bin', 'supervisord', 'supervisorctl'),
    files: {
      '/etc/supervisor/supervisord.conf': supervisorConf.replace(
        '/etc/supervisor.d/*.ini',
        '/etc/supervisor/conf.d/*.conf',
      ),
    },
  }),
  of('gcc', '4:13.2.0-7ubuntu1', 122_000, { programs: recorded('/usr/bin', 'gcc', 'cc') }),
  of('g++', '4:13.2.0-7ubuntu1', 41_000, { depends: ['gcc'], programs: recorded('/usr/bin', 'g++') }),
  of('make', '4.3-4.1build2', 420, { programs: recorded('/usr/bin', 'make') }),
  of('git', '1:2.43.0-1ubuntu7.3', 23_000, { depends: ['libcurl4t64'], programs: recorded('/usr/bin', 'git') }),
  of('vim', '2:9.1.0016-1ubuntu7.9', 41_000, { programs: bin('/usr/bin', 'vim', 'vi') }),
  of('nano', '7.2-2ubuntu0.1', 880, { programs: bin('/usr/bin', 'nano') }),
  of('less', '590-2ubuntu2.1', 320, { programs: bin('/usr/bin', 'less') }),
  of('jq', '1.7.1-3ubuntu0.24.04.1', 390, { programs: recorded('/usr/bin', 'jq') }),
  of('gnupg', '2.4.4-2ubuntu17.3', 5600, { programs: recorded('/usr/bin', 'gpg') }),
  of('lsb-release', '12.0-2', 30),
  of('apt-transport-https', '2.8.3', 35),
  of('software-properties-common', '0.99.49.3', 900),
  of('locales', '2.39-0ubuntu8.6', 17_000),
  of('sudo', '1.9.15p5-3ubuntu5', 3300, { programs: bin('/usr/bin', 'sudo') }),
  of('unzip', '6.0-28ubuntu4.1', 380),
  of('zip', '3.0-13ubuntu0.2', 550),
  of('telnet', '0.17+2.5-3ubuntu4', 160, { programs: bin('/usr/bin', 'telnet') }),
  of('netcat-openbsd', '1.226-1ubuntu2', 110, { programs: bin('/usr/bin', 'nc') }),
  of('traceroute', '1:2.1.5-1', 180, { programs: bin('/usr/sbin', 'traceroute') }),
  of('tcpdump', '4.99.4-3ubuntu4', 1300, { programs: recorded('/usr/bin', 'tcpdump') }),
  of('stress', '1.0.7-1', 60, { programs: bin('/usr/bin', 'stress') }),
  of('stress-ng', '0.17.06-1build1', 4900, { programs: { '/usr/bin/stress-ng': 'stress' } }),
  of('htop', '3.3.0-4build1', 430, { programs: recorded('/usr/bin', 'htop') }),
  of('tini', '0.19.0-1', 850, { programs: bin('/usr/bin', 'tini') }),
  of('gosu', '1.17-1ubuntu0.24.04.3', 2300, { programs: bin('/usr/bin', 'gosu') }),
  of('cron', '3.0pl1-184ubuntu2', 250, { programs: recorded('/usr/sbin', 'cron') }),
  of('openssh-server', '1:9.6p1-3ubuntu13.13', 2200, { programs: recorded('/usr/sbin', 'sshd') }),
  of('openssh-client', '1:9.6p1-3ubuntu13.13', 4200, { programs: recorded('/usr/bin', 'ssh') }),
  of('mariadb-client', '1:10.11.13-0ubuntu0.24.04.1', 36_000, {
    programs: bin('/usr/bin', 'mariadb', 'mariadb-admin', 'mariadb-dump'),
  }),
  of('mysql-client', '8.0.42-0ubuntu0.24.04.1', 49_000, { programs: { '/usr/bin/mysql': 'mariadb' } }),
  of('default-jre-headless', '2:1.21-75', 190_000, { programs: recorded('/usr/bin', 'java') }),
  of('openjdk-17-jre-headless', '17.0.15+6~us1-0ubuntu1', 191_000, { programs: recorded('/usr/bin', 'java') }),
  of('nodejs', '18.19.1+dfsg-6ubuntu5', 76_000, { programs: recorded('/usr/bin', 'node') }),
  of('npm', '9.2.0~ds1-2', 38_000, { depends: ['nodejs'], programs: bin('/usr/bin', 'npm') }),
  of('cowsay', '3.03+dfsg2-8', 90, { programs: recorded('/usr/games', 'cowsay') }),
  of('figlet', '2.2.5-3', 750, { programs: recorded('/usr/bin', 'figlet') }),
  of('gettext-base', '0.21-14ubuntu2', 330, { programs: recorded('/usr/bin', 'envsubst') }),
  of('libpq-dev', '16.9-0ubuntu0.24.04.1', 620),
  of('file', '1:5.45-3build1', 200, { programs: recorded('/usr/bin', 'file') }),
  of('rsync', '3.2.7-1ubuntu1.2', 810, { programs: recorded('/usr/bin', 'rsync') }),
  of('logrotate', '3.21.0-2build1', 180),
];

const python: readonly Package[] = [
  of('blinker', '1.9.0', 40),
  of('click', '8.2.1', 620),
  of('itsdangerous', '2.2.0', 90),
  of('MarkupSafe', '3.0.2', 110),
  of('Jinja2', '3.1.6', 950, { depends: ['MarkupSafe'] }),
  of('Werkzeug', '3.1.3', 1600, { depends: ['MarkupSafe'] }),
  of('Flask', '3.1.1', 780, {
    depends: ['blinker', 'click', 'itsdangerous', 'Jinja2', 'MarkupSafe', 'Werkzeug'],
    programs: { '/usr/local/bin/flask': 'flask' },
  }),
  of('redis', '6.2.0', 2600),
  of('packaging', '25.0', 420),
  of('gunicorn', '23.0.0', 640, { depends: ['packaging'], programs: { '/usr/local/bin/gunicorn': 'gunicorn' } }),
  of('urllib3', '2.5.0', 620),
  of('certifi', '2025.7.14', 310),
  of('idna', '3.10', 430),
  of('charset-normalizer', '3.4.2', 480),
  of('requests', '2.32.4', 420, { depends: ['charset-normalizer', 'idna', 'urllib3', 'certifi'] }),
  of('numpy', '2.3.1', 71_000),
  of('pandas', '2.3.1', 62_000, { depends: ['numpy'] }),
  of('Django', '5.2.4', 28_000),
  of('fastapi', '0.116.1', 1700),
  of('uvicorn', '0.35.0', 420),
  of('SQLAlchemy', '2.0.41', 14_000),
  of('psycopg2-binary', '2.9.10', 8900),
  of('PyMySQL', '1.1.1', 220),
  of('pymongo', '4.13.2', 5600),
  of('prometheus-client', '0.22.1', 340),
  of('PyYAML', '6.0.2', 740),
  of('pytest', '8.4.1', 1700),
  of('pip', '25.1.1', 7200),
  of('setuptools', '80.9.0', 6000),
  of('wheel', '0.45.1', 180),
  of('celery', '5.5.3', 2200),
  of('boto3', '1.39.10', 900),
  of('supervisor', '4.2.5', 1500, {
    programs: { '/usr/local/bin/supervisord': 'supervisord', '/usr/local/bin/supervisorctl': 'supervisorctl' },
  }),
  of('cryptography', '45.0.5', 14_000),
];

/** The packages of each package manager. */
export const packageSets = { alpine, debian, python } as const;

/** A package by name, in the form that pip takes names (case and `_` do not matter) when `loose`. */
export function findPackage(set: readonly Package[], name: string, loose = false): Package | undefined {
  const key = (text: string): string => (loose ? text.toLowerCase().replace(/[_.]/g, '-') : text);
  return set.find((one) => key(one.name) === key(name));
}

/** Packages with everything that they need, dependencies first, without those that are there already. */
export function resolvePackages(
  set: readonly Package[],
  wanted: readonly Package[],
  there: ReadonlySet<string>,
  recommended: boolean,
): readonly Package[] {
  const out: Package[] = [];
  const seen = new Set<string>(there);
  const add = (one: Package): void => {
    if (seen.has(one.name)) return;
    seen.add(one.name);
    for (const name of [...one.depends, ...(recommended ? one.recommends : [])]) {
      const other = set.find((candidate) => candidate.name === name);
      if (other) add(other);
    }
    out.push(one);
  };
  wanted.forEach(add);
  return out;
}
