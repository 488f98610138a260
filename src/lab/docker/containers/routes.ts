import { ApiError, type Call, type Route } from '../../http/call';
import { parseSignal } from '../../processes/signals';
import { serveArchive, serveExport, takeArchive } from './archive';
import { isTrue, serveAttach, streamType } from './attach';
import { createContainer } from './create';
import { createExec, executable, inspectExec, requireExec, runExec, serveExec, type ExecConfig } from './exec';
import { inspectContainer } from './inspect';
import { readShape } from './json-shapes';
import {
  killContainer,
  killForRemoval,
  pauseContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
  type StopOptions,
} from './lifecycle';
import { listContainers } from './list';
import { serveLogs } from './logs';
import { checkName } from './names';
import { pruneContainers } from './prune';
import type { Container } from './record';
import { checkRemovable, removeContainer } from './remove';
import { execShape } from './shapes';
import { serveStats } from './stats';
import { inTurn, type ContainerStore } from './store';
import { topContainer } from './top';
import { updateContainer } from './update';
import { serveWait } from './wait';

const id = (call: Call): string => call.params['id'] ?? '';

/** A whole number of a query; throws the engine's own sentence. */
function numberOf(call: Call, name: string, status = 500): number | undefined {
  const text = call.query.get(name);
  if (text === null || (text === '' && status === 500)) return undefined;
  if (/^[+-]?\d{1,9}$/.test(text)) return Number(text);
  throw new ApiError(status, `strconv.Atoi: parsing "${text}": invalid syntax`);
}

function stopOptions(call: Call): StopOptions {
  const seconds = numberOf(call, 't');
  const text = call.query.get('signal') ?? '';
  const signal = text === '' ? undefined : parseSignal(text);
  if (text !== '' && !signal) throw new ApiError(400, `invalid signal: ${text}`);
  return { ...(seconds !== undefined && { seconds }), ...(signal && { signal }) };
}

const size = (call: Call): { readonly columns: number; readonly rows: number } => ({
  rows: numberOf(call, 'h', 400) ?? 0,
  columns: numberOf(call, 'w', 400) ?? 0,
});

/** The endpoints of containers and execs. */
export function containerRoutes(store: ContainerStore): readonly Route[] {
  const get = (path: string, run: Route['run']): Route => ({ method: 'GET', path, run });
  const post = (path: string, run: Route['run']): Route => ({ method: 'POST', path, run });
  const container = (call: Call): Container => store.require(id(call));
  return [
    get('/containers/json', (call) => call.reply(200, listContainers(store, call.query, isTrue))),
    post('/containers/create', async (call) => {
      const { query } = call;
      const body = await call.json();
      call.reply(201, await createContainer(store, query.get('name') ?? '', body, query.get('platform') ?? ''));
    }),
    post('/containers/prune', async (call) => call.reply(200, await pruneContainers(store, call.query.get('filters')))),
    get('/containers/{id}/json', (call) => {
      call.reply(200, inspectContainer(store, container(call), isTrue(call.query.get('size'))));
    }),
    get('/containers/{id}/logs', (call) => serveLogs(store, call)),
    get('/containers/{id}/stats', (call) => serveStats(store, call)),
    get('/containers/{id}/top', (call) => {
      call.reply(200, topContainer(store, container(call), call.query.get('ps_args') ?? ''));
    }),
    get('/containers/{id}/changes', async (call) => {
      const rows = await container(call).root.changes();
      call.reply(200, rows.length === 0 ? null : rows.map(({ path, kind }) => ({ Path: path, Kind: kind })));
    }),
    get('/containers/{id}/export', (call) => serveExport(store, call)),
    get('/containers/{id}/archive', (call) => serveArchive(store, call)),
    { method: 'HEAD', path: '/containers/{id}/archive', run: (call) => serveArchive(store, call) },
    { method: 'PUT', path: '/containers/{id}/archive', run: (call) => takeArchive(store, call) },
    post('/containers/{id}/start', async (call) => {
      call.reply((await startContainer(store, container(call))) ? 204 : 304);
    }),
    post('/containers/{id}/stop', async (call) => {
      const options = stopOptions(call);
      call.reply((await stopContainer(store, container(call), options)) ? 204 : 304);
    }),
    post('/containers/{id}/restart', async (call) => {
      await restartContainer(store, container(call), stopOptions(call));
      call.reply(204);
    }),
    post('/containers/{id}/kill', async (call) => {
      await killContainer(store, id(call), call.query.get('signal') ?? '');
      call.reply(204);
    }),
    post('/containers/{id}/pause', (call) => {
      pauseContainer(store, container(call));
      call.reply(204);
    }),
    post('/containers/{id}/unpause', (call) => {
      unpauseContainer(store, container(call));
      call.reply(204);
    }),
    post('/containers/{id}/rename', (call) => {
      rename(store, container(call), call.query.get('name') ?? '');
      call.reply(204);
    }),
    post('/containers/{id}/update', async (call) => {
      updateContainer(store, container(call), await call.json());
      call.reply(200, { Warnings: null });
    }),
    post('/containers/{id}/wait', (call) => serveWait(store, call)),
    post('/containers/{id}/resize', (call) => {
      const { columns, rows } = size(call);
      const found = container(call);
      if (!found.run) throw new ApiError(409, `container ${found.id} is not running`);
      found.run.first.resize(columns, rows);
      store.emit(found, 'resize', { height: String(rows), width: String(columns) });
      call.reply(200);
    }),
    post('/containers/{id}/attach', (call) => serveAttach(store, call)),
    { method: 'DELETE', path: '/containers/{id}', run: (call) => remove(store, call) },
    ...execRoutes(store),
  ];
}

