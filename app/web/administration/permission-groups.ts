/** Permissions by the department that they are about. */
export type PermissionGroups = readonly (readonly [department: string, permissions: readonly { name: string; sentence: string }[]])[];
