import { wordsOf } from '../../../core/quoted';
import { answerTo, type Answers } from '../../../core/resources/verb';
import type { Text } from '../../../core/text';

/** A published port, as `docker run -p` takes it. */
export type Published = { readonly ip: string; readonly host: string; readonly inside: string };

/** Reads `[[address:]port:]port[/protocol]`; undefined when it is none. */
export function parsePort(text: string): Published | undefined {
  const found = /^(?:(?:(\[[^\]]+\]|[\d.]+):)?(\d*):)?(\d+)(?:\/(tcp|udp|sctp))?$/.exec(text);
  if (!found) return undefined;
  const [, ip = '', host = '', inside = '', protocol = 'tcp'] = found;
  return { ip: ip.replace(/^\[(.*)\]$/, '$1'), host, inside: `${inside}/${protocol}` };
}

/** The words of `docker run` behind its own name, as far as they are known. */
export function runWords(image: string, answers: Answers): readonly string[] {
  const each = (option: string, id: string) => wordsOf(answerTo(answers, id)).flatMap((word) => [option, word]);
  const one = (option: string, id: string) => (answerTo(answers, id) === '' ? [] : [option, answerTo(answers, id)]);
  return [
    '-d',
    ...one('--name', 'name'),
    ...each('-p', 'ports'),
    ...each('-v', 'volumes'),
    ...each('-e', 'env'),
    ...one('--network', 'network'),
    ...one('--restart', 'restart'),
    image,
    ...wordsOf(answerTo(answers, 'command')),
  ];
}

/**
 * What the engine is told for these answers.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerCreate
 */
export function runBody(image: string, answers: Answers): Readonly<Record<string, unknown>> {
  const words = (id: string) => wordsOf(answerTo(answers, id));
  const ports = words('ports').flatMap((text) => parsePort(text) ?? []);
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { ip, host, inside } of ports) (bindings[inside] ??= []).push({ HostIp: ip, HostPort: host });
  const command = words('command');
  const mounts = words('volumes');
  return {
    Image: image,
    Env: words('env'),
    ...(command.length > 0 && { Cmd: command }),
    ExposedPorts: Object.fromEntries(ports.map(({ inside }) => [inside, {}])),
    Volumes: Object.fromEntries(mounts.filter((text) => !text.includes(':')).map((text) => [text, {}])),
    HostConfig: {
      Binds: mounts.filter((text) => text.includes(':')),
      PortBindings: bindings,
      ...(answerTo(answers, 'network') !== '' && { NetworkMode: answerTo(answers, 'network') }),
      RestartPolicy: restartOf(answerTo(answers, 'restart')),
    },
  };
}

function restartOf(text: string): Readonly<Record<string, unknown>> {
  const [name = '', count] = text.split(':');
  return { Name: name, ...(count !== undefined && { MaximumRetryCount: Number(count) }) };
}

/** Why ports cannot be published as they were typed. */
export function refusePorts(input: string): Text | undefined {
  return wordsOf(input).every((word) => parsePort(word) !== undefined) ? undefined : badPorts;
}
const badPorts: Text = {
  en: 'Write ports as 8080:80 or 127.0.0.1:8080:80, with a blank between two.',
  zh: '端口写成 8080:80 或 127.0.0.1:8080:80，多个之间用空格隔开。',
};

/** Why volumes cannot be mounted as they were typed. */
export function refuseVolumes(input: string): Text | undefined {
  return wordsOf(input).every((word) => /^(?:.+:)?\/[^:]*(?::[\w,]+)?$/.test(word)) ? undefined : badVolumes;
}
const badVolumes: Text = {
  en: 'Write volumes as data:/path or /folder:/path:ro, with a blank between two.',
  zh: '数据卷写成 data:/path 或 /folder:/path:ro，多个之间用空格隔开。',
};
