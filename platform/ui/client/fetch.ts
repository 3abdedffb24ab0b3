import { readProblem, unreachable, type ServerProblem } from './problem.ts';

type Listener = (problem: ServerProblem | null) => void;
const listeners = new Set<Listener>();

/** Hears of the outcome of every call: null for one that was answered well. The shell learns here that a session has ended. */
export function onServerAnswer(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `fetch` to our own server: throws a `ServerProblem` where there is no answer or not a success. */
export async function fetchFromServer(request: Request, init?: RequestInit): Promise<Response> {
  const answer = await fetch(request, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw announce(unreachable());
  });
  if (!answer.ok) throw announce(readProblem(answer.status, await answer.json().catch(() => null)));
  announce(null);
  return answer;
}

function announce<P extends ServerProblem | null>(problem: P): P {
  for (const listener of listeners) listener(problem);
  return problem;
}
