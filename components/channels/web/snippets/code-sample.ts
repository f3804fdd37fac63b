/** Code to copy, in one language or for one system. */
export interface CodeSample {
  key: string;
  label: string;
  /** A file's name, or what the code is. */
  title: string;
  /** Where to put it. */
  where: string;
  code: string;
}
