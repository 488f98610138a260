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

/** A package; its size in kilobytes. */
export const of = (name: string, version: string, kilobytes: number, extra: Extra = {}): Package => ({
  name,
  version,
  size: kilobytes * 1000,
  depends: extra.depends ?? [],
  recommends: extra.recommends ?? [],
  programs: extra.programs ?? {},
  files: extra.files ?? {},
});

/** Executables in one folder whose programs have their own names. */
export const bin = (folder: string, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`${folder}/${name}`, name]));
/** Executables that the lab does not simulate: they say so and end well. */
export const recorded = (folder: string, ...names: readonly string[]): Readonly<Record<string, string>> =>
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
/** The files of the time zone package. */
export const zoneFiles = Object.fromEntries([
  ...zones.map((zone) => [`/usr/share/zoneinfo/${zone}`, `TZif2 ${zone}\n`] as const),
  ['/usr/share/zoneinfo/tzdata.zi', '# version 2025b\n'] as const,
]);

/** The distributions' nginx.conf, with the folder whose files it includes. */
export const nginxConf = (include: string): string =>
  `user nginx;\nworker_processes auto;\npcre_jit on;\nerror_log /var/log/nginx/error.log warn;\ninclude /etc/nginx/modules/*.conf;\nevents {\n\tworker_connections 1024;\n}\nhttp {\n\tinclude /etc/nginx/mime.types;\n\tdefault_type application/octet-stream;\n\tserver_tokens off;\n\tclient_max_body_size 1m;\n\tsendfile on;\n\ttcp_nopush on;\n\taccess_log /var/log/nginx/access.log;\n\tinclude ${include};\n}\n`;
/** The distributions' mime.types. */
export const mimeTypes =
  'types {\n\ttext/html html htm;\n\ttext/css css;\n\ttext/plain txt;\n\tapplication/javascript js;\n\tapplication/json json;\n\timage/png png;\n\timage/svg+xml svg;\n}\n';
/** Alpine's supervisord.conf. */
export const supervisorConf =
  '; supervisor config file.\n\n[unix_http_server]\nfile=/run/supervisord.sock   ; the path to the socket file\n\n[supervisord]\nlogfile=/var/log/supervisord.log ; main log file\npidfile=/run/supervisord.pid\n\n[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface\n\n[supervisorctl]\nserverurl=unix:///run/supervisord.sock ; use a unix:// URL for a unix socket\n\n[include]\nfiles = /etc/supervisor.d/*.ini\n';
