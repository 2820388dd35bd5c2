/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code; the ban protects n8n's runtime */
import dns from 'node:dns';

/** Lets a public name lead to the loopback interface in this process; returns what ends that. */
export function nameLoopback(hostName: string): () => void {
	const { lookup } = dns;
	const lookUp = (name: string, ...others: readonly unknown[]) => {
		Reflect.apply(lookup, dns, [name === hostName ? '127.0.0.1' : name, ...others]);
	};
	dns.lookup = Object.assign(lookUp, lookup);
	return () => {
		dns.lookup = lookup;
	};
}
