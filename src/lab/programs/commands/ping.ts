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

async function ping(call: Call): Promise<number> {
  const options = call.options('c:w:W:i:qns:t:I:4A6v', undefined);
  const [host] = options.rest;
  if (host === undefined)
    throw new Fail(call.says('bad usage', 'usage error: Destination address required'), call.says(1, 2));
  if (!call.self.facts.capabilities.has('CAP_NET_RAW') && call.self.user.uid !== 0 && !call.busybox) {
    // The kernel's unprivileged echo sockets (net.ipv4.ping_group_range, which engines open) serve everybody else.
  } else if (!call.self.facts.capabilities.has('CAP_NET_RAW'))
    throw new Fail(
      call.says('permission denied (are you root?)', 'socktype: SOCK_RAW\nping: socket: Operation not permitted'),
      call.says(1, 2),
    );
  const address = await target(call, host);
  const count = Number(options.value('c') ?? Infinity);
  if (Number.isNaN(count)) throw new Fail(`invalid number '${options.value('c', '')}'`);
  const interval = Math.max(2, spans(options.value('i'), 1000));
  const wait = spans(options.value('W'), 10_000);
  const started = call.self.clock.now();
  const deadline = started + spans(options.value('w'), Infinity);
  const bytes = Number(options.value('s', '56'));
  const tally: Tally = { sent: 0, times: [] };
  let interrupted = false;
  const finish = async (): Promise<number> => {
    await call.print(summary(call, host, tally, started));
    return tally.times.length > 0 && (tally.sent >= count || count === Infinity || tally.times.length > 0) ? 0 : 1;
  };
  call.self.on('SIGINT', () => {
    if (interrupted) return;
    interrupted = true;
    void finish()
      .then((code) => call.self.exit(code))
      .catch(() => undefined);
  });
  await call.print(
    call.says(
      `PING ${host} (${address}): ${bytes} data bytes\n`,
      `PING ${host} (${address}) ${bytes}(${bytes + 28}) bytes of data.\n`,
    ),
  );
  while (tally.sent < count && call.self.clock.now() < deadline) {
    const at = call.self.clock.now();
    tally.sent++;
    const last = tally.sent === count;
    const limit = Math.min(deadline - at, last || count === Infinity ? wait : Math.max(wait, interval));
    const time = await echo(call, address, limit === Infinity ? wait : limit);
    if (time !== undefined) {
      tally.times.push(time);
      const seq = call.says(`seq=${tally.sent - 1}`, `icmp_seq=${tally.sent}`);
      const from =
        call.busybox || isAddress(host) ? `${address}:` : `${await nameOf(call, address, host)} (${address}):`;
      if (!options.has('q'))
        await call.print(
          `${bytes + 8} bytes from ${from} ${seq} ttl=64 time=${call.busybox ? time.toFixed(3) : Number(time.toPrecision(3))} ms\n`,
        );
    }
    const left = interval - (call.self.clock.now() - at);
    if (!last && left > 0) await call.self.sleep(Math.min(left, Math.max(0, deadline - call.self.clock.now())));
  }
  return finish();
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
