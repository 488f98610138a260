import type { DockerfileView } from '../facts';

/** The instructions of a Dockerfile as Docker reads them: continued lines joined, comments left out. */
export async function parseDockerfileView(text: string): Promise<DockerfileView> {
  const { parseDockerfile } = await import('../../lint/dockerfile/file');
  const file = parseDockerfile(text);
  return {
    instructions: file.instructions.map(({ keyword, body, heredoc, stage, onbuild }) => {
      const words = body.text.trim();
      const here = heredoc === undefined ? '' : `\n${file.text.slice(heredoc.start, heredoc.end)}`;
      return onbuild
        ? { name: 'ONBUILD', args: `${keyword} ${words}${here}`, stage }
        : { name: keyword, args: `${words}${here}`, stage };
    }),
  };
}
