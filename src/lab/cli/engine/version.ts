import { command, type Call } from '../command';
import { apiVersion } from '../client/client';
import {
  at,
  listAt,
  mapAt,
  numberAt,
  objectAt,
  textAt,
  textsAt,
  truthAt,
  isList,
  isObject,
  type Json,
} from '../text/json';
import { readTemplate } from '../text/listing';
import { sentenceOf } from '../failure';
import { binarySize } from '../text/units';

/** The version of this front end: the docker CLI whose outputs it has. */
const version = '28.2.2';

/** What `docker --version` says. */
export const versionLine = `Docker version ${version}, build practice-lab`;

const architectures: Readonly<Record<string, string>> = { x64: 'amd64' };

const platform = {
  system: process.platform === 'win32' ? 'windows' : process.platform,
  machine: architectures[process.arch] ?? process.arch,
};

async function tell(call: Call): Promise<number> {
  const client = {
    Version: version,
    ApiVersion: apiVersion,
    DefaultAPIVersion: apiVersion,
    GitCommit: 'practice-lab',
    GoVersion: 'none',
    Os: platform.system,
    Arch: platform.machine,
    BuildTime: '',
    Context: 'default',
  };
  let server: Json = null;
  let problem = '';
  try {
    server = await call.client.json('GET', '/version');
  } catch (error) {
    problem = sentenceOf(error);
  }
  const format = call.options.text('format');
  const both: Json = { Client: client, Server: server };
  if (format !== '') call.print(format === 'json' ? `${JSON.stringify(both)}\n` : `${readTemplate(format)(both)}\n`);
  else call.print(versionText(client, server));
  if (problem) call.complain(problem);
  return problem ? 1 : 0;
}

const line = (name: string, value: string, wide: number): string => `${`${name}:`.padEnd(wide)}${value}\n`;

function versionText(client: Json, server: Json): string {
  const own = [
    line(' Version', textAt(client, 'Version'), 20),
    line(' API version', textAt(client, 'ApiVersion'), 20),
    line(' Go version', textAt(client, 'GoVersion'), 20),
    line(' Git commit', textAt(client, 'GitCommit'), 20),
    line(' Built', textAt(client, 'BuildTime'), 20),
    line(' OS/Arch', `${textAt(client, 'Os')}/${textAt(client, 'Arch')}`, 20),
    line(' Context', 'default', 20),
  ];
  const head = `Client: practice lab's own front end\n${own.join('')}`;
  if (!isObject(server)) return head;
  const parts = listAt(server, 'Components').map((part) => ` ${textAt(part, 'Name')}:\n${component(part)}`);
  return `${head}\nServer: ${textAt(server, 'Platform', 'Name')}\n${parts.join('')}`;
}

function component(part: Json): string {
  const details = mapAt(part, 'Details');
  const of = (name: string): string => details.get(name) ?? '';
  const shown = line('  Version', textAt(part, 'Version'), 20);
  if (textAt(part, 'Name') !== 'Engine') return `${shown}${line('  GitCommit', of('GitCommit'), 20)}`;
  return [
    shown,
    line('  API version', `${of('ApiVersion')} (minimum version ${of('MinAPIVersion')})`, 20),
    line('  Go version', of('GoVersion'), 20),
    line('  Git commit', of('GitCommit'), 20),
    line('  Built', of('BuildTime'), 20),
    line('  OS/Arch', `${of('Os')}/${of('Arch')}`, 20),
    line('  Experimental', of('Experimental'), 20),
  ].join('');
}

async function info(call: Call): Promise<number> {
  const clientInfo = { Debug: false, Version: version, Context: 'default', Plugins: [], Warnings: null };
  const found = await call.client.json('GET', '/info');
  const format = call.options.text('format');
  const all: Json = { ...(isObject(found) ? found : {}), ClientInfo: clientInfo };
  if (format !== '') call.print(format === 'json' ? `${JSON.stringify(all)}\n` : `${readTemplate(format)(all)}\n`);
  else
    call.print(
      `Client: practice lab's own front end\n Version:    ${version}\n Context:    default\n Debug Mode: false\n\nServer:\n${infoText(found)}\n`,
    );
  for (const warning of textsAt(found, 'Warnings')) call.complain(warning);
  return 0;
}

