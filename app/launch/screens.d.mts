export function ensureScreens(node: string, say: (line: string) => void): Promise<void>;
