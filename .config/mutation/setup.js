const fastCheck = require('fast-check');

// Whether a mutant is killed does not depend on the smallest example that kills it.
fastCheck.configureGlobal({ endOnFailure: true });
