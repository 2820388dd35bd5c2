/** The members that may be null become optional ones. */
type WithoutNull<Value extends object> = {
	[Name in keyof Value as null extends Value[Name] ? never : Name]: Value[Name];
} & {
	[Name in keyof Value as null extends Value[Name] ? Name : never]?: Exclude<Value[Name], null>;
};

/** The members that are not null, in their order: what is unknown is absent. */
export function omitNull<Value extends object>(value: Value): WithoutNull<Value>;
export function omitNull(value: object): object {
	return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
