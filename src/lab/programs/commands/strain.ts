import { randomBytes } from 'node:crypto';
import { capabilityOrder } from '../../processes/capabilities';
import { parseSize, parseSpan } from '../text/sizes';
import { waitSpan } from './speak';
import { Fail, type Call, type Tools } from './tool';

/** stress and stress-ng: workers that hold memory or keep busy, for `-t` seconds. */
async function stress(call: Call): Promise<number> {
  const options = call.options('m:c:i:t:vqd:', {
    vm: 'm:',
    'vm-bytes': 'bytes:',
    cpu: 'c:',
    io: 'i:',
    timeout: 't:',
    'vm-keep': 'keep',
    'vm-hang': 'hang:',
    verbose: 'v',
    hdd: 'd:',
    'cpu-load': 'load:',
    'metrics-brief': 'mb',
  });
  const workers = {
    cpu: Number(options.value('c', '0')),
    io: Number(options.value('i', '0')),
    vm: Number(options.value('m', '0')),
    hdd: Number(options.value('d', '0')),
  };
  const bytes = parseSize(options.value('bytes', '256M'));
  if (bytes === undefined || Object.values(workers).some((count) => !Number.isInteger(count) || count > 1000))
    throw new Fail('invalid number');
  const span = parseSpan(options.value('t', 'infinity')) ?? Infinity;
  await call.print(
    `${call.name}: info: [${call.self.pid}] dispatching hogs: ${workers.cpu} cpu, ${workers.io} io, ${workers.vm} vm, ${workers.hdd} hdd\n`,
  );
  const started = call.self.clock.now();
  const worker = (memory: number) =>
    call.self.fork(call.self.argv, async (self) => {
      if (memory > 0) self.allocate(memory);
      await waitSpan(self, span);
      return 0;
    });
  const children = [
    ...Array.from({ length: workers.vm }, () => worker(bytes)),
    ...Array.from({ length: workers.cpu + workers.io + workers.hdd }, () => worker(0)),
  ];
  for (const child of children) {
    const { code, signal } = await child.exited;
    if (code === 0) continue;
    await call.warn(
      `${call.name}: FAIL: [${call.self.pid}] (415) <-- worker ${child.pid} got signal ${signal === 'SIGKILL' ? 9 : code - 128}\n${call.name}: WARN: [${call.self.pid}] (417) now reaping child worker processes\n`,
    );
    for (const other of children) other.kill('SIGTERM');
    await call.warn(
      `${call.name}: FAIL: [${call.self.pid}] (451) failed run completed in ${Math.round((call.self.clock.now() - started) / 1000)}s\n`,
    );
    return 1;
  }
  await call.print(
    `${call.name}: info: [${call.self.pid}] successful run completed in ${Math.round((call.self.clock.now() - started) / 1000)}s\n`,
  );
  return 0;
}

async function openssl(call: Call): Promise<undefined> {
  const [verb = '', ...words] = call.args;
  if (verb === 'version')
    return call.print('OpenSSL 3.5.1 1 Jul 2025 (Library: OpenSSL 3.5.1 1 Jul 2025)\n').then(() => undefined);
  if (verb === 'rand') {
    const count = Math.min(Number(words.at(-1) ?? 16), 2 ** 20);
    if (!Number.isInteger(count) || count < 1) throw new Fail('rand: Number of bytes must be positive', 1);
    const bytes = randomBytes(count);
    await call.print(
      words.includes('-hex')
        ? `${bytes.toString('hex')}\n`
        : words.includes('-base64')
          ? `${bytes.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n`
          : bytes,
    );
    return undefined;
  }
  throw new Fail(
    `the practice lab's containers know "version" and "rand" only: run openssl ${verb} on your own machine`,
  );
}

async function capsh(call: Call): Promise<undefined> {
  const [word = ''] = call.args;
  if (word.startsWith('--decode=')) {
    const bits = BigInt(`0x${/^--decode=(?:0x)?([0-9a-fA-F]{1,16})$/.exec(word)?.[1] ?? '0'}`);
    const names = capabilityOrder
      .filter((_, at) => (bits >> BigInt(at)) & 1n)
      .map((name) => `cap_${name.toLowerCase()}`);
    await call.print(`0x${bits.toString(16).padStart(16, '0')}=${names.join(',')}\n`);
    return undefined;
  }
  if (word !== '--print') throw new Fail('usage: capsh --print | --decode=HEX');
  const has = capabilityOrder
    .filter((name) => call.self.facts.capabilities.has(`CAP_${name}`))
    .map((name) => `cap_${name.toLowerCase()}`);
  await call.print(
    `Current: ${has.length > 0 ? `${has.join(',')}=${call.self.user.uid === 0 ? 'ep' : 'i'}` : '='}\nBounding set =${has.join(',')}\nuid=${call.self.user.uid}(${call.self.user.name})\n`,
  );
  return undefined;
}

/** A program that an image or package has and the lab does not run: it says so and ends well, so that a build goes on. */
async function recorded(call: Call): Promise<undefined> {
  await call.warn(`${call.name}: the practice lab does not run this program; the step is recorded as done\n`);
  return undefined;
}

/** Commands that use resources up, and a few of other trades. */
export const strainTools: Tools = { stress, openssl, capsh, recorded };
