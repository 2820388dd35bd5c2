import {
	NodeConnectionTypes,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IRunExecutionData,
} from 'n8n-workflow';

/** The two ways in which n8n's agents use a tool. */
export const WAYS_TO_USE_A_TOOL = ['callingAgent', 'requestingAgent'] as const;

/** What an imitated agent puts out. */
export interface AgentOutput {
	/** What a model would be told of each tool. */
	readonly tools: readonly OfferedTool[];
	/** What a model would be given back, one text for each call. */
	readonly answers: readonly string[];
}

export interface OfferedTool {
	readonly name: string;
	readonly description: string;
}

/** What the engine makes of a tool's node (n8n-core's `createNodeAsTool`, 2.41.1), as far as it is used here. */
interface ConnectedTool extends OfferedTool {
	invoke(parameters: IDataObject): Promise<string>;
}

/** The variant of a node that models use, as n8n's server derives it (`convertNodeToAiTool`, n8n 2.41.1). */
export function toTool(node: INodeType): INodeType {
	const { description } = node;
	const tool: INodeTypeDescription = {
		...description,
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	// A node may be an instance of a class: its functions are not its own.
	return Object.assign(Object.create(node), { description: tool }) as INodeType;
}

/** An agent that has the tool called while it runs itself, as n8n's agents do before version 3. */
function callingAgent(): INodeType {
	return {
		description: describe('callingAgent'),
		async execute(this: IExecuteFunctions) {
			const tools = await readTools(this);
			const answers: string[] = [];
			for (const { tool, parameters } of readCalls(this)) {
				const called = tools.find(({ name }) => name === tool.replaceAll(' ', '_'));
				answers.push((await called?.invoke(parameters)) ?? 'No such tool');
			}
			return [[{ json: toOutput(tools, answers) }]];
		},
	};
}

/** An agent that asks the engine to run the tool's node like any other, and is then run again (from version 3). */
function requestingAgent(): INodeType {
	return {
		description: describe('requestingAgent'),
		async execute(this: IExecuteFunctions, response?: EngineResponse) {
			const responses = response?.actionResponses ?? [];
			if (responses.length === 0) {
				return { actions: readCalls(this).map(toAction), metadata: {} };
			}
			const answers = responses.map(({ data }) => observe(data));
			return [[{ json: toOutput(await readTools(this), answers) }]];
		},
	};
}

/** Both agents. What they call stands in a parameter; a real one leaves it to a model. */
export function agents(): readonly INodeType[] {
	return [callingAgent(), requestingAgent()];
}

interface ToolCall {
	/** The name of the tool's node. */
	readonly tool: string;
	readonly parameters: IDataObject;
}

function describe(name: string): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Calls', name: 'calls', type: 'json', default: '[]' }],
	};
}

function readCalls(context: IExecuteFunctions): readonly ToolCall[] {
	// The casts: the tests write the parameter, and the engine makes the tools.
	return JSON.parse(context.getNodeParameter('calls', 0) as string) as ToolCall[];
}

async function readTools(context: IExecuteFunctions): Promise<readonly ConnectedTool[]> {
	return (await context.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as ConnectedTool[];
}

function toAction({ tool, parameters }: ToolCall, index: number): EngineRequest['actions'][number] {
	return {
		actionType: 'ExecutionNodeAction',
		nodeName: tool,
		input: parameters,
		type: NodeConnectionTypes.AiTool,
		id: `call ${index}`,
		metadata: { itemIndex: 0 },
	};
}

type TaskData = IRunExecutionData['resultData']['runData'][string][number];

/** As n8n's agents tell their model (`buildObservation` in its langchain nodes, 2.41.1). */
function observe({ data, error }: TaskData): string {
	const items = (data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
	if (items.length > 0) return JSON.stringify(items);
	return JSON.stringify(error === undefined ? '' : { error: error.message });
}

function toOutput(tools: readonly OfferedTool[], answers: readonly string[]): IDataObject {
	return { tools: tools.map(({ name, description }) => ({ name, description })), answers };
}
