import type { ExampleName } from '../e2e/examples';

/** A sentence of the note in an example, and what executes it. */
export interface NoteSentence {
	readonly file: string;
	readonly sentence: string;
	readonly shownBy: Shown;
}

type Shown =
	/** A test: its file below `test/`, and its title. */
	| { readonly test: readonly [file: string, title: string] }
	/** Why nothing here can. */
	| { readonly untried: string };

function tried(file: string, title: string): Shown {
	return { test: [file, title] };
}

function triedWhole(title: string): Shown {
	return tried('e2e/examples.e2e.ts', title);
}

const CREDENTIAL = tried(
	'e2e/editor.e2e.ts',
	'is added, gets a credential, and the dialog is green with the balance',
);
const THRESHOLD = tried(
	'e2e/editor.e2e.ts',
	'a watch asks for a limit, and by hand shows what would happen',
);
const ASKED = tried(
	'e2e/agent.e2e.ts',
	'answers which account runs dry first, and reads any user by a tool',
);
const ON_WORKERS = tried('e2e/queue.e2e.ts', '%s tells each crossing once, on two workers');
const FORGOTTEN = tried(
	'e2e/queue.e2e.ts',
	'says elsewhere that n8n does not give back what it remembered',
);

const FIVE = triedWhole(
	'come out as the documents have them, in one list, and in one table of numbers and switches',
);
const FIVE_WITHOUT = triedWhole(
	'go on where vendors were deleted, and one that refuses has a note and no number',
);
const ONE_BY_HAND = triedWhole('sends how it stands by hand');
const ONE_PUBLISHED = triedWhole(
	'published, tells once that it is low, and once that it has recovered, with Slack deleted',
);
const LIST_MADE = triedWhole('makes its list once, however often it is set up');
const LIST_PUBLISHED = triedWhole('published, tells what happened in one message');
const LIST_BY_HAND = triedWhole(
	'sends one message of all by hand, the worst first, whatever is wrong with a row',
);
const BOARD = triedWhole('the board has a row for each account, and follows its balance');
const DIGEST = triedWhole(
	'the digest is a table, the worst first, with bars by days left and all text escaped',
);
const DIGEST_PUBLISHED = triedWhole('the digest goes out by itself once it is published');
const PINGS = triedWhole('pings at every check, published, whatever happens to the balance');
const OTHER_API = triedWhole(
	'is watched like a vendor, and a row that is refused is known by its own name',
);
const SEVERAL = triedWhole('bring one message, and a row without a node is named');
const LIST_AGENT = triedWhole(
	'know by one tool which accounts of a list are low, by the memory of a published watch',
);
const SAME_SET_UP = tried('shipped/notes.test.ts', '%s is set up as watch-a-list is');

const OLDER_N8N = { untried: 'only the newest whole n8n is started here' };
const SLACK = {
	untried: 'Slack is not reached from here; that the mail goes out without its node is tried',
};

const PUT_YOUR_OWN =
	"Put your own accounts there: `vendor` is a vendor's name, `account` stays empty where a credential has one account only, each row has limits of its own, and an empty limit is none.";

/** What the notes of all examples say that have the list of accounts at any vendors. */
function listIsSetUp(setUp: Shown, listMade: Shown): Readonly<Record<string, Shown>> {
	return {
		'Run **Set Up** once by hand.': setUp,
		'It makes the Data Table `watched accounts` and fills it with a row for each of five vendors.':
			listMade,
		[PUT_YOUR_OWN]: tried('shipped/notes.test.ts', 'watch-a-list tells each row by its own limits'),
	};
}

const LIST_IS_CHECKED: Readonly<Record<string, Shown>> = {
	'**Account Balance**: select a **credential** for each vendor in the list; the others may stay empty.':
		tried(
			'e2e/mixedList.e2e.ts',
			'is published with three slots empty, and says which row misses its credential',
		),
	'A row that cannot be checked is reported, and holds up no other.': LIST_BY_HAND,
};

const SEND_MAIL = '**Send Mail**: select your SMTP credential, the sender and the recipients.';
const PUBLISH = 'Publish the workflow.';
const ONE_MESSAGE =
	'It checks every 15 minutes; all that happened in a run comes as one message, the worst first.';
const NOTHING = 'A run in which nothing happened sends nothing.';
const SWITCHED_OFF =
	'Slack stands beside it, switched off: select your Slack credential there, enable it, and delete **Send Mail**; or delete **Tell Slack**.';
const NEEDS_TABLES = 'Needs n8n 2.4 or newer.';
const NEEDS_OLDEST = 'Needs n8n 1.99.1 or newer.';

