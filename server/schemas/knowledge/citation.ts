/** A source that an answer used, as it is kept with the message (CONTRACTS §10). */
export interface Citation {
  /** The number by which the model referred to it, from 1. */
  number: number;
  /** Null for a page whose address the customer sent. */
  sourceId: string | null;
  documentId: string | null;
  chunkId: string | null;
  /** The source's or the document's name, as it was at that time. */
  title: string;
  /** The headings above the passage, joined. */
  heading: string | null;
  /** With the page's anchor, where it has one; null for sources without an address. */
  url: string | null;
  /** Of a file with pages, from 1. */
  page: number | null;
}
