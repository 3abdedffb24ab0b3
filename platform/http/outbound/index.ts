export { askAsSet, type Answered, type Asked } from './ask.ts';
export { allowInside } from './allowed.ts';
export { connectToMail } from './mail.ts';
export { streamAsSet, type StreamWay } from './stream.ts';
export { NotPosted, postAsSet, posting, postOutside, type Post } from './post.ts';
