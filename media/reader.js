// @ts-check
// Runs inside the reader's webview: shows a page, adds buttons to its code blocks, keeps the place.
(() => {
  // @ts-expect-error given by VS Code
  const vscode = acquireVsCodeApi();
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const said = JSON.parse(document.body.dataset.said ?? '{}');
  const { copy, copied, run } = said.words;

  /** @param {string} text @param {() => void} press */
  const button = (text, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', press);
    return made;
  };

  /** Commands without prompts and output where there are some, else all of it. @param {HTMLElement} block @param {string} typed */
  const withButtons = (block, typed, /** @type {number} */ index) => {
    const bar = document.createElement('p');
    bar.className = 'buttons';
    const text = typed === '' ? (block.textContent ?? '').trimEnd() : typed;
    const copying = button(copy, () => {
      navigator.clipboard.writeText(text).then(() => {
        copying.textContent = `${copied} ✓`;
        setTimeout(() => (copying.textContent = copy), 1500);
      });
    });
    bar.append(copying);
    if (typed !== '') bar.append(button(run, () => vscode.postMessage({ type: 'run', block: index })));
    block.after(bar);
  };

  /** Indented code is a block for the page only: a block is known by what it says. */
  const addButtons = (/** @type {{text: string, typed: string}[]} */ blocks) => {
    const left = blocks.map((one) => /** @type {string | undefined} */ (one.text.trim()));
    for (const block of main.querySelectorAll('pre')) {
      const index = left.indexOf((block.textContent ?? '').trim());
      withButtons(block, blocks[index]?.typed ?? '', index);
      if (index >= 0) left[index] = undefined;
    }
    scrollTo(0, vscode.getState()?.top ?? 0);
  };

  let shown = said.version;
  addButtons(said.blocks);
  window.addEventListener('message', ({ data }) => {
    if (data.type !== 'show' || data.version === shown) return;
    shown = data.version;
    main.innerHTML = data.html;
    addButtons(data.blocks);
  });

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('data-href') ?? link?.getAttribute('href') ?? '';
    if (href === '' || href.startsWith('#') || /^[a-z][a-z+.-]*:/i.test(href)) return;
    event.preventDefault();
    vscode.postMessage({ type: 'open', href });
  });

  addEventListener('scroll', () => vscode.setState({ top: scrollY }), { passive: true });
  vscode.postMessage({ type: 'ready' });
})();
