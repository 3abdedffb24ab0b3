/** One entry of a bundle that answers; texts of resources are passed through as they are. */
export interface AnswerEntry {
  full_url?: string | undefined;
  resource?: string | null | undefined;
  search?: { mode: 'match' | 'include' | 'outcome' };
  request?: { method: string; url: string };
  response?: { status: string; location?: string | undefined; etag?: string | undefined; lastModified?: string | undefined; outcome?: unknown };
}

interface AnswerBundle {
  type: 'searchset' | 'history' | 'batch-response' | 'transaction-response';
  total?: number | undefined;
  links?: { relation: string; url: string }[];
  entries: readonly AnswerEntry[];
}

/** The JSON text of a bundle. */
export function bundleText({ type, total, links = [], entries }: AnswerBundle): string {
  const parts = [`"resourceType":"Bundle","type":"${type}"`];
  if (total !== undefined) parts.push(`"total":${total}`);
  if (links.length > 0) parts.push(`"link":${JSON.stringify(links)}`);
  if (entries.length > 0) parts.push(`"entry":[${entries.map(entryText).join(',')}]`);
  return `{${parts.join(',')}}`;
}

function entryText({ full_url, resource, search, request, response }: AnswerEntry): string {
  const parts: string[] = [];
  if (full_url !== undefined) parts.push(`"fullUrl":${JSON.stringify(full_url)}`);
  if (resource != null) parts.push(`"resource":${resource}`);
  if (search !== undefined) parts.push(`"search":${JSON.stringify(search)}`);
  if (request !== undefined) parts.push(`"request":${JSON.stringify(request)}`);
  if (response !== undefined) parts.push(`"response":${JSON.stringify(response)}`);
  return `{${parts.join(',')}}`;
}
