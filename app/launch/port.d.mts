export function portProblem(host: string, port: number): Promise<string | undefined>;
export function listenProblem(error: unknown, host: string, port: number): string;
