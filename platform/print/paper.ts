/** Who a paper is about: stands on each of its pages. What is not known is said in words. */
export interface PaperIdentity {
  name: string;
  born: string;
  sex: string;
  /** The hospital number as people read it. */
  grouped: string;
}

/** The hospital, at the head of each page. */
export interface Letterhead {
  name: string;
  /** Department, telephone, e-mail: whatever is known. */
  lines: string[];
}

/** Whoever answers for what the paper says. */
export interface PaperAuthor {
  name: string;
  /** What the person is here, and the number under which they are registered. */
  lines: string[];
}

/** A part of a paper. */
export type Block =
  | { kind: 'heading'; text: string }
  /** Running text; a line break begins a paragraph. */
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** Something that must not be missed, such as an allergy. */
  | { kind: 'notice'; text: string }
  /** A line to sign on, with the author beneath it. */
  | { kind: 'signature' }
  /** Lines for others to sign on, two beside each other. Without a name, there is room to write it. */
  | { kind: 'signatures'; of: { as: string; name: string }[] };

/** Everything that a printed paper says. HTML and PDF are made of the same. */
export interface Paper {
  title: string;
  /** Number of a certificate; none for what is no certificate. */
  number: string | null;
  letterhead: Letterhead;
  identity: PaperIdentity;
  author: PaperAuthor;
  /** When it was written, as people read it. */
  at: string;
  blocks: Block[];
  /** Laid across each page: DEMO, REVOKED; null for a real one. */
  mark: string | null;
}
