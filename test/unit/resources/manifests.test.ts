import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { templates } from '../../../src/core/resources/manifests';

describe('templates of manifests', () => {
  for (const { label, text } of templates) {
    it(`${label} is whole objects of these kinds`, () => {
      const documents = parseAllDocuments(text);
      assert.ok(Array.isArray(documents));
      assert.deepEqual(
        documents.flatMap(({ errors }) => errors),
        [],
      );
      const objects = documents.map(
        (one) => one.toJS() as { kind: string; apiVersion: string; metadata: { name: string } },
      );
      assert.equal(objects.map(({ kind }) => kind).join(' + '), label);
      for (const { apiVersion, metadata } of objects) assert.ok(apiVersion !== '' && metadata.name !== '');
    });
  }
});
