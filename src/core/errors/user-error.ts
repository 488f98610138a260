import { fill, type Args, type Text } from '../text';

/** What went wrong in a way that we expect, as a word that program logic may look at. */
export type ErrorCode =
  | 'docker-not-installed'
  | 'docker-not-running'
  | 'docker-no-permission'
  | 'docker-too-old'
  | 'docker-connection-lost'
  | 'docker-timeout'
  | 'docker-bad-endpoint'
  | 'docker-refused'
  | 'docker-not-removed'
  | 'docker-failed'
  | 'docker-no-command'
  | 'docker-not-allowed'
  | 'docker-bad-input'
  | 'port-not-local'
  | 'trace-lost'
  | 'still-working'
  | 'file-unreadable'
  | 'file-not-saved'
  | 'no-folder'
  | 'folder-gone'
  | 'no-exercise'
  | 'disk-full'
  | 'not-linux'
  | 'needs-root'
  | 'needs-adm'
  | 'fs-without-modes'
  | 'no-systemd'
  | 'no-client'
  | 'no-feature'
  | 'network'
  | 'not-allowed'
  | 'isolation-missing'
  | 'precondition'
  | 'kubernetes-no-config'
  | 'kubernetes-not-running'
  | 'kubernetes-no-permission'
  | 'kubernetes-expired'
  | 'kubernetes-refused'
  | 'kubernetes-timeout'
  | 'kubernetes-bad-certificate'
  | 'openstack-no-cloud'
  | 'openstack-not-running'
  | 'openstack-no-permission'
  | 'openstack-expired'
  | 'openstack-refused'
  | 'openstack-timeout'
  | 'registry-failed'
  | 'lab-not-started'
  | 'lab-ended'
  | 'lab-not-running'
  | 'course-invalid'
  | 'progress-foreign'
  | 'progress-damaged'
  | 'usage';

/**
 * An expected failure: its sentence says what happened and what to do next.
 * Made by the factories of this folder only, so that a code has one sentence.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** Parts that are loaded later bring this class with them; their errors are expected failures all the same. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'UserError' && 'code' in value && 'text' in value;
  }

  constructor(
    readonly code: ErrorCode,
    readonly text: Text,
    options: { readonly cause?: unknown } = {},
  ) {
    super(text.en, options);
  }
}

/**
 * Makes the factory of one expected failure: a code, its one sentence, and what fills the placeholders. A bundle keeps
 * only those that it uses.
 */
// @__NO_SIDE_EFFECTS__
export function make(code: ErrorCode, text: Text) {
  return (args: Args = {}, cause?: unknown): UserError => new UserError(code, fill(text, args), { cause });
}
