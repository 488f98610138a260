import { NetworkError } from '../../kernel/network';
import { parseSpan } from '../text/sizes';
import { gone, reasonOf } from './sockets';
import { Fail, type Call, type Tools } from './tool';

const isAddress = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text);

type Tally = { sent: number; times: number[] };

async function target(call: Call, host: string): Promise<string> {
  if (isAddress(host)) return host;
  const found = await call.self.network.resolve(host).catch((error: unknown) => {
    if (error instanceof NetworkError) return undefined;
    throw error;
  });
  const address = found?.[0];
  if (address === undefined)
    throw new Fail(call.says(`bad address '${host}'`, `${host}: Name or service not known`), call.says(1, 2));
  return address;
}

function summary(call: Call, host: string, tally: Tally, started: number): string {
  const { sent, times } = tally;
  const got = times.length;
  const loss = sent === 0 ? 0 : Math.floor(((sent - got) / sent) * 100);
  const average = times.reduce((sum, time) => sum + time, 0) / got;
  const three = (value: number): string => value.toFixed(3);
  const deviation = Math.sqrt(Math.max(0, times.reduce((sum, time) => sum + time * time, 0) / got - average * average));
  const [min, max] = [Math.min(...times), Math.max(...times)];
  if (call.busybox)
    return `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${got} packets received, ${loss}% packet loss\n${got > 0 ? `round-trip min/avg/max = ${three(min)}/${three(average)}/${three(max)} ms\n` : ''}`;
  return `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${got} received, ${loss}% packet loss, time ${Math.round(call.self.clock.now() - started)}ms\n${got > 0 ? `rtt min/avg/max/mdev = ${three(min)}/${three(average)}/${three(max)}/${three(deviation)} ms\n` : '\n'}`;
}

/** One echo request: milliseconds, or undefined when nothing came back in time. */
async function echo(call: Call, address: string, wait: number): Promise<number | undefined> {
  let cancel = (): void => undefined;
  const late = new Promise<undefined>((resolve) => {
    const timer = call.self.clock.after(wait, () => resolve(undefined));
    cancel = () => timer.cancel();
  });
  const answer = call.self.network.ping(address).catch(async (error: unknown) => {
    if (!(error instanceof NetworkError)) throw error;
    if (error.code === 'ENETUNREACH')
      throw new Fail(call.busybox ? `sendto: ${reasonOf(error)}` : `connect: ${reasonOf(error)}`, call.says(1, 2));
    return late;
  });
  try {
    return await Promise.race([answer, late, gone(call)]);
  } finally {
    cancel();
  }
}

const spans = (text: string | undefined, fallback: number): number =>
  text === undefined ? fallback : (parseSpan(text) ?? fallback);

/** An engine lets everybody send echo requests over unprivileged sockets; only BusyBox needs CAP_NET_RAW. */
function requireRaw(call: Call): void {
  const { facts, user } = call.self;
  if (facts.capabilities.has('CAP_NET_RAW') || (!call.busybox && user.uid !== 0)) return;
  throw new Fail(
    call.says('permission denied (are you root?)', 'socktype: SOCK_RAW\nping: socket: Operation not permitted'),
    call.says(1, 2),
  );
}

/** What ping is asked for; times in milliseconds. */
type Pinging = {
  readonly call: Call;
  readonly host: string;
  readonly address: string;
  readonly bytes: number;
  readonly count: number;
  readonly interval: number;
  readonly wait: number;
  readonly started: number;
  readonly deadline: number;
  readonly quiet: boolean;
  readonly tally: Tally;
};

async function startPing(call: Call): Promise<Pinging> {
  const options = call.options('c:w:W:i:qns:t:I:4A6v', undefined);
  const [host] = options.rest;
  if (host === undefined)
    throw new Fail(call.says('bad usage', 'usage error: Destination address required'), call.says(1, 2));
  requireRaw(call);
  const address = await target(call, host);
  const count = Number(options.value('c') ?? Infinity);
  if (Number.isNaN(count)) throw new Fail(`invalid number '${options.value('c', '')}'`);
  const started = call.self.clock.now();
  return {
    call,
    host,
    address,
    count,
    bytes: Number(options.value('s', '56')),
    interval: Math.max(2, spans(options.value('i'), 1000)),
    wait: spans(options.value('W'), 10_000),
    started,
    deadline: started + spans(options.value('w'), Infinity),
    quiet: options.has('q'),
    tally: { sent: 0, times: [] },
  };
}

