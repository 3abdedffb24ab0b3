const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'], [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'], [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bCrOS\b/, 'ChromeOS'], [/\bMac OS X\b|\bMacintosh\b/, 'macOS'], [/\bLinux\b|\bX11\b/, 'Linux'],
];
const named = (kinds: typeof browsers, device: string): string | undefined => kinds.find(([pattern]) => pattern.test(device))?.[1];

/** The kind of browser and system that a `User-Agent` (RFC 9110 section 10.1.5) names, without versions: those change weekly and would make each line new. */
export function browserOf(device: string | null): string {
  const text = device ?? '';
  const [browser, system] = [named(browsers, text), named(systems, text)];
  return [browser, system].filter((each) => each !== undefined).join(', ') || 'other';
}
