import { CannotStart } from '../../config/cannot-start.ts';

/** What a store answered that refused. */
export interface Refusal {
  status: number;
  /** As S3 names it; empty where it names nothing. */
  code: string;
}

const denied = new Set(['AccessDenied', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'AllAccessDisabled', 'AccountProblem', 'ExpiredToken', 'InvalidToken']);

/** Whether the same may be asked again in a while. */
export const isPassing = ({ status, code }: Refusal): boolean => status === 429 || status >= 500 && status !== 501 || code === 'SlowDown' || code === 'RequestTimeout';

/** One clear sentence for what a store said; never the store’s own words. */
export function faultOf({ status, code }: Refusal, place: string): CannotStart {
  if (code === 'RequestTimeTooSkewed') return new CannotStart('store.clock', `The clock of this machine is not that of the store ${place}: set it right. Nothing was changed.`);
  if (code === 'NoSuchBucket') return new CannotStart('store.no_bucket', `There is no such bucket: ${place}. Make it, or correct OPENWARD_BACKUP_S3.`);
  if (code === 'NoSuchUpload') return new CannotStart('store.upload_gone', `The store ${place} lost what was uploaded so far: no backup was made there.`);
  if (code === 'PreconditionFailed') return new CannotStart('store.exists', `There is a backup of this name in ${place} already: nothing was overwritten.`);
  if (code === 'XAmzContentSHA256Mismatch' || code === 'BadDigest' || code === 'InvalidDigest') return new CannotStart('store.damaged', `What reached the store ${place} was not what was sent: no backup was made there.`);
  if (denied.has(code) || status === 401 || status === 403) return new CannotStart('store.denied', `The store ${place} does not let these keys do this (${code || status}): check the access key, its secret and its rights.`);
  if (isPassing({ status, code })) return new CannotStart('store.busy', `The store ${place} did not take it, though it was asked several times (${code || status}): try again later.`);
  return new CannotStart('store.refused', `The store ${place} refused (${status}${code === '' ? '' : ` ${code}`}).`);
}

export const unreachable = (place: string, error: unknown): CannotStart => {
  const { code } = error as { code?: string };
  return new CannotStart('store.unreachable', `The store ${place} cannot be reached (${code ?? 'no answer'}).`, { cause: error });
};
