import type { CodeKind } from '../../contract/index.ts';

/** A code as an official file brings it. */
export interface LoadedCode {
  code: string;
  display: string;
  terms?: string[];
  kinds: CodeKind[];
  /** False where the publisher has withdrawn it; true unless told. */
  active?: boolean;
  /** Wider codes of the same system. */
  parents?: string[];
  properties?: Record<string, unknown>;
  /** How usual it is, 0 to 40: what we bring ourselves stands above. */
  common?: number;
  maps?: { system: string; code: string; equivalence: string }[];
}

/** A format of which codes can be loaded. */
export interface CodeSource {
  /** The address of the code system. */
  system: string;
  /** Whether a release holds every code that is in force: then those that it lacks were withdrawn. */
  complete: boolean;
  /** Finds the release among the names and the content of the files; undefined where they do not say. */
  version(files: CodeFiles): Promise<string | undefined>;
  read(files: CodeFiles): AsyncIterable<LoadedCode>;
}

/** The files that were named: one, a folder of them, or what a zip archive holds. */
export interface CodeFiles {
  /** Names, with the folders in which they lie. */
  names: readonly string[];
  /** The name of the file or folder that was given. */
  source: string;
  /** Its lines, without their ends; a line within quotes may be cut. */
  lines(name: string): AsyncIterable<string>;
}

/** The first file whose name matches; refuses where there is none. */
export function fileLike(files: CodeFiles, pattern: RegExp, what: string): string {
  const name = files.names.find((each) => pattern.test(each));
  if (name === undefined) throw new CodesUnreadable(`${files.source} holds no ${what}`);
  return name;
}

/** Files that are not what they were said to be. */
export class CodesUnreadable extends Error {}
