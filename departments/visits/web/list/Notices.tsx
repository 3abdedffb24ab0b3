/** What was moved after this person had read it; the server tells it from the audit log. */
export function Notices(_of: { account_id: string }) {
  return null;
}
