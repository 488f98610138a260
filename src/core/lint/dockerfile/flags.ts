import type { Span } from '../rule';
import type { Instruction } from './file';

/** A flag `--name=value` of an instruction. */
export type Flag = {
  readonly name: string;
  /** Nothing when there is no "=". */
  readonly value: string | undefined;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
};

/** What the value of a flag has to be. */
export type FlagKind = 'boolean' | 'duration' | 'number' | 'text';

/**
 * The flags that released versions of the Dockerfile syntax know, by https://docs.docker.com/build/buildkit/dockerfile-release-notes/
 * (November 2026): `--checksum` since 1.6, `--exclude` 1.19, `--parents` and `--security` 1.20, `--device` in its labs only.
 */
export const knownFlags: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  FROM: { platform: 'text' },
  COPY: { from: 'text', chown: 'text', chmod: 'text', link: 'boolean', parents: 'boolean', exclude: 'text' },
  ADD: {
    ...{ chown: 'text', chmod: 'text', link: 'boolean', exclude: 'text', checksum: 'text', 'keep-git-dir': 'boolean' },
    unpack: 'boolean',
  },
  RUN: { mount: 'text', network: 'text', security: 'text', device: 'text' },
  HEALTHCHECK: {
    ...{ interval: 'duration', timeout: 'duration', 'start-period': 'duration', 'start-interval': 'duration' },
    retries: 'number',
  },
};

/** Flags that may be given more than once. */
export const repeatable: ReadonlySet<string> = new Set(['mount', 'exclude', 'device']);

/** The flags of an instruction. */
export function flagsOf({ flags }: Instruction): readonly Flag[] {
  return flags.map(({ text, span }) => {
    const equals = text.indexOf('=');
    const nameEnd = equals === -1 ? text.length : equals;
    return {
      name: text.slice(2, nameEnd),
      value: equals === -1 ? undefined : text.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2'),
      span,
      nameSpan: { start: span.start, end: span.start + nameEnd },
      valueSpan: { start: span.start + (equals === -1 ? 0 : equals + 1), end: span.end },
    };
  });
}

/** The first flag of this name. */
export const flagOf = (instruction: Instruction, name: string): Flag | undefined =>
  instruction.flags.length === 0 ? undefined : flagsOf(instruction).find((flag) => flag.name === name);

/** Does a mount of a RUN cover a path? */
export function isMounted(instruction: Instruction, path: RegExp): boolean {
  return flagsOf(instruction).some(
    ({ name, value = '' }) =>
      name === 'mount' &&
      /type=(cache|tmpfs)/.test(value) &&
      path.test(/(?:target|dst|destination)=([^,]*)/.exec(value)?.[1] ?? ''),
  );
}
