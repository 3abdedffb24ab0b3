export { equal } from './equal.ts';
export { elementOf, elementsOf, parseExactly, textOf, textsOf, wordOf, type Element } from './json.ts';
export { member, setMember, viewOf, type Part, type View } from './overlay.ts';
export { clock, day, daySince, isPartialDate, line, note, partialDate, version } from './words.ts';
