import { sameCode } from './code-value.ts';
import type { CodeKind, OfferedCode } from './find-codes.ts';

const kept_max = 5;

/** What each person chose last, while the page is open; a shared workstation keeps nothing of it. */
const chosen = new Map<string, readonly OfferedCode[]>();

/** What this person chose last of this kind, the latest first. */
export function recentCodes(account_id: string, kind: CodeKind): readonly OfferedCode[] {
  return chosen.get(`${account_id}/${kind}`) ?? [];
}

/** Remembers a choice. */
export function rememberCode(account_id: string, kind: CodeKind, code: OfferedCode): void {
  const before = recentCodes(account_id, kind).filter((each) => !sameCode(each, code));
  chosen.set(`${account_id}/${kind}`, [code, ...before].slice(0, kept_max));
}

/** Those chosen lately first, then the others; none twice. */
export function recentFirst(recent: readonly OfferedCode[], found: readonly OfferedCode[]): OfferedCode[] {
  return [...recent, ...found.filter((code) => !recent.some((each) => sameCode(each, code)))];
}
