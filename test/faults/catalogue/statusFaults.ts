import { answering, HTML, status, UNEXPECTED, type Fault } from './fault';

export const STATUS_FAULTS: readonly Fault[] = [
	...[301, 302, 303, 307, 308].map((code) =>
		answering(`HTTP ${code} to another host`, UNEXPECTED, ({ otherUrl, answer }) => ({
			status: code,
			headers: { ...answer.headers, location: `${otherUrl}/` },
		})),
	),
	status(206, UNEXPECTED),
	status(300, UNEXPECTED),
	status(304, UNEXPECTED),
	status(400, UNEXPECTED),
	status(401, 'authentication'),
	status(401, 'authentication', { 'www-authenticate': 'Basic realm="balance"' }),
	status(403, 'authentication'),
	status(404, UNEXPECTED),
	status(407, UNEXPECTED),
	status(429, 'rateLimited'),
	status(429, 'rateLimited', { 'retry-after': '3600' }),
	status(429, 'rateLimited', { 'retry-after': 'Fri, 31 Dec 2100 23:59:59 GMT' }),
	status(429, 'rateLimited', { 'retry-after': 'soon' }),
	status(500, 'vendorUnavailable'),
	answering('HTTP 502 with a page', 'vendorUnavailable', () => ({
		status: 502,
		headers: { 'content-type': 'text/html' },
		body: HTML,
	})),
	status(503, 'vendorUnavailable'),
	status(503, 'vendorUnavailable', { 'retry-after': '3600' }),
	status(599, 'vendorUnavailable'),
];
