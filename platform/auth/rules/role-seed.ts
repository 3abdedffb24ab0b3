/**
 * The permissions of a shipped role after an upgrade: a three-way merge of what the product shipped last (`seeded`), what
 * it ships now, and what the hospital has. What the product adds or takes away follows; what an administrator added or
 * took away stays.
 */
export function mergeSeed(seeded: readonly string[], shipped: readonly string[], current: readonly string[]): string[] {
  const was = new Set(seeded);
  const now = new Set(shipped);
  const kept = current.filter((permission) => now.has(permission) || !was.has(permission));
  const added = shipped.filter((permission) => !was.has(permission));
  return [...new Set([...kept, ...added])].sort();
}
