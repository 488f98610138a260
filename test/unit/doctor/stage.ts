import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lookAround, type DoctorOptions } from '../../../src/backends/doctor';
import type { EditorFacts, Sights } from '../../../src/core/doctor/sights';
import { never } from '../backends/kubernetes/server';

/** A small machine: folders of programs, a home, and an open folder. */
export class Stage {
  private constructor(readonly root: string) {}

  static async make(): Promise<Stage> {
    const stage = new Stage(await realpath(await mkdtemp(path.join(tmpdir(), 'doctor-'))));
    await Promise.all(['bin', 'home', 'open'].map((name) => mkdir(stage.in(name), { recursive: true })));
    return stage;
  }

  in(...names: readonly string[]): string {
    return path.join(this.root, ...names);
  }

  /** Makes a program of shell lines. */
  async program(place: string, ...lines: readonly string[]): Promise<string> {
    const file = await this.file(place, ['#!/bin/sh', ...lines, ''].join('\n'));
    await chmod(file, 0o755);
    return file;
  }

  async file(place: string, text: string): Promise<string> {
    await mkdir(path.dirname(this.in(place)), { recursive: true });
    await writeFile(this.in(place), text);
    return this.in(place);
  }

  read(place: string): Promise<string> {
    return readFile(this.in(place), 'utf8').catch(() => '');
  }

  /** Looks around with nothing but what is here; an engine where nobody listens unless the options say otherwise. */
  look(options: Partial<DoctorOptions> = {}, milliseconds = 10_000): Promise<Sights> {
    const { env, ...rest } = options;
    const usual = { PATH: this.in('bin'), HOME: this.in('home'), DOCKER_HOST: 'tcp://127.0.0.1:1' };
    return lookAround(
      {
        platform: 'linux',
        home: this.in('home'),
        workspace: [this.in('open')],
        isTrusted: true,
        setting: () => Promise.resolve(''),
        env: { ...usual, ...env },
        ...rest,
      },
      never,
      milliseconds,
    );
  }

  async close(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

export const editor: EditorFacts = {
  version: '1.106.0',
  remote: undefined,
  isTrusted: true,
  folder: '/home/student/lab',
  lab: 'stopped',
};
