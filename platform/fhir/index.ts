export { equal } from './equal.ts';
export { elementOf, elementsOf, parseExactly, textOf, textsOf, wordOf, type Element } from './json.ts';
export { member, setMember, viewOf, type Part, type View } from './overlay.ts';
export { day, isPartialDate, line, note, partialDate } from './words.ts';
