import { accountsOf, openCredentialExpressions } from './credentialExpressions';
import { DIFFERENT_FOR_ITEMS, SAME_FOR_ITEMS, USERS } from './credentialExpressionCases';

// `npm run reliability` runs the same on the oldest n8n.
let workflow: Awaited<ReturnType<typeof openCredentialExpressions>>;

beforeAll(async () => {
	workflow = await openCredentialExpressions();
});

afterAll(async () => await workflow.close());

it.each(DIFFERENT_FOR_ITEMS)('a credential with %s is read for each item', async (name, users) => {
	expect(accountsOf(await workflow.run(name))).toEqual(users);
});

it.each(SAME_FOR_ITEMS)(
	'one with %s is decrypted four times for six items',
	async (name, users) => {
		const run = await workflow.run(name);
		expect(accountsOf(run)).toEqual(users);
		expect(run.decryptions).toBe(4);
	},
);

it.each([1, 2, 3])('of %i items each has its credential read', async (items) => {
	const run = await workflow.run('={{ $json.user }}', items);
	expect(accountsOf(run)).toEqual(USERS.slice(0, items));
	expect(run.decryptions).toBe(items);
});

it('what fails for one item alone is the failure of that item', async () => {
	const run = await workflow.run('={{ $json.vip ? $("Nowhere").first().json.x : $json.user }}');
	expect(accountsOf(run)).toEqual(USERS.filter((user) => user !== 'user3'));
	expect(run.outputs('Balance')[1]?.map(({ json }) => json)).toMatchObject([
		{ user: 'user3', error: 'The credential cannot be read' },
	]);
});
