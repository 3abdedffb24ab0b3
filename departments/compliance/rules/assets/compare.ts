interface Known {
  code: string;
  where: string;
}

interface Told extends Known {
  version: string | null;
  protection: string;
}

const keyOf = ({ code, where }: Known): string => `${code} ${where}`;

/**
 * Holds what is told now against what the last review saw: new is what it did not see, changed what has another version or protection.
 * Before the first review everything is new.
 */
export function compareAssets<T extends Told>(now: readonly T[], reviewed: readonly Told[]): { assets: (T & { state: 'same' | 'new' | 'changed' })[]; gone: Known[] } {
  const before = new Map(reviewed.map((each) => [keyOf(each), each]));
  const there = new Set(now.map(keyOf));
  return {
    assets: now.map((each) => {
      const was = before.get(keyOf(each));
      const same = was?.version === each.version && was.protection === each.protection;
      return { ...each, state: was === undefined ? 'new' : same ? 'same' : 'changed' };
    }),
    gone: reviewed.filter((each) => !there.has(keyOf(each))).map(({ code, where }) => ({ code, where })),
  };
}
