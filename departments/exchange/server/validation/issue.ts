import { pathText } from '@openward/records/api';

/** What kind of fault it is, in FHIR's own words (OperationOutcome.issue.code). */
export type IssueType = 'structure' | 'required' | 'value' | 'invariant' | 'code-invalid' | 'not-found' | 'not-supported' | 'too-long' | 'informational' | 'security';

/** One fault of a resource. */
export interface Issue {
  severity: 'error' | 'warning';
  type: IssueType;
  /** Ours, and stable. */
  code: string;
  /** Where it is, inside the resource. */
  path: (string | number)[];
  /** The same as FHIRPath: `Observation.code.coding[0].system`. */
  expression: string;
  /** In plain words: the element, what is wrong, and what would be right. */
  message: string;
}

/** Collects issues while a walk goes through a resource, and knows where it stands. */
export class Issues {
  readonly all: Issue[] = [];
  readonly path: (string | number)[] = [];
  readonly #root: string;
  static readonly most = 50;

  constructor(root: string) {
    this.#root = root;
  }

  get full(): boolean {
    return this.all.length >= Issues.most;
  }

  error(type: IssueType, code: string, message: string, ...more: (string | number)[]): void {
    this.add('error', type, code, message, ...more);
  }

  warning(type: IssueType, code: string, message: string, ...more: (string | number)[]): void {
    this.add('warning', type, code, message, ...more);
  }

  add(severity: Issue['severity'], type: IssueType, code: string, message: string, ...more: (string | number)[]): void {
    if (this.full) return;
    const path = [...this.path, ...more];
    this.all.push({ severity, type, code, path, expression: path.length === 0 ? this.#root : `${this.#root}.${pathText(path)}`, message });
  }
}
