import type { HealthConfig } from '../model';
import type { Heredoc } from './lines';

/** A command in its shell form (`text`, run by the stage's shell) or its exec form. */
export type Command =
  { readonly form: 'shell'; readonly text: string } | { readonly form: 'exec'; readonly argv: readonly string[] };

export type Pair = { readonly name: string; readonly value: string };

/** `RUN --mount=…`, paths and values not yet expanded. */
export type RunMount =
  | {
      readonly type: 'bind';
      readonly from?: string;
      readonly source: string;
      readonly target: string;
      readonly writable: boolean;
    }
  | {
      readonly type: 'cache';
      readonly id: string;
      readonly target: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    }
  | { readonly type: 'tmpfs'; readonly target: string }
  | { readonly type: 'ssh' }
  | {
      readonly type: 'secret';
      readonly id: string;
      readonly target?: string;
      readonly env?: string;
      readonly required: boolean;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    };

export type CopyAction = {
  readonly kind: 'copy' | 'add';
  readonly sources: readonly string[];
  readonly heredocs: readonly Heredoc[];
  readonly destination: string;
  readonly from?: string;
  readonly chown?: string;
  readonly chmod?: string;
  readonly parents: boolean;
  readonly exclude: readonly string[];
  readonly checksum?: string;
};

export type RunAction = {
  readonly kind: 'run';
  readonly command: Command;
  readonly heredocs: readonly Heredoc[];
  readonly mounts: readonly RunMount[];
  readonly network: 'default' | 'none' | 'host';
};

/** What an instruction asks for, checked but not expanded. */
export type Action =
  | { readonly kind: 'from'; readonly image: string; readonly name?: string; readonly platform?: string }
  | { readonly kind: 'arg'; readonly args: readonly { readonly name: string; readonly value?: string }[] }
  | { readonly kind: 'env' | 'label'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'expose'; readonly ports: readonly string[] }
  | { readonly kind: 'user' | 'stopsignal' | 'maintainer' | 'onbuild'; readonly value: string }
  | { readonly kind: 'workdir'; readonly value: string }
  | { readonly kind: 'volume' | 'shell'; readonly values: readonly string[] }
  | { readonly kind: 'cmd' | 'entrypoint'; readonly command: Command }
  | { readonly kind: 'healthcheck'; readonly health: HealthConfig; readonly shell?: string }
  | CopyAction
  | RunAction;

/** An instruction of a Dockerfile, understood. */
export type Step = { readonly line: number; readonly title: string; readonly action: Action };
