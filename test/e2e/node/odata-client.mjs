// Creates, reads, filters, pages, changes and deletes with @odata/client, which nobody here wrote.
// ROOT is the root of the service.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { OData } = createRequire(process.env.NODE_MODULES + '/')('@odata/client');
const client = OData.New4({ serviceEndpoint: process.env.ROOT + '/' });
const set = client.getEntitySet('deviceManagement/deviceCategories');

const created = await set.create({ displayName: "O'Brien", description: 'a & b' });
assert.match(created.id, /^[0-9a-f-]{36}$/);
assert.equal((await set.retrieve(created.id)).description, 'a & b');
for (let i = 0; i < 5; i++) await set.create({ displayName: `category ${i}` });

const found = await set.query(client.newFilter().property('displayName').eq('category 3'));
assert.deepEqual(found.map(one => one.displayName), ['category 3']);
const odd = await set.query(client.newFilter().property('displayName').eq("O'Brien"));
assert.equal(odd.length, 1);
const page = await set.query(client.newParam().orderby('displayName').skip(1).top(2).select(['id', 'displayName']));
assert.deepEqual(page.map(one => one.displayName), ['category 3', 'category 2']); // it sorts downwards
assert.equal(await set.count(), 6);

await set.update(created.id, { description: 'changed' });
assert.equal((await set.retrieve(created.id)).description, 'changed');
await set.delete(created.id);
await assert.rejects(set.retrieve(created.id));
console.log('done');
