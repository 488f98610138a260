import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkout } from '../host/paths.mjs';
import type { LabAddress, LabStatus } from '../../src/core/lab';

/** The lab's bundle; another one for a trial of it. */
export const program = process.env['TUTOR_LAB_PROGRAM'] ?? path.join(checkout, 'dist', 'lab.js');

/** An answer: its status, and its body as text. */
export type Answer = { readonly status: number; readonly text: string };
/** What a request consists of, and how long it may take before the client hangs up, in milliseconds. */
export type Ask = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly patience?: number;
};

/** A lab in a process of its own. */
export type LabProcess = {
  readonly child: ChildProcess;
  readonly status: LabStatus;
  /** The socket of its Docker engine. */
  readonly socket: string;
  /** What it has written to its error stream. */
  readonly said: () => string;
  /** Asks its engine; undefined when the client hung up before there was a whole answer. */
  readonly ask: (url: string, ask?: Ask) => Promise<Answer | undefined>;
  /** The same with JSON both ways; rejects when the answer is no success. */
  readonly json: <T>(method: string, url: string, body?: unknown) => Promise<T>;
  readonly control: (method: string, url: string, body?: unknown) => Promise<Answer>;
  /** Bytes of memory that it holds; 0 where the system does not tell. */
  readonly memory: () => Promise<number>;
  /** Ends it, by a signal, and waits until it is gone. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
};

/** Starts the lab of a folder as a program, by a shell's command line when limits are to be set; rejects when it ends instead. */
export async function startLabProcess(folder: string, limits?: string): Promise<LabProcess> {
  const own = [program, '--folder', folder, '--json'];
  const [command, args] = limits
    ? ['/bin/sh', ['-c', `${limits}; exec "$0" "$@"`, process.execPath, ...own]]
    : [process.execPath, own];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'en' } });
  let said = '';
  let heard = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-100_000)));
  const status = await new Promise<LabStatus>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.endsWith('\n')) resolve(JSON.parse(heard) as LabStatus);
    });
    child.once('exit', (code, signal) => reject(new Error(`the lab ended (${code ?? signal ?? ''}): ${said}`)));
  });
  const socket = (status.environment['DOCKER_HOST'] ?? '').replace('unix://', '');
  const ask: LabProcess['ask'] = (url, options) => askSocket(socket, url, options);
  return {
    child,
    status,
    socket,
    said: () => said,
    ask,
    json: async <T>(method: string, url: string, body?: unknown) => {
      const answer = await ask(url, {
        method,
        patience: 20_000,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      if (!answer || answer.status >= 400) throw new Error(`${method} ${url}: ${answer?.status} ${answer?.text}`);
      return (
        answer.text.startsWith('{') || answer.text.startsWith('[')
          ? JSON.parse(answer.text.split('\n')[0] ?? '')
          : undefined
      ) as T;
    },
    control: async (method, url, body) => {
      const { control, credential } = JSON.parse(await readFile(path.join(folder, 'lab.json'), 'utf8')) as LabAddress;
      const answer = await askSocket(control, url, {
        method,
        headers: { Authorization: `Bearer ${credential}` },
        patience: 20_000,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!answer) throw new Error(`${method} ${url}: no answer`);
      return answer;
    },
    memory: async () => {
      const text = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024;
    },
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}

/** Asks a server that listens on a socket; undefined when there was no whole answer. */
export function askSocket(socketPath: string, url: string, ask: Ask = {}): Promise<Answer | undefined> {
  const { method = 'GET', headers = {}, body, patience = 3_000 } = ask;
  return new Promise((resolve) => {
    const finish = (answer?: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
      asked.destroy();
    };
    const asked = request({ socketPath, path: url, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text = (text + chunk).slice(0, 1_000_000)));
      answer.on('error', () => finish());
      answer.on('end', () => finish({ status: answer.statusCode ?? 0, text }));
    });
    const timer = setTimeout(finish, patience);
    asked.on('error', () => finish());
    asked.on('upgrade', (answer, socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
      finish({ status: answer.statusCode ?? 0, text: '' });
    });
    asked.end(body);
  });
}

/** Waits until something holds; throws when it never does. */
export async function until(what: () => unknown, patience = 15_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it never held');
    await wait(50);
  }
}
