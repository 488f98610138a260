/** A Dockerfile that cannot be built; `message` is the builder's own sentence, told before anything is built. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';
}

/** A step that has failed; `message` is the builder's own sentence, `code` the exit code of a command. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }
}

/** The last line of a build that fails. */
export function failureLine(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof BuildError ? error.code : undefined;
  return { errorDetail: { ...(code === undefined ? {} : { code }), message }, error: message };
}
