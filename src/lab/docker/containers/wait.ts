import { ApiError, type Call } from '../../http/call';
import { Gone } from '../../kernel/process';
import type { Container } from './record';
import type { ContainerStore } from './store';

/** Serves `POST /containers/{id}/wait`: the head at once, the exit code when it is known. */
export async function serveWait(store: ContainerStore, call: Call): Promise<void> {
  const condition = call.query.get('condition') ?? '';
  if (!['', 'not-running', 'next-exit', 'removed'].includes(condition)) {
    throw new ApiError(400, `invalid condition: "${condition}"`);
  }
  const container = store.require(call.params['id'] ?? '');
  const body = call.stream('application/json');
  const code = await codeOf(container, condition, call.gone);
  if (code === undefined) return;
  try {
    await body.write(`${JSON.stringify({ StatusCode: code })}\n`);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  body.end();
}

/** Undefined when the client has gone before. */
function codeOf(container: Container, condition: string, gone: AbortSignal): Promise<number | undefined> {
  const idle = !container.run && container.state.status !== 'restarting';
  if ((condition === '' || condition === 'not-running') && idle) return Promise.resolve(container.state.exitCode);
  const waiting = condition === 'removed' ? container.removals : container.exits;
  return new Promise((resolve) => {
    const leave = () => {
      waiting.delete(done);
      resolve(undefined);
    };
    const done = (code: number) => {
      waiting.delete(done);
      gone.removeEventListener('abort', leave);
      resolve(code);
    };
    waiting.add(done);
    gone.addEventListener('abort', leave, { once: true });
  });
}
