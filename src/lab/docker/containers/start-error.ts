import { ApiError } from '../../http/call';

/** Why a container could not be started: what State.Error says, its exit code, and the answer's status. */
export class StartError extends ApiError {
  constructor(
    status: number,
    message: string,
    readonly exitCode: number,
  ) {
    super(status, message);
  }
}

/** What dockerd puts before runc's words. */
export const runcSays =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';
