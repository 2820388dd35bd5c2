/** The fourth one alone is a VIP: neither the first, nor the second, nor the last. */
export const INPUT = Array.from({ length: 6 }, (_, index) => ({
	user: `user${index}`,
	...(index === 3 ? { vip: true } : {}),
}));

export const USERS = INPUT.map(({ user }) => user);

const ONLY_THE_FOURTH = ['b', 'b', 'b', 'a', 'b', 'b'];

/** What the default username of a credential can be, and whose balance each of six items must show then. */
export const DIFFERENT_FOR_ITEMS: ReadonlyArray<readonly [string, readonly string[]]> = [
	['={{ $json.user }}', USERS],
	["={{ $('Trigger').item.json.user }}", USERS],
	['={{ $input.item.json.user }}', USERS],
	["={{ $node['Trigger'].json.user }}", USERS],
	["={{ $json.vip ? 'a' : 'b' }}", ONLY_THE_FOURTH],
	["={{ $json?.vip ? 'a' : 'b' }}", ONLY_THE_FOURTH],
	["={{ $input.item.json.vip ? 'a' : 'b' }}", ONLY_THE_FOURTH],
	["={{ $('Trigger').item?.json?.vip ? 'a' : 'b' }}", ONLY_THE_FOURTH],
	["={{ $json.vip === undefined ? 'b' : 'a' }}", ONLY_THE_FOURTH],
	["={{ ['a', 'b'][$itemIndex % 2] }}", ['a', 'b', 'a', 'b', 'a', 'b']],
	["={{ $itemIndex % 2 ? 'a' : 'b' }}", ['b', 'a', 'b', 'a', 'b', 'a']],
	["={{ $itemIndex > 3 ? 'a' : 'b' }}", ['b', 'b', 'b', 'b', 'a', 'a']],
];

/** The same where it is the same for every item. */
export const SAME_FOR_ITEMS: ReadonlyArray<readonly [string, readonly string[]]> = [
	['a', INPUT.map(() => 'a')],
	["={{ 'a' }}", INPUT.map(() => 'a')],
	["={{ $('Trigger').first().json.user }}", INPUT.map(() => 'user0')],
	['={{ $prevNode.name === "Trigger" ? "b" : "a" }}', INPUT.map(() => 'b')],
];

/** Whom the server must know. */
export const CREDENTIAL_ACCOUNTS = ['a', 'b', ...USERS].map((username) => {
	return { username, currency: 'EUR', balances: { EUR: '1.50', USD: '1.50' } };
});