const SENTENCES: Readonly<Record<ExampleName, Readonly<Record<string, Shown>>>> = {
	'five-balances': {
		"Open each vendor's node and select or create its **credential**.": CREDENTIAL,
		'Save runs a test that reads the balance.': CREDENTIAL,
		'Set **Threshold** to the amount below which you want to know.': THRESHOLD,
		'Run the workflow: **All Balances** holds one item for each account, **Table** the same as columns: `available` is a number, `low` is true or false, `note` says how the account is.':
			FIVE,
		'Delete the vendors that you do not use.': FIVE_WITHOUT,
		'A vendor that refuses does not stop the others: its row has the reason as its note, and no number.':
			FIVE_WITHOUT,
		[NEEDS_OLDEST]: OLDER_N8N,
	},
	'watch-one-account': {
		'**Sectigo**: select your **credential**, and set the limits: an amount that is low, one that is critical, and days left.':
			THRESHOLD,
		'Fill in at least one.': THRESHOLD,
		[SEND_MAIL]: ONE_BY_HAND,
		[PUBLISH]: ONE_PUBLISHED,
		'It checks every 15 minutes, and tells you once when the account is low, once when it is critical, and once when it has recovered; a check that brings no balance is reported too.':
			tried('shipped/notes.test.ts', 'watch-one-account tells each thing once'),
		[SWITCHED_OFF]: SLACK,
		[NEEDS_OLDEST]: OLDER_N8N,
	},
	'watch-a-list': {
		...listIsSetUp(LIST_MADE, LIST_MADE),
		...LIST_IS_CHECKED,
		[SEND_MAIL]: LIST_BY_HAND,
		[PUBLISH]: LIST_PUBLISHED,
		[ONE_MESSAGE]: LIST_BY_HAND,
		[NOTHING]: LIST_PUBLISHED,
		[SWITCHED_OFF]: SLACK,
		'The list may come from Google Sheets as well: replace **List** by its Get Rows, with the same columns.':
			{ untried: 'Google is not reached from here' },
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'status-board': {
		...listIsSetUp(BOARD, SAME_SET_UP),
		'It also makes the Data Table `account board`.': BOARD,
		...LIST_IS_CHECKED,
		[SEND_MAIL]: BOARD,
		'Publish the workflow, and open `account board` under Data tables.': BOARD,
		'Every 15 minutes each account has its row brought up to date: how it stands, what is available, days left, the trend, when it was checked, and a line of text.':
			BOARD,
		'A row is found by its label, so each account needs one of its own.': BOARD,
		'What happens goes out as a mail besides; delete **Something Happened** and **Send Mail** if the board is enough.':
			{ untried: 'the mail is tried; that the board is enough without the two nodes is not' },
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'morning-digest': {
		'Import the example **Status board**, and run its set-up and one check by hand: this mail is made of its Data Table `account board`.':
			DIGEST_PUBLISHED,
		'**Send Digest**: select your SMTP **credential**, the sender and the recipients.': DIGEST,
		[PUBLISH]: DIGEST_PUBLISHED,
		"At 8 o'clock in the workflow's time zone it sends one table of all accounts, the worst first, with a bar for the days left (a full one is 30 days or more).":
			DIGEST,
		'An account that was not checked for a day stands on top.': DIGEST,
		[NEEDS_TABLES]: OLDER_N8N,
	},
	heartbeat: {
		"**Ping**: enter the address that a dead man's switch outside of this n8n gave you, such as one of healthchecks.io.":
			PINGS,
		'Set it to expect a ping every 15 minutes, and let it tell you by itself.': {
			untried: 'what the service does with a ping that stays away is its own',
		},
		'**Sectigo**: select your **credential**.': CREDENTIAL,
		[SEND_MAIL]: PINGS,
		[PUBLISH]: PINGS,
		'Whoever watches must be watched from outside: an alarm in the same n8n dies with it.': {
			untried: 'it is the reason for the example, and nothing to run',
		},
		'The ping goes out last, so it stays away when n8n is down, when a run stops, and when the mail cannot be sent.':
			triedWhole('stays away when the mail cannot be sent'),
		'A credential that was deleted, or is no longer shared, stops the whole run before any node starts: no mail can say so, only the missing ping.':
			triedWhole('stays away when a credential was deleted, which no mail tells'),
		[NEEDS_OLDEST]: OLDER_N8N,
	},
	'any-other-api': {
		'Run **Set Up** once by hand.': OTHER_API,
		'It makes the Data Table `other accounts` with two rows: put your own there.': OTHER_API,
		'**Ask**: enter the address of the API, with the account of the row in it, and choose its **credential** under Authentication.':
			{ untried: 'the address is tried; the API that is imitated here asks for no credential' },
		'**Account Balance**: under Balance From Input say where the balance stands in the reply, and who has the account.':
			tried(
				'e2e/mixedList.e2e.ts',
				'keeps the digits of a good reply, and knows the kind of each failure',
			),
		[SEND_MAIL]: OTHER_API,
		[PUBLISH]: triedWhole('published, tells what is low'),
		'It checks every 15 minutes, and tells what is low, what has recovered and what cannot be read in one message.':
			OTHER_API,
		"The account's name comes from the list, since a reply replaces the row.": OTHER_API,
		'**On Error** of **Ask** is Continue, so that a refused row is reported as a failed check, and the others are read all the same.':
			OTHER_API,
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'several-credentials': {
		'Run **Set Up** once by hand.': SEVERAL,
		'It makes the Data Table `m4 users`, in which each row says its server; put your own there.':
			SEVERAL,
		'**M4 London** and **M4 Vienna**: select a **credential** in each.': SEVERAL,
		'For another server, copy a node, and add a rule to **Server** and an input to **All Texts**.':
			{ untried: 'there are two servers here' },
		[SEND_MAIL]: SEVERAL,
		[PUBLISH]: triedWhole('published, tell what fell'),
		'It checks every 15 minutes; what happened on all servers comes as one message.': SEVERAL,
		'A node has one credential of a type, so each server has its node.': {
			untried: "it is n8n's own rule, and the reason for the example",
		},
		'A row whose server has none is named in each message, so that nobody takes it for watched.':
			SEVERAL,
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'queue-mode-data-table': {
		...listIsSetUp(LIST_MADE, LIST_MADE),
		...LIST_IS_CHECKED,
		[SEND_MAIL]: LIST_PUBLISHED,
		[PUBLISH]: LIST_PUBLISHED,
		[ONE_MESSAGE]: LIST_PUBLISHED,
		[NOTHING]: LIST_PUBLISHED,
		'In queue mode n8n 2.40 and newer does not give a worker what a node remembered in the workflow.':
			FORGOTTEN,
		'Here **Keep State In** is **Data Table**: all workers share the table `Account Balance Watch`, which the node makes.':
			ON_WORKERS,
		[SWITCHED_OFF]: SLACK,
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'queue-mode-sub-workflow': {
		...listIsSetUp(LIST_MADE, LIST_MADE),
		...LIST_IS_CHECKED,
		[SEND_MAIL]: LIST_PUBLISHED,
		[PUBLISH]: LIST_PUBLISHED,
		'Every 15 minutes it calls itself, and **When Called** checks the list.': LIST_PUBLISHED,
		'In queue mode n8n 2.40 and newer does not give a worker what a node remembered in the workflow, except where another workflow called it.':
			FORGOTTEN,
		'So the schedule only calls, and what is called watches and remembers.': ON_WORKERS,
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'agent-which-accounts-are-low': {
		...listIsSetUp(LIST_AGENT, SAME_SET_UP),
		...LIST_IS_CHECKED,
		'**Chat Model**: select your credential for a language model; any other chat model does as well.':
			{ untried: "the credential is tried; only a model of OpenAI's kind is imitated here" },
		'Publish the workflow, so that it checks every hour and learns how fast each account is used.':
			LIST_AGENT,
		'Open the chat and ask which accounts are low, and which runs dry first.': LIST_AGENT,
		'The tool runs this same workflow from **When Called**: one call brings all accounts, worst first.':
			LIST_AGENT,
		'The texts go to the language model; keys and passwords never do.': {
			untried: 'what the other agent is told is searched, and not what this one is',
		},
		[NEEDS_TABLES]: OLDER_N8N,
	},
	'agent-which-account-runs-dry': {
		'**Chat Model**: select your credential for a language model.': ASKED,
		"Select a **credential** in each vendor's node and tool, and set the **Threshold** of each node.":
			CREDENTIAL,
		'Delete the vendors that you do not use.': tried(
			'e2e/notes.e2e.ts',
			'the agent works without the vendors that are deleted',
		),
		'Publish the workflow.': ASKED,
		'From then on it checks every hour, and learns how fast each account is used up: the days left are known after the first full day.':
			ASKED,
		'Open the chat and ask.': ASKED,
		'**All Accounts** calls this workflow itself, by **When the Agent Looks**.': ASKED,
		'The other two tools read any one M4 user or iGsend client that the model names.': ASKED,
		'An older n8n lets community nodes be tools only with `N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE=true`.':
			OLDER_N8N,
		'The balances go to the language model as text; keys and passwords never do.': tried(
			'e2e/agent.e2e.ts',
			'is told no secret',
		),
	},
};

/** Every sentence of every note. */
export const NOTE_SENTENCES: readonly NoteSentence[] = Object.entries(SENTENCES).flatMap(
	([file, sentences]) =>
		Object.entries(sentences).map(([sentence, shownBy]) => ({ file, sentence, shownBy })),
);
