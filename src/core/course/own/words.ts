import { verbatim, type Text } from '../../text';
import { complain, required, string, table, wrong, type Spot, type Taker } from './take';

const longest = { id: 64, title: 120 } as const;

/** What an id of a course is, in words. */
export const anId: Text = { en: 'an id such as `first-steps`', zh: '形如 `first-steps` 的 id' };

/** What a text of a course is, in words. */
export const aText: Text = { en: 'a text, or a table of `en` and `zh`', zh: '文本，或含 `en` 与 `zh` 的映射' };

/** An id: lower-case letters, digits and hyphens. */
export const id: Taker<string> = (item, spot) => {
  const found = item.kind === 'value' ? String(item.value) : '';
  if (found.length <= longest.id && /^[a-z0-9][a-z0-9-]*$/.test(found)) return found;
  return complain(spot, item.line, 'bad-id', { found: found.slice(0, 80), most: longest.id });
};

const both = table({ en: required(string(), aText), zh: required(string(), aText) });

/** Words for the learner: one text for both languages, or one for each. Their links lead to the web only. */
export const words: Taker<Text> = (item, spot) => {
  const found = item.kind === 'table' ? both(item, spot) : oneText(item, spot);
  if (found === undefined) return undefined;
  return [found.en, found.zh].every(linksAreHarmless) ? found : complain(spot, item.line, 'bad-link');
};

const oneText: Taker<Text> = (item, spot) => {
  if (item.kind !== 'value' || typeof item.value !== 'string' || item.value === '') return wrong(item, spot, aText);
  const found = string()(item, spot);
  return found === undefined ? undefined : verbatim(found);
};

/** A title: words on one line. */
export const title: Taker<Text> = (item, spot) => {
  const found = words(item, spot);
  if (found === undefined) return undefined;
  const fits = [found.en, found.zh].every((one) => one.length <= longest.title && !/[\r\n]/.test(one));
  return fits
    ? found
    : wrong(item, spot, {
        en: `one line of at most ${longest.title} characters`,
        zh: `一行文本，最多 ${longest.title} 个字符`,
      });
};

/** Notifications and pages make links of `[words](address)`; one to a command would do something when it is clicked. */
function linksAreHarmless(text: string): boolean {
  const addresses = [...text.matchAll(/\](?:\(\s*<?|:\s*<?)\s*([^\s)>]*)/g)].map(([, address]) => address ?? '');
  return addresses.every((one) => /^https?:\/\//i.test(one) || !/[:&%\\]/.test(one));
}

/** A path inside the exercise folder, with `/`. */
export const innerPath: Taker<string> = (item, spot) => {
  const found = string(200)(item, spot);
  if (found === undefined) return undefined;
  const parts = found.split('/');
  const stays = !/[\\:~\p{Cc}]/u.test(found) && parts.every((part) => part !== '' && part !== '..' && part !== '.');
  return stays || found === '.' ? found : complain(spot, item.line, 'path-outside', { found });
};

/** A path of an address, such as `/` or `/v2/_catalog?n=5`. */
export const urlPath: Taker<string> = (item, spot: Spot) => {
  const found = string(500)(item, spot);
  if (found === undefined || /^\/[\x21-\x7e]*$/.test(found)) return found;
  return wrong(item, spot, { en: 'a path that begins with `/`', zh: '以 `/` 开头的路径' });
};
