import { logOptions, options, type Kind } from '../lint/daemon-json/options';
import { listOf, open, plain, types, type Grammar, type KeyFact } from './slot';

const typeOf: Readonly<Record<Kind, KeyFact['type']>> = {
  text: types.text,
  number: types.number,
  switch: types.flag,
  texts: listOf(types.text),
  tables: listOf(types.table),
  table: types.table,
  'table of texts': types.table,
  'table of switches': types.table,
};

const opens = (kind: Kind): KeyFact['opens'] =>
  kind.startsWith('table of') || kind === 'table' ? 'table' : /^(?:texts|tables)$/.test(kind) ? 'list' : 'value';

const keys = [...options].map(([name, kind]): KeyFact => ({
  name,
  type: typeOf[kind],
  opens: opens(kind),
  isRequired: false,
}));

/** The options of dockerd in daemon.json, and what file log drivers take. */
export const daemonGrammar: Grammar = {
  at(path) {
    const [option, key] = path;
    if (option === undefined) return { ...open, keys };
    if (path.length === 1 && option === 'log-opts') return { ...open, keys: logKeys };
    if (path.length === 1 && options.get(option) === 'switch') return { ...open, values: plain('true', 'false') };
    return path.length === 2 && option === 'features' && key !== '-'
      ? { ...open, values: plain('true', 'false') }
      : undefined;
  },
};

const logKeys = logOptions.map((name): KeyFact => ({ name, type: types.text, opens: 'value', isRequired: false }));
