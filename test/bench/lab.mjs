// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { checkout } from '../host/paths.mjs';

const runs = Number(process.env['BENCH_RUNS'] ?? 5);
const containers = 500;
const servers = 100;
const nginx = 'nginx:1.30-alpine';
const busybox = 'busybox:1.37';

/** What is measured. */
export const name = `practice lab, ${runs} starts (goal: ready in less than 300 ms); large = ${servers} web servers run, ${containers - servers} containers have ended`;

/** @typedef {{pid: number, ms: number, said: number, socket: string, stop: () => Promise<void>}} Running */
/** @typedef {(method: string, url: string, body?: object) => Promise<{status: number, text: string}>} Ask */

/** Starts labs with nothing and with much in them, and asks one beside a real engine, when there is one. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-bench-lab-'));
  /** @type {Record<string, string>} */
  const lines = {};
  try {
    const fresh = await starts(() => mkdtemp(path.join(folder, 'fresh-')));
    const once = path.join(folder, 'one');
    const lab = await start(once);
    await wait(500);
    const empty = await memory(lab);
    const ask = asker(lab.socket);
    const small = await asked(ask, busybox);
    const events = await eventTimes(ask, lab.socket);
    await fill(ask);
    await wait(2_000);
    const full = await memory(lab);
    const listed = await rate(ask, '/containers/json?all=1', 100);
    await lab.stop();
    lines['ready, fresh folder'] = spread(fresh);
    lines['ready, large snapshot'] = spread(await starts(() => Promise.resolve(once)));
    lines['memory, empty and large'] = `${mega(empty)}, ${mega(full)}`;
    lines['event after a start'] = `median ${middle(events).toFixed(1)} ms, p95 ${high(events).toFixed(1)} ms`;
    lines['list of all, large'] = `${listed.toFixed()} requests a second`;
    Object.assign(lines, await beside(small));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return lines;
}

/** Milliseconds until a lab is ready, for each run. @param {() => Promise<string>} folder */
async function starts(folder) {
  /** @type {number[]} */
  const took = [];
  for (let each = 0; each < runs; each++) {
    const lab = await start(await folder());
    took.push(lab.ms);
    await lab.stop();
  }
  return took;
}

/** Starts a lab's process; `ms` is until it has said that it is ready. @param {string} folder @returns {Promise<Running>} */
async function start(folder) {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(checkout, 'dist', 'lab.js'), '--folder', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const status = JSON.parse(String(line));
  return {
    pid: child.pid ?? 0,
    ms: performance.now() - began,
    said: status.readyAfter,
    socket: String(status.environment.DOCKER_HOST).replace('unix://', ''),
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** Asks the engine that listens at a socket. @param {string} socketPath @returns {Ask} */
function asker(socketPath) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return (method, url, body) =>
    new Promise((resolve, reject) => {
      const headers = body ? { 'Content-Type': 'application/json' } : {};
      const call = request({ socketPath, agent, method, path: `/v1.45${url}`, headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      call.on('error', reject);
      call.end(body && JSON.stringify(body));
    });
}

/** Resident memory in bytes; 0 where the system does not tell. @param {Running} lab */
async function memory({ pid }) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024;
}

/** Requests per second, eight at a time. @param {Ask} ask @param {string} url @param {number} count */
async function rate(ask, url, count) {
  for (let each = 0; each < 20; each++) await ask('GET', url);
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, () => ask('GET', url)));
  const bad = answers.find(({ status }) => status !== 200);
  if (bad) throw new Error(`GET ${url}: ${bad.status} ${bad.text}`);
  return (count / (performance.now() - began)) * 1000;
}

/** Asks for the list and for one container of an engine; what was made for that is removed. @param {Ask} ask @param {string} image */
async function asked(ask, image) {
  await pull(ask, image);
  const id = await create(ask, 'tutor-bench', image, {});
  try {
    return {
      list: await rate(ask, '/containers/json', 1_000),
      one: await rate(ask, '/containers/tutor-bench/json', 1_000),
    };
  } finally {
    await ask('DELETE', `/containers/${id}?force=1`);
  }
}

