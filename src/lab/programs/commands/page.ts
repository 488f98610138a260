import { eachInput, readAll } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

/** more and less: everything at once; a terminal of the lab scrolls by itself. */
async function page(call: Call): Promise<undefined> {
  const files = call.args.filter((word) => !/^[-+]./.test(word));
  if (files.length === 0 && call.self.terminal()) throw new Fail(call.says('bad usage', 'bad usage'));
  const sentence = (name: string): string => {
    if (call.busybox) return name;
    return call.name === 'more' ? `cannot open ${name}` : name;
  };
  await eachInput(call, files, async (input) => call.print(await readAll(input)), { sentence });
  return undefined;
}

/** vi, vim, nano: containers of the lab have no editor that draws on a screen. */
function editor(call: Call): Promise<never> {
  const [file = 'FILE'] = call.args.filter((word) => !/^[-+]/.test(word));
  return Promise.reject(
    new Fail(
      `the practice lab has no screen editor: write files with sh -c 'echo … > ${file}', change them with sed -i, or bring them with docker cp`,
    ),
  );
}

/** Commands that show a text page by page or edit it. */
export const pageTools: Tools = { more: page, less: page, vi: editor };

/** Editors that BusyBox does not have. */
export const editorTools: Tools = { vim: editor, nano: editor };
