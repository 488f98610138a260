import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  readOwnCourse,
  type CourseFile,
  type DiskProblem,
  type KnownIds,
  type OwnCourse,
} from '../../core/course/own-course';
import { UserError } from '../../core/errors';
import { bytesOf } from './bytes';
import { placeIn } from './place';

/** The folder of a workspace in which its own course is. */
export const courseFolder = '.tutor';

const most = { files: 2000, depth: 10, kilobytes: 256 } as const;

/**
 * Reads the course in a folder `.tutor`; undefined when there is none. Its lessons and problems bear absolute paths.
 * Reads `course.yaml` and each `lesson.yaml`, looks only at the names of the rest, and follows no links.
 */
export async function loadOwnCourse(root: string, known: KnownIds): Promise<OwnCourse | undefined> {
  const met: DiskProblem[] = [];
  const kind = await kindOf(root);
  if (kind === 'none') return undefined;
  if (kind === 'link') met.push({ file: '', code: 'link', args: { path: courseFolder } });
  const paths = kind === 'link' ? [] : await pathsBelow(root, met);
  const files = await Promise.all(paths.map((one) => readOne(root, one, met)));
  const { tracks, problems } = await readOwnCourse(files, known, met);
  return {
    tracks: tracks.map((track) => ({
      ...track,
      lessons: track.lessons.map((lesson) => ({
        ...lesson,
        folder: path.join(root, lesson.id.slice(track.id.length + 1)),
      })),
    })),
    problems: problems.map((one) => ({ ...one, file: path.join(root, one.file) })),
  };
}

async function kindOf(root: string): Promise<'folder' | 'link' | 'none'> {
  const stats = await lstat(root).catch(() => undefined);
  if (stats?.isSymbolicLink() === true) return 'link';
  return stats?.isDirectory() === true ? 'folder' : 'none';
}

/** The regular files below a folder, with `/`; links and what is too much are told and left out. */
async function pathsBelow(root: string, met: DiskProblem[]): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [''];
  let seen = 0;
  for (let inner = open.shift(); inner !== undefined; inner = open.shift()) {
    for (const entry of await entriesOf(root, inner, met)) {
      const way = inner === '' ? entry.name : `${inner}/${entry.name}`;
      seen += 1;
      if (seen > most.files || way.split('/').length > most.depth) {
        met.push({ file: 'course.yaml', code: 'too-many-files', args: { most: most.files, deep: most.depth } });
        return found;
      }
      if (entry.isSymbolicLink()) met.push({ file: way, code: 'link', args: { path: way } });
      else if (entry.isDirectory()) open.push(way);
      else if (entry.isFile()) found.push(way);
    }
  }
  return found.sort();
}

async function entriesOf(root: string, inner: string, met: DiskProblem[]) {
  try {
    return await readdir(path.join(root, inner), { withFileTypes: true });
  } catch (error) {
    met.push({
      file: inner,
      code: 'unreadable',
      args: { path: inner === '' ? courseFolder : inner, why: codeOf(error) },
    });
    return [];
  }
}

/** Only what the course is read from has a text. */
async function readOne(root: string, name: string, met: DiskProblem[]): Promise<CourseFile> {
  if (!/^(course|[^/]+\/lesson)\.yaml$/.test(name)) return { path: name };
  const tell = (code: DiskProblem['code'], why = ''): CourseFile => {
    met.push({ file: name, code, args: { path: name, most: most.kilobytes, why } });
    return { path: name };
  };
  try {
    const file = await placeIn(root, name);
    if ((await lstat(file)).size > most.kilobytes * 1024) return tell('too-large');
    const bytes = await bytesOf(file, name, most.kilobytes * 1024, new AbortController().signal);
    return { path: name, text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    return tell('unreadable', codeOf(error));
  }
}

function codeOf(error: unknown): string {
  if (error instanceof UserError) return error.code;
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