async function finish({ call, host, tally, started }: Pinging): Promise<number> {
  await call.print(summary(call, host, tally, started));
  return tally.times.length > 0 ? 0 : 1;
}

/** Sends one request and waits for its answer and the rest of the interval. */
async function pingOnce(pinging: Pinging): Promise<void> {
  const { call, address, count, interval, wait, deadline, tally } = pinging;
  const { clock } = call.self;
  const at = clock.now();
  tally.sent++;
  const last = tally.sent === count;
  const most = last || count === Infinity ? wait : Math.max(wait, interval);
  const time = await echo(call, address, Math.min(deadline - at, most));
  if (time !== undefined) {
    tally.times.push(time);
    await tellAnswer(pinging, time);
  }
  const left = Math.min(interval - (clock.now() - at), deadline - clock.now());
  if (!last && left > 0) await call.self.sleep(left);
}

async function tellAnswer({ call, host, address, bytes, quiet, tally }: Pinging, time: number): Promise<void> {
  if (quiet) return;
  const from = call.busybox || isAddress(host) ? address : `${await nameOf(call, address, host)} (${address})`;
  const sequence = call.says(`seq=${tally.sent - 1}`, `icmp_seq=${tally.sent}`);
  const shown = call.says(time.toFixed(3), String(Number(time.toPrecision(3))));
  await call.print(`${bytes + 8} bytes from ${from}: ${sequence} ttl=64 time=${shown} ms\n`);
}

async function ping(call: Call): Promise<number> {
  const pinging = await startPing(call);
  const { host, address, bytes, count, deadline, tally } = pinging;
  let interrupted = false;
  call.self.on('SIGINT', () => {
    if (interrupted) return;
    interrupted = true;
    void finish(pinging)
      .then((code) => call.self.exit(code))
      .catch(() => undefined);
  });
  const size = call.says(`: ${bytes} data bytes`, ` ${bytes}(${bytes + 28}) bytes of data.`);
  await call.print(`PING ${host} (${address})${size}\n`);
  while (tally.sent < count && call.self.clock.now() < deadline) await pingOnce(pinging);
  return finish(pinging);
}

const nameOf = async (call: Call, address: string, host: string): Promise<string> =>
  (await call.self.network.reverse(address).catch(() => []))[0] ?? host;

async function traceroute(call: Call): Promise<undefined> {
  const options = call.options('nm:w:q:I', undefined);
  const [host] = options.rest;
  if (host === undefined) throw new Fail('bad usage');
  const address = await target(call, host);
  await call.print(`traceroute to ${host} (${address}), 30 hops max, ${call.says('46 byte', '60 byte')} packets\n`);
  const wait = spans(options.value('w'), 3000);
  for (let hop = 1; hop <= Number(options.value('m', '30')); hop++) {
    const times: string[] = [];
    for (let probe = 0; probe < 3; probe++) {
      const time = await echo(call, address, wait);
      times.push(time === undefined ? '*' : `${time.toFixed(3)} ms`);
    }
    const answered = times.some((text) => text !== '*');
    await call.print(
      `${String(hop).padStart(2)}  ${answered ? `${options.has('n') ? address : `${await nameOf(call, address, host)} (${address})`}  ` : ''}${times.join('  ')}\n`,
    );
    if (answered) return undefined;
  }
  return undefined;
}

async function arping(call: Call): Promise<number> {
  const host = call.args.at(-1) ?? '';
  const time = await echo(call, await target(call, host), 1000);
  return time === undefined ? 1 : 0;
}

/** Commands that ask whether somebody is there. */
export const pingTools: Tools = { ping, traceroute, arping };
