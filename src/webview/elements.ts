/** What an element is made of: attributes, and what happens when it is pressed. */
type Traits = Readonly<Record<string, string | number | boolean | (() => void) | undefined>>;

/** Makes an element; text becomes text and never HTML, and what is undefined is left out. */
export function element(tag: string, traits: Traits = {}, ...children: readonly (Node | string | undefined)[]) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((one) => one !== undefined));
  return made;
}

/** The signs that stand beside the words of a state; each has a shape of its own, so that colour is never needed. */
const signs = {
  open: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6Z',
  working: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.2v9.6a4.8 4.8 0 0 1 0-9.6Z',
  done: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm3.4 4.5-4 4a.6.6 0 0 1-.85 0l-2-2 .85-.85L7 9.2l3.55-3.55.85.85Z',
  reading: 'M3 2.5h10v11H3v-11Zm1.2 1.2v8.6h7.6V3.7H4.2Zm1.3 1.8h5v1h-5v-1Zm0 2.5h5v1h-5V8Z',
  chevron: 'm5.7 3.3.85-.85L12.1 8l-5.55 5.55-.85-.85L10.4 8 5.7 3.3Z',
} as const;

/** The name of a sign. */
export type Sign = keyof typeof signs;

/** A sign as a picture that a screen reader passes over: the words say the same. */
export function sign(name: Sign): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(space, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 16 16', 'aria-hidden': 'true', class: `sign ${name}` })) {
    picture.setAttribute(key, value);
  }
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', signs[name]);
  picture.append(path);
  return picture;
}

/** A bar with a name; `text` says in words how far it is. */
export function bar(name: string, value: number, most: number, text: string): HTMLElement {
  const max = Math.max(most, 1);
  return element('progress', { max, value: Math.min(value, max), 'aria-label': name, 'aria-valuetext': text });
}

/** Facts in one line with a mark between them, which wraps where it must. */
export function facts(...all: readonly (Node | string | undefined)[]): HTMLElement {
  const known = all.filter((one) => one !== undefined && one !== '');
  return element('p', { class: 'facts' }, ...known.map((one) => element('span', {}, one)));
}
