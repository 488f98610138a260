import { ApiError, type Call, type Route } from '../http/call';

/** The engine reads these bodies whatever they are called. */
const anyType = ['/auth', '/images/{name:.*}/push'];

/**
 * An endpoint that refuses a body which is not called JSON, with the engine's sentences; without a body nothing is
 * looked at.
 */
export function withJsonBody(route: Route): Route {
  if (anyType.includes(route.path)) return route;
  return {
    ...route,
    run: (call) => {
      const json = (): Promise<unknown> => {
        checkType(call);
        return call.json();
      };
      return route.run({ ...call, json });
    },
  };
}

function checkType({ headers }: Call): void {
  const { 'content-type': type = '', 'content-length': length, 'transfer-encoding': encoding } = headers;
  if (type === '' && encoding === undefined && (length ?? '0') === '0') return;
  const [media = ''] = type.split(';');
  if (media.trim() === '') throw new ApiError(400, `malformed Content-Type header (${type}): mime: no media type`);
  if (media.trim().toLowerCase() === 'application/json') return;
  throw new ApiError(
    400,
    `unsupported Content-Type header (${media.trim().toLowerCase()}): must be 'application/json'`,
  );
}
