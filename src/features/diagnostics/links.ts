import { commands } from '../../host/ids';

/** The address that opens a lesson, for Markdown that we trust. */
export function lessonLink(lesson: string): string {
  return `command:${commands.openLesson}?${encodeURIComponent(JSON.stringify([lesson]))}`;
}
