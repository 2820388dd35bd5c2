const { transformSync, version } = require('esbuild');
const { createHash } = require('node:crypto');

const OPTIONS = { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'inline' };

const OWN_KEY = `${version} ${JSON.stringify(OPTIONS)}`;

/** What jest makes of a module of TypeScript: types are left to `npm run typecheck`. */
module.exports = {
	process: (text, file) => transformSync(text, { ...OPTIONS, sourcefile: file }),

	/** By what jest finds the result again. */
	getCacheKey: (text, file, { instrument }) =>
		createHash('sha1').update([OWN_KEY, file, instrument, text].join('\0')).digest('hex'),
};