function rename(store: ContainerStore, container: Container, text: string): void {
  if (text === '') throw new ApiError(400, 'Neither old nor new names may be empty');
  const name = text.replace(/^\//, '');
  if (name === container.name) {
    throw new ApiError(400, 'Renaming a container with the same name as its current name');
  }
  try {
    checkName(name, `/${name}`);
    store.checkFree(name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(error.status, `Error when allocating new name: ${error.message}`);
  }
  const oldName = `/${container.name}`;
  store.rename(container, name);
  store.parts.networks.rename(container.id, name);
  store.emit(container, 'rename', { oldName });
}

async function remove(store: ContainerStore, call: Call): Promise<void> {
  const container = store.require(id(call));
  if (isTrue(call.query.get('link'))) {
    throw new ApiError(500, 'Conflict, cannot remove the default link name of the container');
  }
  if (container.state.status === 'removing') {
    throw new ApiError(409, `removal of container ${id(call)} is already in progress`);
  }
  if (!isTrue(call.query.get('force'))) checkRemovable(container);
  else await killForRemoval(store, container);
  await inTurn(container, () => removeContainer(store, container, { volumes: isTrue(call.query.get('v')) }));
  call.reply(204);
}

function execRoutes(store: ContainerStore): readonly Route[] {
  const exec = (call: Call) => requireExec(store, id(call));
  return [
    {
      method: 'POST',
      path: '/containers/{id}/exec',
      run: async (call) => {
        const config = readShape(execShape, await call.json()) as unknown as ExecConfig;
        call.reply(201, { Id: createExec(store, id(call), config).id });
      },
    },
    {
      method: 'POST',
      path: '/exec/{id}/start',
      run: async (call) => {
        const found = exec(call);
        const options = readShape(execShape, await call.json());
        executable(found.container, found.container.name);
        if (options['Detach'] === true) {
          await runExec(store, found);
          call.reply(200);
        } else await serveExec(store, found, call.hijack(streamType(call, found.config.Tty)));
      },
    },
    {
      method: 'POST',
      path: '/exec/{id}/resize',
      run: (call) => {
        const { columns, rows } = size(call);
        const found = exec(call);
        if (!found.process) throw new ApiError(500, 'exec process is not started');
        found.process.resize(columns, rows);
        call.reply(200);
      },
    },
    { method: 'GET', path: '/exec/{id}/json', run: (call) => call.reply(200, inspectExec(exec(call))) },
  ];
}
