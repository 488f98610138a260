import { command, exactly, atLeast, type Call } from '../command';
import { EngineError, Failure } from '../failure';
import { numberAt, textAt, truthAt, type Json } from '../text/json';
import { followSize } from '../terminal';
import { proxySignals } from './run';
import { checkTerminal, session } from './session';
import { variables, fileLines } from './pairs';

type Way = { readonly stdin: boolean; readonly start: boolean; readonly proxy: boolean };

/** Joins the terminal and a container that exists; starts it when asked to. Returns its exit status. */
async function join(call: Call, name: string, detail: Json, way: Way): Promise<number> {
  const { client, options } = call;
  const id = textAt(detail, 'Id');
  const tty = truthAt(detail, 'Config', 'Tty');
  const stdin = way.stdin && truthAt(detail, 'Config', 'OpenStdin');
  const refused = checkTerminal(call, tty, stdin);
  if (refused !== undefined) throw new Failure(refused);
  const query = { stream: true, stdin, stdout: true, stderr: true, detachKeys: options.text('detach-keys') };
  const socket = await client.hijack(`/containers/${id}/attach`, { query });
  const ended = session({ socket, tty, stdin, detachKeys: options.text('detach-keys') }, call);
  const removes = truthAt(detail, 'HostConfig', 'AutoRemove');
  const condition = way.start ? (removes ? 'removed' : 'next-exit') : '';
  const gone = client.json('POST', `/containers/${id}/wait`, { query: { condition } });
  gone.catch(() => undefined);
  const unproxy = way.proxy && !tty ? proxySignals(call, id) : () => undefined;
  try {
    if (way.start) await started(call, name, socket);
    const unfollow =
      tty && call.terminal.stdout ? followSize(call.terminal, client, `/containers/${id}/resize`) : () => undefined;
    const end = await ended;
    unfollow();
    if (end === 'detached') {
      call.print('read escape sequence\n');
      return 0;
    }
    return numberAt(await gone, 'StatusCode');
  } finally {
    unproxy();
  }
}

async function started(call: Call, name: string, socket: { destroy: () => void }): Promise<void> {
  try {
    await call.client.text('POST', `/containers/${encodeURIComponent(name)}/start`);
  } catch (error) {
    socket.destroy();
    if (error instanceof EngineError) call.complain(error.message);
    throw new Failure(`Error: failed to start containers: ${name}`);
  }
}

async function start(call: Call): Promise<number> {
  const { options, args, client } = call;
  if (options.is('attach') || options.is('interactive')) {
    const [name = ''] = args;
    if (args.length > 1) throw new Failure('you cannot start and attach multiple containers at once');
    const detail = await client.json('GET', `/containers/${encodeURIComponent(name)}/json`);
    return join(call, name, detail, {
      stdin: options.is('interactive'),
      start: true,
      proxy: options.is('sig-proxy', true),
    });
  }
  const failed: string[] = [];
  for (const name of args) {
    try {
      await client.text('POST', `/containers/${encodeURIComponent(name)}/start`);
      call.print(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      call.complain(error.message);
      failed.push(name);
    }
  }
  if (failed.length) throw new Failure(`Error: failed to start containers: ${failed.join(', ')}`);
  return 0;
}

async function attach(call: Call): Promise<number> {
  const [name = ''] = call.args;
  const detail = await call.client.json('GET', `/containers/${encodeURIComponent(name)}/json`);
  if (!truthAt(detail, 'State', 'Running')) throw new Failure('cannot attach to a stopped container, start it first');
  if (truthAt(detail, 'State', 'Paused')) throw new Failure('cannot attach to a paused container, unpause it first');
  if (truthAt(detail, 'State', 'Restarting'))
    throw new Failure('cannot attach to a restarting container, wait until it is running');
  const stdin = !call.options.is('no-stdin');
  return join(call, name, detail, { stdin, start: false, proxy: call.options.is('sig-proxy', true) });
}

async function exec(call: Call): Promise<number> {
  const { options, client, args } = call;
  const [name = '', ...words] = args;
  const tty = options.is('tty');
  const stdin = options.is('interactive');
  const detach = options.is('detach');
  const refused = detach ? undefined : checkTerminal(call, tty, stdin);
  const body = {
    User: options.text('user'),
    Privileged: options.is('privileged'),
    Tty: tty,
    AttachStdin: stdin && !detach,
    AttachStdout: !detach,
    AttachStderr: !detach,
    DetachKeys: options.text('detach-keys'),
    Env: [
      ...options.list('env-file').flatMap((file) => variables(fileLines(file), call.env)),
      ...variables(options.list('env'), call.env),
    ],
    WorkingDir: options.text('workdir'),
    Cmd: words,
  };
  const at = `/containers/${encodeURIComponent(name)}`;
  await client.json('GET', `${at}/json`);
  if (refused !== undefined) throw new Failure(refused);
  const id = textAt(await client.json('POST', `${at}/exec`, { body }), 'Id');
  if (detach) {
    await client.text('POST', `/exec/${id}/start`, { body: { Detach: true, Tty: tty } });
    return 0;
  }
  const socket = await client.hijack(`/exec/${id}/start`, { body: { Detach: false, Tty: tty } });
  const ended = session({ socket, tty, stdin, detachKeys: options.text('detach-keys') }, call);
  const unfollow =
    tty && call.terminal.stdout ? followSize(call.terminal, client, `/exec/${id}/resize`) : () => undefined;
  const end = await ended;
  unfollow();
  if (end === 'detached') {
    call.print('read escape sequence\n');
    return 0;
  }
  return numberAt(await client.json('GET', `/exec/${id}/json`), 'ExitCode');
}

/** `docker start`, `attach` and `exec`. */
export const attachCommands = [
  command({
    names: 'container start, start',
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    short: 'Start one or more stopped containers',
    flags: `
      -a, --attach | Attach STDOUT/STDERR and forward signals
      --detach-keys string | Override the key sequence for detaching a container
      -i, --interactive | Attach container's STDIN
      ~--sig-proxy | ~
    `,
    args: atLeast(1),
    run: start,
  }),
  command({
    names: 'container attach, attach',
    usage: '[OPTIONS] CONTAINER',
    short: 'Attach local standard input, output, and error streams to a running container',
    flags: `
      --detach-keys string | Override the key sequence for detaching a container
      --no-stdin | Do not attach STDIN
      --sig-proxy | Proxy all received signals to the process
    `,
    args: exactly(1),
    run: attach,
  }),
  command({
    names: 'container exec, exec',
    usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
    short: 'Execute a command in a running container',
    flags: `
      -d, --detach | Detached mode: run command in the background
      --detach-keys string | Override the key sequence for detaching a container
      -e, --env list | Set environment variables
      --env-file list | Read in a file of environment variables
      -i, --interactive | Keep STDIN open even if not attached
      --privileged | Give extended privileges to the command
      -t, --tty | Allocate a pseudo-TTY
      -u, --user string | Username or UID (format: "<name|uid>[:<group|gid>]")
      -w, --workdir string | Working directory inside the container
    `,
    args: atLeast(2),
    mixed: false,
    run: exec,
  }),
];
