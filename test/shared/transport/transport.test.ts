import { MAX_REPLY_BYTES } from '../../../nodes/shared/transport/transport';

it('reads 64 KiB of a reply and no more', () => {
	expect(MAX_REPLY_BYTES).toBe(65_536);
});