/** The rates of the lab beside those of a real engine. @param {{list: number, one: number}} lab */
async function beside(lab) {
  const said = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  /** @type {{list: number, one: number} | undefined} */
  let real;
  let why = said;
  if (said.startsWith('unix://')) {
    try {
      real = await asked(asker(said.slice('unix://'.length)), busybox);
    } catch (error) {
      why = `${said}: ${error instanceof Error ? error.message : error}`;
    }
  }
  const line = (/** @type {'list' | 'one'} */ key) =>
    `${lab[key].toFixed()} requests a second${real ? `, a real engine ${real[key].toFixed()}` : ''}`;
  return {
    'GET /containers/json': line('list'),
    'GET /containers/x/json': line('one'),
    ...(real ? {} : { 'a real engine': `none answers (${why})` }),
  };
}

/** Milliseconds from a request to start a container to its event, for each of some. @param {Ask} ask @param {string} socketPath */
async function eventTimes(ask, socketPath) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const filters = encodeURIComponent(JSON.stringify({ type: ['container'], event: ['start'] }));
  const stream = request({ socketPath, path: `/v1.45/events?filters=${filters}` }, (answer) => {
    answer.on('data', (chunk) => {
      for (const line of String(chunk).trim().split('\n')) seen.set(JSON.parse(line).Actor.ID, performance.now());
    });
    answer.on('error', () => undefined);
  });
  stream.on('error', () => undefined);
  stream.end();
  await once(stream, 'response');
  /** @type {number[]} */
  const took = [];
  for (let each = 0; each < 50; each++) {
    const id = await create(ask, `event-${each}`, busybox, {});
    const began = performance.now();
    await ask('POST', `/containers/${id}/start`);
    while (!seen.has(id)) await wait(1);
    took.push((seen.get(id) ?? 0) - began);
    await ask('DELETE', `/containers/${id}?force=1`);
  }
  stream.destroy();
  return took;
}

/** Makes the lab a large one. @param {Ask} ask */
async function fill(ask) {
  await pull(ask, nginx);
  const numbers = Array.from({ length: containers }, (_, index) => index).values();
  const hand = async () => {
    for (const number of numbers) {
      const serves = number < servers;
      const more = serves ? { HostConfig: { RestartPolicy: { Name: 'always' } } } : { Cmd: ['true'] };
      const id = await create(ask, `large-${number}`, serves ? nginx : busybox, more);
      await ask('POST', `/containers/${id}/start`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, hand));
}

/** @param {Ask} ask @param {string} image */
async function pull(ask, image) {
  if ((await ask('GET', `/images/${image}/json`)).status === 200) return;
  const [repository = '', tag = ''] = image.split(':');
  await ask('POST', `/images/create?fromImage=${repository}&tag=${tag}`);
}

/** @param {Ask} ask @param {string} called @param {string} Image @param {object} more @returns {Promise<string>} */
async function create(ask, called, Image, more) {
  const made = await ask('POST', `/containers/create?name=${called}`, { Image, ...more });
  if (made.status !== 201) throw new Error(`a container of ${Image} cannot be made: ${made.text.trim()}`);
  return JSON.parse(made.text).Id;
}

/** @param {number} bytes */
const mega = (bytes) => `${(bytes / 1e6).toFixed()} MB`;

/** @param {number[]} values @param {number} part */
const at = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
const middle = (/** @type {number[]} */ values) => at(values, 0.5);
const high = (/** @type {number[]} */ values) => at(values, 0.95);

/** @param {number[]} values */
function spread(values) {
  return `min ${Math.min(...values).toFixed()} ms, median ${middle(values).toFixed()} ms, max ${Math.max(...values).toFixed()} ms`;
}