function infoText(found: Json): string {
  const text = (name: string, ...path: readonly string[]): string => ` ${name}: ${plain(at(found, ...path))}\n`;
  const status = listAt(found, 'DriverStatus').map((pair) => (isList(pair) ? `  ${pair.map(plain).join(': ')}\n` : ''));
  return [
    text('Containers', 'Containers'),
    ` ${text('Running', 'ContainersRunning')} ${text('Paused', 'ContainersPaused')} ${text('Stopped', 'ContainersStopped')}`,
    text('Images', 'Images'),
    text('Server Version', 'ServerVersion'),
    text('Storage Driver', 'Driver'),
    status.join(''),
    text('Logging Driver', 'LoggingDriver'),
    text('Cgroup Driver', 'CgroupDriver'),
    text('Cgroup Version', 'CgroupVersion'),
    ` Plugins:\n  Volume: ${textsAt(found, 'Plugins', 'Volume').join(' ')}\n  Network: ${textsAt(found, 'Plugins', 'Network').join(' ')}\n  Log: ${textsAt(found, 'Plugins', 'Log').join(' ')}\n`,
    text('Swarm', 'Swarm', 'LocalNodeState'),
    ` Runtimes: ${Object.keys(objectAt(found, 'Runtimes')).join(' ')}\n`,
    text('Default Runtime', 'DefaultRuntime'),
    text('Init Binary', 'InitBinary'),
    text('containerd version', 'ContainerdCommit', 'ID'),
    text('runc version', 'RuncCommit', 'ID'),
    text('init version', 'InitCommit', 'ID'),
    ` Security Options:\n${textsAt(found, 'SecurityOptions').map(security).join('')}`,
    text('Kernel Version', 'KernelVersion'),
    text('Operating System', 'OperatingSystem'),
    text('OSType', 'OSType'),
    text('Architecture', 'Architecture'),
    text('CPUs', 'NCPU'),
    ` Total Memory: ${binarySize(numberAt(found, 'MemTotal'))}\n`,
    text('Name', 'Name'),
    text('ID', 'ID'),
    text('Docker Root Dir', 'DockerRootDir'),
    text('Debug Mode', 'Debug'),
    textsAt(found, 'Labels').length
      ? ` Labels:\n${textsAt(found, 'Labels')
          .map((label) => `  ${label}\n`)
          .join('')}`
      : '',
    text('Experimental', 'ExperimentalBuild'),
    ` Insecure Registries:\n${textsAt(found, 'RegistryConfig', 'InsecureRegistryCIDRs')
      .map((range) => `  ${range}\n`)
      .join('')}`,
    mirrors(found),
    ` Live Restore Enabled: ${String(truthAt(found, 'LiveRestoreEnabled'))}\n`,
  ].join('');
}

function mirrors(found: Json): string {
  const list = textsAt(found, 'RegistryConfig', 'Mirrors');
  return list.length ? ` Registry Mirrors:\n${list.map((mirror) => `  ${mirror}\n`).join('')}` : '';
}

function security(text: string): string {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const name = pairs.find(([key]) => key === 'name')?.[1] ?? text;
  const rest = pairs
    .filter(([key]) => key !== 'name')
    .map(([key = '', value = '']) => `   ${key.slice(0, 1).toUpperCase()}${key.slice(1)}: ${value}\n`);
  return `  ${name}\n${rest.join('')}`;
}

const plain = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const format = "-f, --format string | Format output using a custom template: 'json' or a Go template";

/** `docker version` and `docker info`. */
export const versionCommands = [
  command({
    names: 'version',
    usage: '[OPTIONS]',
    short: 'Show the Docker version information',
    flags: format,
    run: tell,
  }),
  command({
    names: 'system info, info',
    usage: '[OPTIONS]',
    short: 'Display system-wide information',
    flags: format,
    run: info,
  }),
];
