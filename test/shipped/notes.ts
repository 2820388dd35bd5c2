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

const RUNS_BY_SCHEDULE = {
	untried: "the hours of a schedule are n8n's own; that it can be published is tried",
};

function tried(file: string, title: string): Shown {
	return { test: [file, title] };
}

const CREDENTIAL = tried(
	'e2e/editor.e2e.ts',
	'is added, gets a credential, and the dialog is green with the balance',
);
const THRESHOLD = tried(
	'e2e/editor.e2e.ts',
	'a watch asks for a limit, and by hand shows what would happen',
);
const DELETED = tried('e2e/notes.e2e.ts', '%s works without the vendors that are deleted');
const PUBLISHED = tried('e2e/notes.e2e.ts', '$file can be published');
const OTHER_CREDENTIAL = {
	untried: 'the services around are not reached from here: their nodes are replaced by their texts',
};

const SENTENCES: Readonly<Record<string, Readonly<Record<string, Shown>>>> = {
	'agent-which-account-runs-dry.json': {
		'**Chat Model**: select your credential for a language model.': tried(
			'e2e/agent.e2e.ts',
			'answers which account runs dry first, and reads any user by a tool',
		),
		"Select a **credential** in each vendor's node and tool, and set the **Threshold** of each node.":
			CREDENTIAL,
		'Delete the vendors that you do not use.': DELETED,
		'Publish the workflow.': PUBLISHED,
		'From then on it checks every hour, and learns how fast each account is used up: the days left are known after the first full day.':
			tried(
				'e2e/agent.e2e.ts',
				'answers which account runs dry first, and reads any user by a tool',
			),
		'Open the chat and ask.': tried(
			'e2e/agent.e2e.ts',
			'answers which account runs dry first, and reads any user by a tool',
		),
		'**All Accounts** calls this workflow itself, by **When the Agent Looks**.': tried(
			'e2e/agent.e2e.ts',
			'answers which account runs dry first, and reads any user by a tool',
		),
		'The other two tools read any one M4 user or iGsend client that the model names.': tried(
			'e2e/agent.e2e.ts',
			'answers which account runs dry first, and reads any user by a tool',
		),
		'An older n8n lets community nodes be tools only with `N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE=true`.':
			{ untried: 'only the newest whole n8n is started here' },
		'The balances go to the language model as text; keys and passwords never do.': tried(
			'e2e/agent.e2e.ts',
			'is told no secret',
		),
	},
	'daily-digest-by-e-mail.json': {
		"Select a **credential** in each vendor's node, and set its **Threshold**.": CREDENTIAL,
		'Delete the vendors that you do not use.': DELETED,
		'**Send Digest**: select your SMTP credential, the sender and the recipients.':
			OTHER_CREDENTIAL,
		'Publish the workflow.': PUBLISHED,
		"The mail goes out at 8 o'clock in the workflow's time zone.": RUNS_BY_SCHEDULE,
		'The mail lists every account, the low ones marked, and every check that failed with what to do.':
			tried(
				'e2e/notes.e2e.ts',
				'daily-digest-by-e-mail.json says of a check that failed what to do',
			),
	},
	'five-balances.json': {
		"Open each vendor's node and select or create its **credential**.": CREDENTIAL,
		'Save runs a test that reads the balance.': CREDENTIAL,
		'Set **Threshold** to the amount below which you want to know.': THRESHOLD,
		'Run the workflow: **All Balances** holds one item for each account, **Table** the same as flat columns.':
			tried('e2e/rest.e2e.ts', 'five balances come out as the documents have them, in one list'),
		'Delete the vendors that you do not use.': DELETED,
		'A vendor that refuses does not stop the others: its row has `error` and no balance.': tried(
			'e2e/notes.e2e.ts',
			'is not stopped by a vendor that refuses: its row has an error and no balance',
		),
		'Connect **Table** to a sheet (Google Sheets: Append Row, Map Automatically), or **All Balances** to an IF with `{{ $json.low }}` **is true**.':
			tried(
				'e2e/notes.e2e.ts',
				'has its list connected to an IF, which passes on what is low, and no failed check',
			),
	},
	'low-balance-to-slack.json': {
		'**Sectigo**: select your credential; set **Threshold**.': THRESHOLD,
		"Any other vendor's node does as well.": tried(
			'e2e/notes.e2e.ts',
			'low-balance-to-slack.json does as well with $displayName',
		),
		'**Tell the Team**: select your Slack credential and the channel.': OTHER_CREDENTIAL,
		'Publish the workflow.': PUBLISHED,
		'It checks every hour.': RUNS_BY_SCHEDULE,
		'You get one message when the balance is low, a reminder every 24 hours while it is, and one when it has recovered.':
			tried('shipped/notes.test.ts', 'low-balance-to-slack.json tells each thing once'),
		'Checks that fail are told as well: nobody takes silence for a fine balance.': tried(
			'shipped/notes.test.ts',
			'low-balance-to-slack.json tells each thing once',
		),
		'Run by hand, it always sends a message, and remembers nothing.': tried(
			'shipped/notes.test.ts',
			'%s by hand tells every account and remembers nothing',
		),
	},
	'many-m4-users-from-a-sheet.json': {
		'**Sheet**: select your credential, the document and the sheet.': OTHER_CREDENTIAL,
		'It needs the columns `username` and `threshold`; an empty threshold means none.': tried(
			'e2e/rest.e2e.ts',
			'many users: the ones that can be read, and the others with the reason',
		),
		'**Kolmisoft M4**: select your credential.': CREDENTIAL,
		'Run the workflow, or replace **Check Now** by a Schedule Trigger.': tried(
			'e2e/notes.e2e.ts',
			'many-m4-users-from-a-sheet.json runs by a Schedule Trigger in place of Check Now',
		),
		'**Balances** gets one item for each user that could be read, **Not Read** the others, with the row and the reason.':
			tried(
				'e2e/rest.e2e.ts',
				'many users: the ones that can be read, and the others with the reason',
			),
		'Rows that ask for the same user share one request.': tried(
			'n8n/runOverItems.test.ts',
			'sends one request for equal checks and gives each item its own copy',
		),
	},
	'watch-accounts-from-a-sheet.json': {
		'**Sheet**: select your credential, the document and the sheet.': OTHER_CREDENTIAL,
		'Its columns: `username`, `label`, `threshold`, `critical`, `days`.': tried(
			'shipped/notes.test.ts',
			'watch-accounts-from-a-sheet.json tells each row by its own limits',
		),
		'Each row has its own limits; an empty cell is none, and each row needs one of the three.':
			tried(
				'shipped/notes.test.ts',
				'watch-accounts-from-a-sheet.json tells each row by its own limits',
			),
		'**Kolmisoft M4**: select your credential.': CREDENTIAL,
		'**Low** and **Recovered**: select your Slack credential and the channel.': OTHER_CREDENTIAL,
		'**Check Fails**: your SMTP credential, the sender and the recipients.': OTHER_CREDENTIAL,
		'Publish the workflow.': PUBLISHED,
		'It checks every 15 minutes.': RUNS_BY_SCHEDULE,
		'You get one message when an account is low, one when it is critical, a reminder every 24 hours while it is, and one when it has recovered.':
			tried(
				'shipped/notes.test.ts',
				'watch-accounts-from-a-sheet.json tells each row by its own limits',
			),
		'An account that cannot be checked is told by e-mail.': tried(
			'e2e/rest.e2e.ts',
			'a watch tells what is low to the team, and a check that fails by e-mail',
		),
		'Run by hand, it shows every account and remembers nothing.': tried(
			'shipped/notes.test.ts',
			'%s by hand tells every account and remembers nothing',
		),
		'In queue mode, call this from a second workflow: replace the schedule by **When Executed by Another Workflow**.':
			tried(
				'e2e/notes.e2e.ts',
				'watch-accounts-from-a-sheet.json runs when executed by another workflow',
			),
	},
};

/** Every sentence of every note. */
export const NOTE_SENTENCES: readonly NoteSentence[] = Object.entries(SENTENCES).flatMap(
	([file, sentences]) =>
		Object.entries(sentences).map(([sentence, shownBy]) => ({ file, sentence, shownBy })),
);
