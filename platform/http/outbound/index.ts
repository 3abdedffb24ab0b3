export { allowInside } from './allowed.ts';
export { NotPosted, postAsSet, posting, postOutside, type Post } from './post.ts';
