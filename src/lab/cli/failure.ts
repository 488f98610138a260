/** Why a command ends without success: what is printed to standard error (nothing when empty) and the exit status. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
    this.name = 'Failure';
  }
}

/** An answer of the engine that is an error; `sentence` is the engine's own, `code` the HTTP status. */
export class EngineError extends Failure {
  constructor(
    readonly sentence: string,
    readonly code: number,
  ) {
    super(`Error response from daemon: ${sentence}`);
    this.name = 'EngineError';
  }
}

/** The sentence of whatever was thrown. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
