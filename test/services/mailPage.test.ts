import { openMailPage, writeMailPage } from './mailPage';
import type { ReceivedMail } from './mailServer';

const MAIL: ReceivedMail = {
	from: 'n8n@example.com',
	to: ['operations@example.com'],
	subject: '<b>Low</b> & "critical"',
	text: '<script>alert(1)</script>',
	html: null,
};

test('all that a mail says is text', () => {
	const page = writeMailPage([MAIL]);
	expect(page).toContain('&lt;b&gt;Low&lt;/b&gt; &amp; &quot;critical&quot;');
	expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	expect(page).not.toMatch(/<script|<b>/);
});

test('the newest mail stands first', () => {
	const page = writeMailPage([MAIL, { ...MAIL, subject: 'Newest' }]);
	expect(page.indexOf('Newest')).toBeLessThan(page.indexOf('critical'));
});

test('a mail of HTML is shown in a frame in which nothing runs', async () => {
	const html = '<p>Table</p><script>alert(1)</script>';
	const mails = [MAIL, { ...MAIL, html }];
	const page = await openMailPage(mails);
	try {
		const shown = await fetch(page.url);
		expect(await shown.text()).toContain('<iframe sandbox src="/mails/1"');
		const mail = await fetch(`${page.url}/mails/1`);
		expect(await mail.text()).toBe(html);
		const policy = mail.headers.get('content-security-policy');
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain('sandbox');
	} finally {
		await page.close();
	}
});
