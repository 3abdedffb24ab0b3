import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { rewriteLinks, rewriteReferencesIn } from '@openward/records/api';
import { matchOne } from '../match.ts';
import type { Part } from './open.ts';

/** Leads the links between the entries of a transaction to what the entries become here. */
export class BundleLinks {
  readonly #leads = new Map<string, string>();
  readonly #found = new Map<string, string>();

  /** Names what an entry becomes. False where its address is that of another entry too. */
  add({ full_url, resource }: Part, key: string): boolean {
    if (full_url === undefined) return true;
    if (this.#leads.has(full_url) && this.#leads.get(full_url) !== key) return false;
    this.#leads.set(full_url, key);
    // An entry at an address of a server is also spoken of by the end of it, `Patient/7`.
    const { resourceType } = resource!.value;
    const end = /\/([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/.exec(full_url)?.[1];
    if (end?.startsWith(`${String(resourceType)}/`) === true && !this.#leads.has(end)) this.#leads.set(end, key);
    return true;
  }

  /** Asks for what references by a search lead to. */
  async ask(parts: readonly Part[], act: Act, placed: <T>(part: Part, fn: () => Promise<T>) => Promise<T>): Promise<void> {
    for (const part of parts) {
      const searches = new Set<string>();
      rewriteLinks(part.resource!.text, ({ is_reference, target }) => {
        if (is_reference && /^[A-Z][A-Za-z]+\?/.test(target) && !this.#found.has(target)) searches.add(target);
        return undefined;
      });
      for (const target of searches) this.#found.set(target, await placed(part, () => searched(act, target)));
    }
  }

  /** Rewrites the links of an entry. Throws where one leads to no entry. */
  follow({ resource }: Part): void {
    const parsed = resource!;
    const follow = (target: string, is_reference: boolean): string | undefined => {
      const lead = this.#leads.get(target) ?? this.#found.get(target);
      if (lead === undefined && is_reference && /^urn:(?:uuid|oid):/.test(target)) {
        throw new Problem(422, 'exchange.unknown_target', `${target.slice(0, 60)} leads to no entry of this bundle`, { field: 'reference' });
      }
      return lead;
    };
    const text = rewriteLinks(parsed.text, ({ target, is_reference }) => follow(target, is_reference));
    if (text === parsed.text) return;
    rewriteReferencesIn(parsed.value, (target) => follow(target, true));
    parsed.text = text;
  }
}

async function searched(act: Act, target: string): Promise<string> {
  const [type = '', query = ''] = target.split(/\?(.*)/s);
  const id = await matchOne(act, type, query, 'reference');
  if (id === undefined) throw new Problem(412, 'fhir.not_found', 'A reference is a search that finds nothing here', { field: 'reference' });
  return `${type}/${id}`;
}
