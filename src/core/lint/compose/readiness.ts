import type { Edit } from '../rule';
import { appendTo, indentOf } from '../yaml/edits';
import { itemsOf, mappingOf, textOf } from '../yaml/tree';
import type { ComposeFile } from './file';
import { databaseOf } from './images';
import type { Service } from './service';

/** What a service says about its health. */
export function healthOf(service: Service): 'checked' | 'switched off' | 'nothing said' {
  const check = mappingOf(service.get('healthcheck'));
  if (check === undefined) return service.has('healthcheck') ? 'checked' : 'nothing said';
  const test = check.get('test');
  const [first] = itemsOf(test);
  const isNone = (textOf(first?.value) ?? textOf(test)) === 'NONE';
  return isNone || textOf(check.get('disable')) === 'true' ? 'switched off' : 'checked';
}

/** The edits that let a service tell when it is ready: none when it does so already; nothing when we know no way. */
export function addHealthcheck(file: ComposeFile, service: Service): readonly Edit[] | undefined {
  const health = healthOf(service);
  if (health === 'checked') return [];
  const database = databaseOf(service);
  if (database === undefined || health === 'switched off') return undefined;
  const unit = indentOf(file);
  const details = [`test: ${database.probe}`, 'interval: 5s', 'timeout: 3s', 'retries: 12'];
  const edit = appendTo(file, service.body, ['healthcheck:', ...details.map((line) => unit + line)]);
  return edit && [edit];
}
