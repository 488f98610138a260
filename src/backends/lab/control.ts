import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import type { LabAddress, LabStatus } from '../../core/lab';

/** Where the lab of a folder says that it is; undefined when none does. It may have been killed since. */
export async function addressIn(folder: string): Promise<LabAddress | undefined> {
  try {
    const { pid, control, credential } = JSON.parse(await readFile(path.join(folder, 'lab.json'), 'utf8')) as {
      readonly [field in keyof LabAddress]?: unknown;
    };
    if (typeof pid !== 'number' || typeof control !== 'string' || typeof credential !== 'string') return undefined;
    return { pid, control, credential };
  } catch {
    return undefined;
  }
}

/** Asks the lab something; undefined when it does not answer in time, or not with success. */
export function ask(
  { control, credential }: LabAddress,
  method: 'GET' | 'POST',
  what: string,
  patience = 30_000,
): Promise<LabStatus | undefined> {
  return new Promise((resolve) => {
    const headers = { Authorization: `Bearer ${credential}` };
    const options = { socketPath: control, path: what, method, headers, timeout: patience, agent: false };
    const asked = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('error', () => resolve(undefined));
      answer.on('end', () => resolve(answer.statusCode === 200 ? statusIn(text) : undefined));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}

function statusIn(text: string): LabStatus | undefined {
  try {
    return JSON.parse(text) as LabStatus;
  } catch {
    return undefined;
  }
}

/**
 * Holds the lab: it runs at least as long as this does. `over` is called once, with whether the lab was told to end;
 * not when the hold is let go, which is what the returned function does.
 */
export function hold({ control, credential }: LabAddress, over: (wasTold: boolean) => void): () => void {
  let told = false;
  let done = false;
  const finish = (): void => {
    if (!done) over(told);
    done = true;
  };
  const headers = { Authorization: `Bearer ${credential}` };
  const held = request({ socketPath: control, path: '/hold', headers, agent: false }, (answer) => {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => (told ||= text.includes('ended')));
    answer.on('error', finish);
    answer.on('close', finish);
  });
  held.on('error', finish);
  held.end();
  return () => {
    done = true;
    held.destroy();
  };
}
